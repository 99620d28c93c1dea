using static TorchSharp.torch;

namespace SeRes2Net.Torch;

/// <summary>What libtorch can do and TorchSharp's API cannot say.</summary>
public static class Native
{
    private const long ChannelsLast = 2;

    /// <summary>
    /// The same values with the channels of each pixel side by side in memory (NHWC order under an unchanged [N, C, H, W] shape).
    /// Convolutions keep the layout and are faster with it. A tensor that has it already comes back as a second handle.
    /// </summary>
    public static Tensor ToChannelsLast(Tensor input) => Aten.Contiguous.Call(input, ChannelsLast);

    /// <summary>Whether the channels of each pixel lie side by side.</summary>
    public static bool IsChannelsLast(Tensor input)
    {
        NativeMethods.Check(NativeMethods.srn_tensor_is_contiguous(input.Handle, (int)ChannelsLast, out var answer));
        GC.KeepAlive(input);
        return answer != 0;
    }
}
