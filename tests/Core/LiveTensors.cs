using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests;

/// <summary>Tensors are counted for the whole process.</summary>
internal static class LiveTensors
{
    /// <summary>
    /// The number of tensors, once the garbage collector has taken what earlier tests left to it: nothing of theirs disappears while a
    /// test counts its own.
    /// </summary>
    public static long Settle()
    {
        // A finaliser may be what releases the next object.
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return Tensor.TotalCount;
    }
}
