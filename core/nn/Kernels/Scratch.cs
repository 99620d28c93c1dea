using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Memory of the current thread for the duration of a kernel, released in reverse order: <c>using var scratch = Scratch.Open()</c>. It is
/// kept for the next kernel. Aligned to 64 bytes; not cleared.
/// </summary>
internal unsafe readonly ref struct Scratch
{
    private const int Alignment = 64;
    private const long ChunkSize = 1 << 20;

    [ThreadStatic]
    private static Arena? arena;

    private readonly Arena owner;
    private readonly int chunk;
    private readonly long used;

    private Scratch(Arena owner)
    {
        this.owner = owner;
        chunk = owner.Chunk;
        used = owner.Used;
    }

    /// <summary>Begins a scope that ends with <see cref="Dispose"/>.</summary>
    internal static Scratch Open() => new(arena ??= new Arena());

    /// <summary>Memory for this many values.</summary>
    internal T* Take<T>(long count)
        where T : unmanaged => (T*)owner.Take(count * sizeof(T));

    /// <summary>Memory for this many values, all zero.</summary>
    internal T* TakeZeros<T>(long count)
        where T : unmanaged
    {
        var values = Take<T>(count);
        NativeMemory.Clear(values, (nuint)(count * sizeof(T)));
        return values;
    }

    /// <summary>Releases what was taken since the scope was opened.</summary>
    public void Dispose() => owner.Return(chunk, used);

    private sealed class Arena
    {
        private readonly List<(nint Address, long Size)> chunks = [];

        public int Chunk { get; private set; }

        public long Used { get; private set; }

        public void* Take(long bytes)
        {
            bytes = (bytes + Alignment - 1) / Alignment * Alignment;
            while (Chunk < chunks.Count && Used + bytes > chunks[Chunk].Size)
            {
                Chunk++;
                Used = 0;
            }
            if (Chunk == chunks.Count)
            {
                var size = Math.Max(ChunkSize, bytes);
                chunks.Add(((nint)NativeMemory.AlignedAlloc((nuint)size, Alignment), size));
            }
            var address = chunks[Chunk].Address + (nint)Used;
            Used += bytes;
            return (void*)address;
        }

        public void Return(int chunk, long used) => (Chunk, Used) = (chunk, used);

        // A thread's memory is freed when it ends.
        ~Arena()
        {
            foreach (var (address, _) in chunks)
                NativeMemory.AlignedFree((void*)address);
        }
    }
}
