using System.Runtime.CompilerServices;
using TorchSharp;

// The tests count live tensors and measure time, both of the whole process: one after the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace SeRes2Net.Lab.Tests;

internal static class Threads
{
    /// <summary>The tests' networks are too small to share between threads; waiting for each other would be most of their time.</summary>
    [ModuleInitializer]
    internal static void UseOne() => torch.set_num_threads(1);
}
