using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Runs a kernel on several threads. On Linux these are the threads of the OpenMP library that libtorch itself uses: a separate pool
/// would compete with it for the cores, since its threads spin while they wait. Starting a region takes about 3 us.
/// </summary>
internal static unsafe class Team
{
    private const int SharesPerThread = 6;

    private static readonly delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void> OpenRegion;
    private static readonly delegate* unmanaged<int> ThreadNumber;

    static Team()
    {
        // The name that the wheel builders gave it; a different name means a different build of libtorch, and .NET's threads will do.
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libgomp-98b21ff3.so.1", typeof(Team).Assembly, null, out var library)
            && NativeLibrary.TryGetExport(library, "GOMP_parallel", out var parallel)
            && NativeLibrary.TryGetExport(library, "omp_get_thread_num", out var number))
        {
            OpenRegion = (delegate* unmanaged<delegate* unmanaged<void*, void>, void*, uint, uint, void>)parallel;
            ThreadNumber = (delegate* unmanaged<int>)number;
        }
    }

    /// <summary>Whether kernels share libtorch's threads.</summary>
    internal static bool SharesThreads => OpenRegion != null;

    /// <summary>
    /// The number of shares that a kernel over this many values is divided into: one if starting threads would cost more than it saves,
    /// otherwise several for each thread, since cores are not always equally fast. It depends only on the number of values and of threads.
    /// </summary>
    internal static int Shares(long values) => values < 1 << 16 ? 1 : (int)Math.Min(values >> 14, SharesPerThread * Math.Max(1, get_num_threads()));

    /// <summary>Calls <paramref name="body"/> with 0, 1, ... <paramref name="shares"/> - 1, on all threads.</summary>
    /// <exception cref="Exception">The first exception of a body; all others have finished by then.</exception>
    internal static void Run(int shares, Action<int> body)
    {
        var threads = Math.Min(shares, get_num_threads());
        if (threads <= 1)
        {
            for (var share = 0; share < shares; share++)
                body(share);
            return;
        }
        if (OpenRegion == null)
        {
            Parallel.For(0, shares, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
            return;
        }
        var work = new Work(body, shares, threads);
        var handle = GCHandle.Alloc(work);
        try
        {
            OpenRegion(&Enter, (void*)GCHandle.ToIntPtr(handle), (uint)threads, 0);
        }
        finally
        {
            handle.Free();
        }
        work.Rethrow();
    }

    // No exception may leave this: there are only OpenMP's frames above it.
    [UnmanagedCallersOnly]
    private static void Enter(void* data) => Unsafe.As<Work>(GCHandle.FromIntPtr((nint)data).Target)!.Do(ThreadNumber());

    private sealed class Work(Action<int> body, int shares, int threads)
    {
        private readonly int[] taken = new int[shares];
        private ExceptionDispatchInfo? failure;

        // A thread starts with the share that its cache is likely to hold, and then takes whatever is left.
        public void Do(int thread)
        {
            for (var i = 0; i < shares; i++)
            {
                var share = ((thread * shares / threads) + i) % shares;
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
