namespace SeRes2Net.Nn.Platform;

/// <summary>How the numerics of this process were checked.</summary>
/// <param name="Treatment">What was done.</param>
/// <param name="Reason">Why the cache sizes were not repaired although that was needed; null otherwise.</param>
/// <param name="SelfTest">What the self-test found after it.</param>
public sealed record NumericsState(Treatment Treatment, string? Reason, SelfTestResult SelfTest)
{
    /// <summary>Whether the self-test found every convolution right.</summary>
    public bool Right => SelfTest.Wrong == 0;

    /// <summary>Whether convolutions use oneDNN.</summary>
    public bool OneDnnInUse => Treatment is not (Treatment.OneDnnOff or Treatment.OffByUser);

    /// <summary>In one line, for people.</summary>
    public override string ToString()
    {
        var done = Treatment switch
        {
            Treatment.NotNeeded => "nothing to repair",
            Treatment.Repaired => "oneDNN's cache sizes repaired",
            Treatment.OneDnnOff => "oneDNN switched off" + (Reason is null ? "" : $": {Reason}"),
            Treatment.OffByUser => $"oneDNN switched off by {OneDnnSwitch.Variable}",
            _ => $"left unrepaired by {OneDnnSwitch.Variable}",
        };
        return FormattableString.Invariant(
            $"{done}; self-test: {SelfTest.Convolutions - SelfTest.Wrong} of {SelfTest.Convolutions} convolutions right ({SelfTest.Milliseconds:0} ms)");
    }
}
