namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>From the peak to a fraction of it in a straight line, per step.</summary>
[Key("The rate falls linearly.")]
public sealed record LinearSchedule : Schedule
{
    [Key("Last rate as a fraction of the peak.", Name = "end", Least = 0, Most = 1)]
    public double Last { get; init; }
}
