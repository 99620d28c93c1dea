namespace SeRes2Net.Nn.Platform;

/// <summary>
/// Makes sure that libtorch's convolutions are right on this machine: once per process, before the first of them. <see cref="Ops"/>
/// calls it; a program that starts with TorchSharp's own convolutions must call <see cref="Ensure"/> first.
/// </summary>
public static class Numerics
{
    private static readonly Lazy<NumericsState> Established = new(Establish);

    /// <summary>How the numerics were checked; the first call checks them, which loads libtorch.</summary>
    public static NumericsState State => Established.Value;

    /// <summary>The first call repairs and checks. Safe from any thread.</summary>
    public static void Ensure() => _ = Established.Value;

    private static NumericsState Establish()
    {
        _ = get_num_threads(); // loads libtorch
        string? reason = null;
        var treatment = Treatment.NotNeeded;
        if (Processor.HidesCaches)
        {
            // NNPACK fails to start on such a processor, and says so on the error stream at every first use.
            _ = LibTorchSwitches.SwitchNnpackOff();
        }
        if (OneDnnSwitch.Mistake is { } mistake)
            Say(mistake);
        if (OneDnnSwitch.IsOff)
        {
            if (LibTorchSwitches.SwitchOneDnnOff())
                return new(Treatment.OffByUser, null, SelfTest.Run());
            Say($"{OneDnnSwitch.Variable}=off has no effect: this libtorch cannot switch oneDNN off.");
        }
        if (Processor.HidesCaches)
        {
            if (OneDnnSwitch.StaysUnrepaired)
                return new(Treatment.LeftUnrepaired, null, SelfTest.Run());
            LookAtProcessor();
            reason = CacheSizes.Repair();
            treatment = reason is null ? Treatment.Repaired : Treatment.NotNeeded;
        }
        var test = SelfTest.Run();
        if (test.Wrong == 0)
            return new(treatment, reason, test);

        var finding = $"{test.Wrong} of {test.Convolutions} test convolutions were wrong{(reason is null ? "" : $", and {reason}")}";
        var switchedOff = LibTorchSwitches.SwitchOneDnnOff();
        var again = switchedOff ? SelfTest.Run() : test;
        Say(again.Wrong == 0
            ? $"libtorch's convolutions: {finding}. oneDNN is switched off: results are right, but training is several times slower (docs/numerics.md)."
            : $"libtorch's convolutions: {finding}. They stay wrong without oneDNN: do not trust any result from this machine (docs/numerics.md).");
        return new(switchedOff ? Treatment.OneDnnOff : treatment, reason ?? finding, again);
    }

    // Makes oneDNN read the processor's data. What it prepares before the repair is kept for this shape, which nobody uses.
    private static void LookAtProcessor()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        _ = nn.functional.conv2d(ones(17, 3, 5, 7, device: CPU), ones(5, 3, 3, 2, device: CPU));
    }

    private static void Say(string sentence) => Console.Error.WriteLine(sentence);
}
