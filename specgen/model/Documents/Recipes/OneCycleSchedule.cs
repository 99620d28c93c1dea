namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>From a fraction of the peak up to the peak (the recipe's learning rate), then down to another, linearly, per step.</summary>
[Key("The rate rises linearly to its peak, then falls linearly.")]
public sealed record OneCycleSchedule : Schedule, IRuled
{
    [Key("Fraction of the run at which the peak is reached.", Least = 0, Most = 1)]
    public required double Warmup { get; init; }

    [Key("First rate as a fraction of the peak.", Least = 0, Most = 1)]
    public double Start { get; init; }

    // 'end' is a keyword of F#.
    [Key("Last rate as a fraction of the peak.", Name = "end", Least = 0, Most = 1)]
    public double Last { get; init; }

    IEnumerable<(string Property, string Message)> IRuled.BrokenRules => Warmup < 1
        ? []
        : [(nameof(Warmup), "'warmup' must leave a part of the run for the way down: expected less than 1, found 1.")];
}
