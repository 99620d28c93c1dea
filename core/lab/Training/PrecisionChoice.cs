using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Nn;
using TorchSharp;

namespace SeRes2Net.Lab.Training;

/// <summary>Decides which element type a run computes in.</summary>
public static class PrecisionChoice
{
    /// <summary><see cref="Precision.Auto"/> becomes bf16 if the device multiplies it in hardware, otherwise fp32.</summary>
    public static Precision Resolve(Precision asked, torch.Device device) =>
        asked != Precision.Auto ? asked : Capabilities.HasFastBFloat16(device) ? Precision.Bf16 : Precision.Fp32;

    /// <summary>The element type of activations.</summary>
    public static torch.ScalarType ActivationType(Precision resolved) =>
        resolved switch
        {
            Precision.Bf16 => torch.ScalarType.BFloat16,
            Precision.Fp16 => torch.ScalarType.Float16,
            _ => torch.ScalarType.Float32,
        };
}
