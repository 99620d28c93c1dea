using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>The count of live tensors, with nothing left to the finaliser that could change it later.</summary>
internal static class LiveTensors
{
    internal static long Count()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return Tensor.TotalCount;
    }
}
