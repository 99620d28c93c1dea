using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Runs a kernel on several threads. On Linux these are the threads of the OpenMP library that libtorch itself uses: a pool of our own
/// would fight with it for the cores, since its threads wait by spinning. Starting a region takes about 3 us.
/// </summary>
internal static unsafe class Team
{
    private static readonly delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void> openRegion;
    private static readonly delegate* unmanaged<int> threadNumber;

    static Team()
    {
        // The name as the wheel builders gave it; a file of another name is another build of libtorch, and .NET's threads do.
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libgomp-98b21ff3.so.1", typeof(Team).Assembly, null, out var library)
            && NativeLibrary.TryGetExport(library, "GOMP_parallel", out var parallel)
            && NativeLibrary.TryGetExport(library, "omp_get_thread_num", out var number))
        {
            openRegion = (delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void>)parallel;
            threadNumber = (delegate* unmanaged<int>)number;
        }
    }

    /// <summary>Whether kernels share libtorch's threads.</summary>
    internal static bool SharesThreads => openRegion != null;

    /// <summary>Threads that a kernel over so many values is worth: a start costs as much as some ten thousand values.</summary>
    internal static int Size(long values) => (int)Math.Clamp(values >> 15, 1, Math.Max(1, get_num_threads()));

    /// <summary>Calls <paramref name="body"/> with 0, 1, ... <paramref name="workers"/> - 1, each on a thread of its own.</summary>
    /// <exception cref="Exception">What a body threw first; the others have ended all the same.</exception>
    internal static void Run(int workers, Action<int> body)
    {
        if (workers <= 1)
        {
            body(0);
            return;
        }
        if (openRegion == null)
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, body);
            return;
        }
        var work = new Work(body, workers);
        var handle = GCHandle.Alloc(work);
        try
        {
            openRegion(&Enter, (void*)GCHandle.ToIntPtr(handle), (uint)workers, 0);
        }
        finally
        {
            handle.Free();
        }
        work.Rethrow();
    }

    // Nothing may leave this: there are only OpenMP's frames above it.
    [UnmanagedCallersOnly]
    private static void Enter(void* data) => Unsafe.As<Work>(GCHandle.FromIntPtr((nint)data).Target)!.Do(threadNumber());

    private sealed class Work(Action<int> body, int workers)
    {
        private readonly int[] taken = new int[workers];
        private ExceptionDispatchInfo? failure;

        // A thread's own share first, for what its cache holds; then those of threads that OpenMP did not give us.
        public void Do(int thread)
        {
            for (var i = 0; i < workers; i++)
            {
                var share = (thread + i) % workers;
                if (Interlocked.Exchange(ref taken[share], 1) != 0)
                    continue;
                try
                {
                    body(share);
                }
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
                }
            }
        }

        public void Rethrow() => failure?.Throw();
    }
}
