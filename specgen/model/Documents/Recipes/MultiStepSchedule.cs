namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>The rate is multiplied by a factor at each milestone: 0.5 and 0.75 are epochs 150 and 225 of 300.</summary>
[Key("The rate is multiplied at milestones.")]
public sealed record MultiStepSchedule : Schedule, IRuled
{
    [Key("Fractions of the run, ascending.", Least = 0, Most = 1)]
    public required IReadOnlyList<double> Milestones { get; init; } = [];

    [Key("What the rate is multiplied by.", Least = 0, Most = 1)]
    public required double Factor { get; init; } = 1;

    IEnumerable<(string Property, string Message)> IRuled.BrokenRules =>
        Milestones.Zip(Milestones.Skip(1), (one, next) => next > one).All(ascending => ascending)
            ? []
            : [(nameof(Milestones), "Milestones are fractions of the run in ascending order, e.g. [0.5, 0.75].")];
}
