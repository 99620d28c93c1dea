namespace SeRes2Net.Compiler.Graph;

/// <summary>One entry of a network's state dict.</summary>
/// <param name="Name">State-dict name, e.g. <c>stem.conv1.weight</c>; in an operation's own list, without its path.</param>
/// <param name="Shape">Its sizes; none for a single number.</param>
/// <param name="IsLearned">Whether it is a parameter; running statistics and counters are not.</param>
public sealed record StateTensor(string Name, IReadOnlyList<long> Shape, bool IsLearned)
{
    /// <summary>Number of values; the largest possible number if it overflows.</summary>
    public long Count => Shape.Aggregate(1L, Amount.Times);

    /// <summary><c>weight [64, 3, 3, 3]</c>.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Shape)}]";
}

/// <summary>Reads from a graph what its networks store, without building one.</summary>
public static class StateLayout
{
    /// <summary>Every entry, in execution order.</summary>
    public static IReadOnlyList<StateTensor> Of(NetworkGraph graph) => graph.Ops
        .Where(op => op.SharesWith is null)
        .SelectMany(op => op.State.Select(tensor => tensor with { Name = $"{op.Path}.{tensor.Name}" }))
        .ToList();
}
