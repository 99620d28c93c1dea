using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>One statement of a forward, which the optimiser rewrites and the writer prints. Values are positions in the graph.</summary>
/// <param name="Path">State-dict path of the (last) operation it represents; names its local variable.</param>
/// <param name="Inputs">Values read.</param>
/// <param name="Outputs">Values produced.</param>
internal abstract record Step(string Path, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs)
{
    /// <summary>The batch normalisation that its first input goes through; null if there is none.</summary>
    public virtual BatchNormOp? Norm => null;

    /// <summary>The convolution whose result that normalisation takes, when nothing else reads it; the first input is then the convolution's.</summary>
    public ConvOp? Conv { get; init; }
}

/// <summary>One operation as written.</summary>
internal sealed record OpStep(Op Op, int Position) : Step(Op.Path, Op.Inputs, [Position])
{
    /// <inheritdoc/>
    public override BatchNormOp? Norm => Op as BatchNormOp;
}

/// <summary>A call of a module that has a forward of its own.</summary>
internal sealed record CallStep(ModuleNode Module) : Step(Module.Path, [Module.Input], [Module.Output]);

/// <summary>Batch normalisation, then the addition of a second input if there is one, then ReLU if asked for.</summary>
internal sealed record NormStep(BatchNormOp Layer, bool Relu, string Path, IReadOnlyList<int> Inputs, int Position)
    : Step(Path, Inputs, [Position])
{
    /// <inheritdoc/>
    public override BatchNormOp? Norm => Layer;
}

/// <summary>max(a + b, 0).</summary>
internal sealed record AddReluStep(string Path, IReadOnlyList<int> Inputs, int Position) : Step(Path, Inputs, [Position]);

/// <summary>All channel groups of one value, in order; of its normalisation and ReLU if there is a layer.</summary>
internal sealed record SplitStep(
    BatchNormOp? Layer, string Path, IReadOnlyList<int> Inputs, IReadOnlyList<int> Channels, IReadOnlyList<int> Outputs)
    : Step(Path, Inputs, Outputs)
{
    /// <inheritdoc/>
    public override BatchNormOp? Norm => Layer;
}

/// <summary>y = max(batch-norm(x), 0), and y + next.</summary>
/// <param name="Layer">The normalisation.</param>
/// <param name="Path">Path of y.</param>
/// <param name="SumPath">Path of the sum.</param>
/// <param name="Inputs">x, next.</param>
/// <param name="Outputs">y, the sum.</param>
internal sealed record CarryStep(BatchNormOp Layer, string Path, string SumPath, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs)
    : Step(Path, Inputs, Outputs)
{
    /// <inheritdoc/>
    public override BatchNormOp? Norm => Layer;
}

/// <summary>A value and its mean over all positions; what reads the value later reads the one produced here.</summary>
internal sealed record MeanStep(string Path, int Input, int Mean) : Step(Path, [Input], [Input, Mean]);
