using System.Collections.Generic;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>One statement of a forward: what the optimiser rewrites and the writer prints. Values are named by positions in the graph.</summary>
/// <param name="Path">State-dict path of the (last) operation it stands for; names its local variable.</param>
/// <param name="Inputs">Values read.</param>
/// <param name="Outputs">Values produced; one, except for a split.</param>
internal abstract record Step(string Path, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs);

/// <summary>One operation as written.</summary>
internal sealed record OpStep(Op Op, int Position) : Step(Op.Path, Op.Inputs, [Position]);

/// <summary>A call of a module that has a forward of its own.</summary>
internal sealed record CallStep(ModuleNode Module) : Step(Module.Path, [Module.Input], [Module.Output]);

/// <summary>Batch normalisation, then the addition of a second input where there is one, then ReLU where asked for.</summary>
internal sealed record NormStep(BatchNormOp Norm, bool Relu, string Path, IReadOnlyList<int> Inputs, int Position)
    : Step(Path, Inputs, [Position]);

/// <summary>max(a + b, 0).</summary>
internal sealed record AddReluStep(string Path, IReadOnlyList<int> Inputs, int Position) : Step(Path, Inputs, [Position]);

/// <summary>Consecutive channel groups of one value, all of them.</summary>
internal sealed record SplitStep(string Path, int Input, IReadOnlyList<int> Channels, IReadOnlyList<int> Outputs)
    : Step(Path, [Input], Outputs);
