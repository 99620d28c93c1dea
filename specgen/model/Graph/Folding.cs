namespace SeRes2Net.Compiler.Graph;

/// <summary>A batch normalisation that was folded into a convolution.</summary>
/// <param name="Conv">State-dict path of the convolution, which now has a bias.</param>
/// <param name="Norm">State-dict path of the normalisation, which is gone.</param>
/// <param name="Eps">What the normalisation added to the variance.</param>
public sealed record FoldedNorm(string Conv, string Norm, double Eps);

/// <summary>A network for evaluation only.</summary>
/// <param name="Graph">The network without the normalisations.</param>
/// <param name="Norms">What was folded, in execution order.</param>
public sealed record FoldedGraph(NetworkGraph Graph, IReadOnlyList<FoldedNorm> Norms);

/// <summary>
/// Folds batch normalisations into the convolutions before them. With its running statistics, a normalisation is a factor and a term per
/// channel, which the convolution's weight and bias can absorb. The remaining layers keep their paths.
/// </summary>
public static class Folding
{
    /// <summary>
    /// Folds every normalisation that is the only reader of a convolution. A layer that is used several times is folded only if every use
    /// pairs the same two layers.
    /// </summary>
    public static FoldedGraph Apply(NetworkGraph graph)
    {
        var pairs = Pairs(graph.Ops);
        var convs = new HashSet<string>(pairs.Values);
        var ops = new List<Op>(graph.Ops.Count);
        var norms = new List<FoldedNorm>(pairs.Count);
        var values = new int[graph.Ops.Count];
        // How many of the operations before a position remain; there is one more position than there are operations.
        var before = new int[graph.Ops.Count + 1];
        for (var position = 0; position < graph.Ops.Count; position++)
        {
            var op = graph.Ops[position];
            if (op is BatchNormOp norm && pairs.TryGetValue(Layer(norm), out var conv))
            {
                values[position] = values[norm.Inputs[0]];
                if (norm.SharesWith is null)
                    norms.Add(new FoldedNorm(conv, norm.Path, norm.Eps));
            }
            else
            {
                values[position] = ops.Count;
                var moved = op with { Inputs = op.Inputs.Select(input => values[input]).ToList() };
                ops.Add(moved is ConvOp c && convs.Contains(Layer(c)) ? c with { Bias = true } : moved);
            }
            before[position + 1] = ops.Count;
        }
        return new FoldedGraph(graph with { Ops = ops, Modules = graph.Modules.Select(Moved).ToList() }, norms);

        // A module may lose all its operations. It then passes its input through, and its value is the convolution's.
        ModuleNode Moved(ModuleNode module) => module with
        {
            Input = values[module.Input],
            Output = values[module.Output],
            FirstOp = before[module.FirstOp],
            OpCount = before[module.FirstOp + module.OpCount] - before[module.FirstOp],
        };
    }

    /// <summary>The convolution of every normalisation that can be folded, keyed by layer path.</summary>
    private static Dictionary<string, string> Pairs(IReadOnlyList<Op> ops)
    {
        var readers = ops.SelectMany((op, position) => op.Inputs.Select(input => (Input: input, Reader: position)))
            .ToLookup(read => read.Input, read => read.Reader);
        // The one layer that every use of a layer is paired with; null if a use has no partner or a different one.
        Dictionary<string, string?> normOf = [], convOf = [];
        for (var position = 0; position < ops.Count; position++)
        {
            if (ops[position] is ConvOp conv)
                Use(normOf, conv, readers[position].Count() == 1 ? ops[readers[position].Single()] as BatchNormOp : null);
            else if (ops[position] is BatchNormOp norm)
                Use(convOf, norm, readers[norm.Inputs[0]].Count() == 1 ? ops[norm.Inputs[0]] as ConvOp : null);
        }
        return convOf.Where(pair => pair.Value is { } conv && normOf[conv] == pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value!);

        static void Use(Dictionary<string, string?> partners, Op op, Op? partner)
        {
            var found = partner is null ? null : Layer(partner);
            partners[Layer(op)] = partners.TryGetValue(Layer(op), out var known) && known != found ? null : found;
        }
    }

    private static string Layer(Op op) => op.SharesWith ?? op.Path;
}
