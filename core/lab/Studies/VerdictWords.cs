namespace SeRes2Net.Lab.Studies;

/// <summary>Verdicts in words.</summary>
public static class VerdictWords
{
    /// <summary>In the place of the verdict on a network that others are compared with.</summary>
    public const string Baseline = "baseline";

    /// <summary>A verdict in a few words.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Better => "better",
        Verdict.Worse => "worse",
        Verdict.Equivalent => "equivalent",
        Verdict.NoDifferenceShown => "no difference shown",
        Verdict.TooFewRuns => "too few runs to say",
        Verdict.Incomplete => "no verdict: runs are missing",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };
}
