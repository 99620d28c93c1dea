using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Graph;

/// <summary>The element-wise functions.</summary>
public enum ActivationKind
{
    /// <summary>max(x, 0)</summary>
    Relu,
    /// <summary>1 / (1 + exp(-x))</summary>
    Sigmoid,
    /// <summary>min(max(x, 0), 6)</summary>
    Relu6,
    /// <summary>x where x is positive, else <see cref="ActivationOp.Slope"/> times x.</summary>
    LeakyRelu,
    /// <summary>x times the normal distribution function of x, exact (with erf).</summary>
    Gelu,
    /// <summary>x / (1 + exp(-x)), also called swish.</summary>
    Silu,
    /// <summary>x min(max(x + 3, 0), 6) / 6</summary>
    HardSwish,
    /// <summary>min(max(x + 3, 0), 6) / 6</summary>
    HardSigmoid,
}

/// <summary>An element-wise function.</summary>
public sealed record ActivationOp : WeightlessOp
{
    /// <summary>Which function.</summary>
    public required ActivationKind Function { get; init; }
    /// <summary>Factor of negative elements; 0 except for <see cref="ActivationKind.LeakyRelu"/>.</summary>
    public double Slope { get; init; }

    internal override string Kind => Labels.Word(Function);
    internal override string Label => string.Concat(Function.ToString()
        .Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));
    internal override IReadOnlyList<(string, object)> Attributes => Function == ActivationKind.LeakyRelu || Slope != 0 ? [("slope", Slope)] : [];
    internal override Memory Memory =>
        Function is ActivationKind.Relu or ActivationKind.Sigmoid ? Memory.KeepsOutput : Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>
/// x where x is positive, else a learned factor per channel times x (PReLU, He et al., arXiv:1502.01852). Parameter: <c>weight</c>
/// [channels].
/// </summary>
public sealed record PReluOp : Op
{
    /// <summary>Initial value of every factor.</summary>
    public double Init { get; init; } = 0.25;

    internal override string Kind => "prelu";
    internal override IReadOnlyList<(string, object)> Attributes => [("init", Init)];
    internal override IReadOnlyList<StateTensor> State => Weights(bias: false, Shape.Channels);
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>The axes that a softmax or a reduction covers.</summary>
public enum Over
{
    /// <summary>The channels of every position.</summary>
    Channels,
    /// <summary>The rows of every channel and column.</summary>
    Rows,
    /// <summary>The columns of every channel and row.</summary>
    Columns,
    /// <summary>The positions of every channel.</summary>
    Positions,
}

/// <summary>exp(x) / sum exp(x).</summary>
public sealed record SoftmaxOp : WeightlessOp
{
    /// <summary>The axes along which the values sum to one.</summary>
    public required Over Over { get; init; }
    /// <summary>Consecutive groups of channels, each of which sums to one; 1 unless the softmax is over channels.</summary>
    public int Groups { get; init; } = 1;

    internal override string Kind => "softmax";
    internal override string Label => $"softmax {Labels.Word(Over)}{(Groups > 1 ? $" groups {Groups}" : "")}";
    internal override IReadOnlyList<(string, object)> Attributes =>
        Groups == 1 ? [("over", Labels.Word(Over))] : [("over", Labels.Word(Over)), ("groups", Groups)];
    internal override Memory Memory => Memory.KeepsOutput;
    // thop counts 3 n - 1 for each softmax over n values, fvcore nothing.
    internal override OpCost Cost(Shape input)
    {
        var values = Reductions.Count(input, Over) / Groups;
        return new(0, Amount.Times(3 * values - 1, input.Elements / values), 0);
    }
}

/// <summary>Primitives that apply a function to every element, and softmax.</summary>
internal static class Activations
{
    private const double SteepestSlope = 1000;

    public static readonly IReadOnlyList<Primitive> All =
    [
        Elementwise("relu", "max(x, 0)", ActivationKind.Relu),
        Elementwise("relu6", "min(max(x, 0), 6)", ActivationKind.Relu6),
        new("leaky-relu", "x where x is positive, else slope * x.",
        [
            new("slope", ArgumentType.Float, "factor of negative elements; 0.01") { Min = -SteepestSlope, Max = SteepestSlope },
        ], call => new ActivationOp { Shape = call.Shape, Function = ActivationKind.LeakyRelu, Slope = call.Get<double>("slope") }),
        new("prelu", "x where x is positive, else a learned factor per channel times x (He et al., arXiv:1502.01852).",
        [
            new("init", ArgumentType.Float, "initial factor; 0.25") { Min = -SteepestSlope, Max = SteepestSlope },
        ], call => new PReluOp { Shape = call.Shape, Init = call.Get<double>("init") }),
        Elementwise("gelu", "x * Phi(x), Phi the normal distribution function (Hendrycks and Gimpel, arXiv:1606.08415)", ActivationKind.Gelu),
        Elementwise("silu", "x * sigmoid(x), also called swish", ActivationKind.Silu),
        Elementwise("hard-swish", "x * min(max(x + 3, 0), 6) / 6", ActivationKind.HardSwish),
        Elementwise("sigmoid", "1 / (1 + exp(-x))", ActivationKind.Sigmoid),
        Elementwise("hard-sigmoid", "min(max(x + 3, 0), 6) / 6", ActivationKind.HardSigmoid),
        new("softmax", "exp(x) / sum exp(x).",
        [
            new("over", ArgumentType.Choice, "what sums to one")
            {
                Required = true,
                Choices = ["channels", "positions", "rows", "columns"],
            },
            new("groups", ArgumentType.Int, "groups of channels, each of which sums to one; 1"),
        ], Softmax),
    ];

    private static Primitive Elementwise(string name, string summary, ActivationKind function) =>
        new(name, summary, [], call => new ActivationOp { Shape = call.Shape, Function = function });

    private static Op? Softmax(PrimitiveCall call)
    {
        var (over, groups) = (call.Choice<Over>("over"), call.Get<int>("groups"));
        if (groups > 1 && over != Over.Channels)
            return call.Fail(Descriptors.InvalidValue, $"'groups' divides channels; this softmax goes over {Labels.Word(over)}.");
        return call.CannotDivide(groups) ? null : new SoftmaxOp { Shape = call.Shape, Over = over, Groups = groups };
    }
}
