using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Graph;

/// <summary>
/// Batch normalisation over [N, H, W]. State: weight, bias, running_mean, running_var [channels], num_batches_tracked []; weight and
/// bias only if they are learned.
/// </summary>
public sealed record BatchNormOp : Op
{
    /// <summary>Initial value of the learned factor (weight).</summary>
    public double Gamma { get; init; } = 1;
    /// <summary>Added to the variance.</summary>
    public double Eps { get; init; } = 1e-5;
    /// <summary>Share of the new batch in the running statistics.</summary>
    public double Momentum { get; init; } = 0.1;
    /// <summary>Whether a factor and a shift are learned.</summary>
    public bool Affine { get; init; } = true;

    internal override string Kind => "batch-norm";
    internal override IReadOnlyList<(string, object)> Attributes =>
        [("gamma", Gamma), ("eps", Eps), ("momentum", Momentum), .. Normalisations.Unless(Affine, "affine")];
    internal override IReadOnlyList<StateTensor> State =>
    [
        .. Normalisations.Learned(Affine, Affine, Shape),
        new("running_mean", [Shape.Channels], IsLearned: false),
        new("running_var", [Shape.Channels], IsLearned: false),
        new("num_batches_tracked", [], IsLearned: false),
    ];
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => Affine
        ? new(0, Amount.Times(Shape.Elements, 4), Amount.Times(Shape.Elements, 2))
        : new(0, Amount.Times(Shape.Elements, 2), Shape.Elements);
}

/// <summary>
/// Layer normalisation over the channels of every position (Ba et al., arXiv:1607.06450, as in ConvNeXt). Parameters, if they are
/// learned: <c>weight</c>, <c>bias</c> [channels].
/// </summary>
public sealed record LayerNormOp : Op
{
    /// <summary>Added to the variance.</summary>
    public double Eps { get; init; } = 1e-5;
    /// <summary>Whether a factor is learned.</summary>
    public bool Affine { get; init; } = true;
    /// <summary>Whether a shift is learned.</summary>
    public bool Shift { get; init; } = true;

    internal override string Kind => "layer-norm";
    internal override IReadOnlyList<(string, object)> Attributes =>
        [("eps", Eps), .. Normalisations.Unless(Affine, "affine"), .. Normalisations.Unless(Shift, "shift")];
    internal override IReadOnlyList<StateTensor> State => Normalisations.Learned(Affine, Shift, Shape);
    internal override bool HasLayer => true;
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => new(0, Amount.Times(Shape.Elements, Affine ? 4 : 2), Amount.Times(Shape.Elements, Affine ? 5 : 4));
}

/// <summary>
/// Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494). Parameters: <c>weight</c>,
/// <c>bias</c> [channels].
/// </summary>
public sealed record GroupNormOp : Op
{
    /// <summary>Number of channel groups.</summary>
    public required int Groups { get; init; }
    /// <summary>Added to the variance.</summary>
    public double Eps { get; init; } = 1e-5;

    internal override string Kind => "group-norm";
    internal override string Label => $"group-norm {Groups}";
    internal override IReadOnlyList<(string, object)> Attributes => [("groups", Groups), ("eps", Eps)];
    internal override IReadOnlyList<StateTensor> State => Normalisations.Learned(true, true, Shape);
    internal override Memory Memory => Memory.KeepsInputs;
    // thop has no rule for it.
    internal override OpCost Cost(Shape input) => new(0, 0, Amount.Times(Shape.Elements, 5));
}

/// <summary>
/// A learned factor per channel (ConvNeXt's layer scale) and, with <see cref="Shift"/>, a learned shift. Parameters: <c>weight</c>,
/// <c>bias</c> [channels].
/// </summary>
public sealed record ScaleOp : Op
{
    /// <summary>Initial value of every factor.</summary>
    public double Init { get; init; } = 1;
    /// <summary>Whether a shift is learned too; it starts at 0.</summary>
    public bool Shift { get; init; }

    internal override string Kind => "scale";
    internal override IReadOnlyList<(string, object)> Attributes => [("init", Init), .. Shift ? [("shift", true)] : new (string, object)[0]];
    internal override IReadOnlyList<StateTensor> State => Normalisations.Learned(true, Shift, Shape);
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>Primitives that normalise or scale channels.</summary>
internal static class Normalisations
{
    private static readonly Argument Eps = new("eps", ArgumentType.Float, "added to the variance; 1e-5") { Min = 0, Max = 1 };

    public static readonly IReadOnlyList<Primitive> All =
    [
        new("batch-norm", "Batch normalisation over [N, H, W] (Ioffe and Szegedy, arXiv:1502.03167).",
        [
            new("gamma", ArgumentType.Float, "initial factor; 1") { Min = -float.MaxValue, Max = float.MaxValue },
            Eps,
            new("momentum", ArgumentType.Float, "share of the new batch in the running statistics; 0.1") { Min = 0, Max = 1 },
            new("affine", ArgumentType.Bool, "whether a factor and a shift are learned; true"),
        ], BatchNorm),
        new("layer-norm", "Normalisation over the channels of every position (Ba et al., arXiv:1607.06450).",
        [
            Eps,
            new("affine", ArgumentType.Bool, "whether a factor and a shift are learned; true"),
            new("shift", ArgumentType.Bool, "whether a shift is learned; as 'affine'"),
        ], call => new LayerNormOp
        {
            Shape = call.Shape,
            Eps = call.Get<double>("eps"),
            Affine = call.Get<bool>("affine"),
            // Nobody in the field uses a layer with a shift but no factor.
            Shift = call.Get<bool>("affine") && call.Get("shift", true),
        }),
        new("group-norm", "Normalisation over the channels of a group and all positions (Wu and He, arXiv:1803.08494).",
        [
            new("groups", ArgumentType.Int, "groups of channels") { Required = true },
            Eps,
        ], call => call.CannotDivide(call.Get<int>("groups")) ? null : new GroupNormOp
        {
            Shape = call.Shape,
            Groups = call.Get<int>("groups"),
            Eps = call.Get<double>("eps"),
        }),
        new("scale", "A learned factor per channel (Touvron et al., arXiv:2103.17239).",
        [
            new("init", ArgumentType.Float, "initial factor; 1") { Min = -float.MaxValue, Max = float.MaxValue },
            new("shift", ArgumentType.Bool, "whether a shift is learned, too; false"),
        ], call => new ScaleOp { Shape = call.Shape, Init = call.Get<double>("init"), Shift = call.Get<bool>("shift") }),
    ];

    private static Op? BatchNorm(PrimitiveCall call)
    {
        var op = new BatchNormOp
        {
            Shape = call.Shape,
            Gamma = call.Get<double>("gamma"),
            Eps = call.Get<double>("eps"),
            Momentum = call.Get<double>("momentum"),
            Affine = call.Get<bool>("affine"),
        };
        return op.Affine || op.Gamma == 1 ? op
            : call.Fail(Descriptors.InvalidValue, "'gamma' is where the factor starts, and with 'affine: false' there is none. Remove one of the two.");
    }

    internal static IReadOnlyList<StateTensor> Learned(bool factor, bool shift, Shape shape) =>
    [
        .. factor ? [new("weight", [shape.Channels], IsLearned: true)] : new StateTensor[0],
        .. shift ? [new("bias", [shape.Channels], IsLearned: true)] : new StateTensor[0],
    ];

    // Left out of the hash if true: networks were hashed before it could be anything else.
    internal static IEnumerable<(string, object)> Unless(bool isTrue, string name) => isTrue ? [] : [(name, false)];
}
