using static TorchSharp.torch;

namespace SeRes2Net.Nn.Platform;

/// <summary>
/// Sees to it that libtorch's convolutions are right on this machine: once per process, before the first of them. <see cref="Ops"/>
/// asks for it by itself; a program that computes with TorchSharp's own calls first calls <see cref="Ensure"/>.
/// </summary>
public static class Numerics
{
    private static readonly Lazy<string> s_state = new(Establish);

    /// <summary>Repairs and checks, the first time. From any thread.</summary>
    public static void Ensure() => _ = s_state.Value;

    private static string Establish()
    {
        if (!Processor.HidesCaches)
            return "not needed";
        using (no_grad())
        using (NewDisposeScope())
        {
            // Makes oneDNN look at the processor. What it prepares before the repair it keeps for this shape: one that nobody uses.
            _ = nn.functional.conv2d(ones(17, 3, 5, 7, device: CPU), ones(5, 3, 3, 2, device: CPU));
        }
        LibTorchSwitches.SwitchNnpackOff();
        return OneDnnSwitch.StaysUnrepaired ? "unrepaired" : CacheSizes.Repair() ?? "repaired";
    }
}
