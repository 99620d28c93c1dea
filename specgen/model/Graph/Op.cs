using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>Rows and columns of a window, a stride, a padding or a dilation.</summary>
public readonly record struct Size2(int Rows, int Columns)
{
    /// <summary>The same size in both directions.</summary>
    public static Size2 Square(int size) => new(size, size);

    /// <summary><c>3x3</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Rows}x{Columns}");
}

/// <summary>How an operation uses memory.</summary>
[Flags]
public enum Memory
{
    /// <summary>It allocates its own value, and its backward pass needs neither its input nor its output.</summary>
    Own = 0,
    /// <summary>The backward pass needs its input.</summary>
    KeepsInputs = 1,
    /// <summary>The backward pass needs its output.</summary>
    KeepsOutput = 2,
    /// <summary>Its value shares the memory of its input.</summary>
    View = 4,
}

/// <summary>The cost of one operation for one image, by three counting conventions.</summary>
/// <param name="Macs">Multiply-accumulates of convolutions, linear layers and matrix products.</param>
/// <param name="Thop">What thop 0.1.1 returns as FLOPs.</param>
/// <param name="Fvcore">What fvcore 0.1.5 counts as FLOPs, in evaluation.</param>
public readonly record struct OpCost(long Macs, long Thop, long Fvcore)
{
    /// <summary>No cost by any convention.</summary>
    public static OpCost Free => default;

    /// <summary>Multiply-accumulates that all three conventions count alike.</summary>
    public static OpCost Multiplications(long macs) => new(macs, macs, macs);
}

/// <summary>
/// One operation of the typed graph. Operations are in execution order; each produces exactly one value, identified by the operation's
/// position in <see cref="NetworkGraph.Ops"/>. An operation carries its own facts: hashes, signatures, cost tables and state dicts
/// are derived from them.
/// </summary>
public abstract record Op
{
    /// <summary>State-dict path of the operation, e.g. <c>stage1.block1.branch.conv1</c>. Unique in the graph.</summary>
    public string Path { get; init; } = "";

    /// <summary>Positions in <see cref="NetworkGraph.Ops"/> of the values this operation reads.</summary>
    public IReadOnlyList<int> Inputs { get; init; } = [];

    /// <summary>Shape of the output.</summary>
    public required Shape Shape { get; init; }

    /// <summary>
    /// Path of the earlier operation of the same kind whose parameters and running statistics this one uses (the <c>shared</c> steps
    /// of <c>branches</c>); null if it has its own. If set, nothing is stored under <see cref="Path"/>.
    /// </summary>
    public string? SharesWith { get; init; }

    /// <summary>Where the operation was written. Not part of the graph's identity.</summary>
    public SourceSpan Where { get; init; }

    /// <summary>Its name in hashes. Part of the language: it never changes.</summary>
    internal abstract string Kind { get; }

    /// <summary>
    /// What distinguishes it from others of its kind, besides path, inputs and shape; in hash order. A property that was added later is
    /// left out if it has its default, so that older hashes stay valid.
    /// </summary>
    internal abstract IReadOnlyList<(string Name, object Value)> Attributes { get; }

    /// <summary>What it stores, in state-dict order; names without its path.</summary>
    internal abstract IReadOnlyList<StateTensor> State { get; }

    /// <summary>Its cost for one image.</summary>
    /// <param name="input">Shape of its first input.</param>
    internal abstract OpCost Cost(Shape input);

    /// <summary>How it uses memory in a training step.</summary>
    internal abstract Memory Memory { get; }

    /// <summary>A readable description: <c>conv 3x3 /2</c>.</summary>
    internal virtual string Label => Kind;

    /// <summary>Whether it has parameters.</summary>
    public bool HasState => State.Count > 0;

    /// <summary>Whether the network has a layer with its path: it has parameters, or values that are computed once.</summary>
    internal virtual bool HasLayer => HasState;

    /// <summary>Number of learned values; 0 if it uses another operation's.</summary>
    public long Parameters => SharesWith is not null ? 0
        : State.Where(tensor => tensor.IsLearned).Aggregate(0L, (sum, tensor) => Amount.Plus(sum, tensor.Count));

    /// <summary>Whether one layer could serve both: they store the same tensors.</summary>
    public bool SameStateAs(Op other) => HasState && GetType() == other.GetType()
        && State.Select(tensor => tensor.ToString()).SequenceEqual(other.State.Select(tensor => tensor.ToString()));

    /// <summary>Weight and, if there is one, bias, for the operations that have exactly these.</summary>
    protected static IReadOnlyList<StateTensor> Weights(bool bias, params long[] shape) =>
        bias ? [new("weight", shape, IsLearned: true), new("bias", [shape[0]], IsLearned: true)] : [new("weight", shape, IsLearned: true)];
}

/// <summary>An operation without parameters.</summary>
public abstract record WeightlessOp : Op
{
    internal sealed override IReadOnlyList<StateTensor> State => [];
}

/// <summary>The network's input, always the first operation.</summary>
public sealed record InputOp : WeightlessOp
{
    internal override string Kind => "input";
    internal override IReadOnlyList<(string, object)> Attributes => [];
    internal override Memory Memory => Memory.Own;
    internal override OpCost Cost(Shape input) => OpCost.Free;
}
