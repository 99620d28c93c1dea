using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Generator.Tests.Emit;

/// <summary>The steps that the report's own networks do not use.</summary>
internal sealed partial class GraphBuilder
{
    public int LayerNorm(string path, int from, double eps = 1e-6) => Layer(
        path, from, 2L * ops[from].Shape.Channels,
        new LayerNormOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Eps = eps });

    public int GroupNorm(string path, int from, int groups, double eps = 1e-5) => Layer(
        path, from, 2L * ops[from].Shape.Channels,
        new GroupNormOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Groups = groups, Eps = eps });

    public int Scale(string path, int from, double init) =>
        Layer(path, from, ops[from].Shape.Channels, new ScaleOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Init = init });

    public int ChannelConv(string path, int from, int kernel, bool bias = false) => Layer(
        path, from, kernel + (bias ? 1 : 0),
        new ChannelConvOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Kernel = kernel, Bias = bias });

    public int Activation(string path, int from, ActivationKind function, double slope = 0) =>
        Add(new ActivationOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Function = function, Slope = slope });

    public int Softmax(string path, int from, Over over) =>
        Add(new SoftmaxOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Over = over });

    public int Dropout(string path, int from, double rate) =>
        Add(new DropoutOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Rate = rate });

    public int DropPath(string path, int from, double rate) =>
        Add(new DropPathOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Rate = rate });

    public int GlobalMax(string path, int from) => Reduce(path, from, Reduction.Max, Over.Positions);

    public int GlobalSum(string path, int from) => Reduce(path, from, Reduction.Sum, Over.Positions);

    public int ChannelMean(string path, int from) => Reduce(path, from, Reduction.Mean, Over.Channels);

    public int ChannelMax(string path, int from) => Reduce(path, from, Reduction.Max, Over.Channels);

    public int Shuffle(string path, int from, int groups) =>
        Add(new ChannelShuffleOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Groups = groups });

    public int Resize(string path, int from, ResizeMode mode, int rows, int columns) =>
        Add(new ResizeOp { Path = path, Inputs = [from], Shape = new Shape(ops[from].Shape.Channels, rows, columns), Mode = mode });

    public int Maximum(string path, int a, int b) => Add(new MaximumOp { Path = path, Inputs = [a, b], Shape = ops[a].Shape });

    private int Reduce(string path, int from, Reduction function, Over over)
    {
        var shape = over == Over.Channels ? ops[from].Shape with { Channels = 1 } : new Shape(ops[from].Shape.Channels, 1, 1);
        return Add(new ReduceOp { Path = path, Inputs = [from], Shape = shape, Function = function, Over = over });
    }

    private int Layer(string path, int from, long parameters, Op op)
    {
        layers.Add(new LayerCost(path, "layer", ops[from].Shape, parameters, 0));
        return Add(op);
    }
}
