namespace SeRes2Net.Compiler.Documents.Recipes;

/// <summary>From the peak to a fraction of it along half a cosine (Loshchilov and Hutter, arXiv:1608.03983), per step.</summary>
[Key("The rate falls along half a cosine.")]
public sealed record CosineSchedule : Schedule
{
    [Key("Last rate as a fraction of the peak.", Name = "end", Least = 0, Most = 1)]
    public double Last { get; init; }
}
