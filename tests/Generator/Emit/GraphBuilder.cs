using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Generator.Tests.Emit;

/// <summary>Builds small graphs by hand, so that tests need no spec file.</summary>
internal sealed partial class GraphBuilder
{
    private readonly List<Op> ops = [];
    private readonly List<ModuleNode> modules = [];
    private readonly List<LayerCost> layers = [];

    public GraphBuilder(int channels, int size)
    {
        Add(new InputOp { Path = "input", Inputs = [], Shape = new Shape(channels, size, size) });
    }

    public int Last => ops.Count - 1;

    public string Name { get; init; } = "Sample";

    public string Summary { get; init; } = "";

    public string Stem { get; init; } = "sample";

    public int Conv(
        string path, int from, int channels, int kernel = 1, int stride = 1, int groups = 1, bool bias = false, string? shares = null)
    {
        var input = ops[from].Shape;
        var shape = new Shape(channels, (input.Rows + stride - 1) / stride, (input.Columns + stride - 1) / stride);
        var parameters = (long)channels * input.Channels / groups * kernel * kernel;
        var owned = shares is null ? parameters + (bias ? channels : 0) : 0;
        layers.Add(new LayerCost(path, "conv", shape, owned, parameters * shape.Rows * shape.Columns));
        return Add(new ConvOp
        {
            Path = path,
            Inputs = [from],
            Shape = shape,
            In = input.Channels,
            Out = channels,
            Kernel = Size2.Square(kernel),
            Stride = Size2.Square(stride),
            Padding = Size2.Square(kernel / 2),
            Dilation = Size2.Square(1),
            Groups = groups,
            Bias = bias,
            SharesWith = shares,
        });
    }

    public int Norm(string path, int from, double gamma = 1, string? shares = null)
    {
        var shape = ops[from].Shape;
        layers.Add(new LayerCost(path, "batch-norm", shape, shares is null ? 2 * shape.Channels : 0, 0));
        return Add(new BatchNormOp
        {
            Path = path,
            Inputs = [from],
            Shape = shape,
            Gamma = gamma,
            Eps = 1e-5,
            Momentum = 0.1,
            SharesWith = shares,
        });
    }

    public int Relu(string path, int from) =>
        Add(new ActivationOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Function = ActivationKind.Relu });

    public int Sigmoid(string path, int from) =>
        Add(new ActivationOp { Path = path, Inputs = [from], Shape = ops[from].Shape, Function = ActivationKind.Sigmoid });

    public int Sum(string path, int a, int b) => Add(new AddOp { Path = path, Inputs = [a, b], Shape = ops[a].Shape });

    public int Product(string path, int a, int b) => Add(new MultiplyOp { Path = path, Inputs = [a, b], Shape = ops[a].Shape });

    public int Slice(string path, int from, int first, int channels) =>
        Add(new SliceOp { Path = path, Inputs = [from], From = first, Shape = ops[from].Shape with { Channels = channels } });

    public int Concat(string path, params int[] parts) => Add(new ConcatOp
    {
        Path = path,
        Inputs = parts,
        Shape = ops[parts[0]].Shape with { Channels = parts.Sum(part => ops[part].Shape.Channels) },
    });

    public int Average(string path, int from) => Add(new PoolOp
    {
        Path = path,
        Inputs = [from],
        Shape = ops[from].Shape,
        Function = PoolKind.Average,
        Kernel = Size2.Square(3),
        Stride = Size2.Square(1),
        Padding = Size2.Square(1),
        CountIncludePad = true,
    });

    public int GlobalPool(string path, int from) =>
        Reduce(path, from, Reduction.Mean, Over.Positions);

    public int Linear(string path, int from, int features)
    {
        var incoming = ops[from].Shape.Channels;
        var shape = new Shape(features, 1, 1);
        var macs = (long)incoming * features;
        layers.Add(new LayerCost(path, "linear", shape, macs + features, macs));
        return Add(new LinearOp { Path = path, Inputs = [from], Shape = shape, In = incoming, Out = features, Bias = true });
    }

    /// <summary>A module around what <paramref name="body"/> adds; the body gets its input and returns its output.</summary>
    public int Module(string path, ModuleKind kind, int input, Func<int, int> body, string definition = "", string summary = "")
    {
        var first = ops.Count;
        var slot = modules.Count;
        modules.Add(null!);
        var output = body(input);
        modules[slot] = new ModuleNode
        {
            Path = path,
            Kind = kind,
            Definition = definition,
            Summary = summary,
            Input = input,
            Output = output,
            FirstOp = first,
            OpCount = ops.Count - first,
        };
        return output;
    }

    public int Head(int from, int classes) => Module("head", ModuleKind.Head, from, x =>
        Linear("head.linear1", GlobalPool("head.global_avg_pool1", x), classes));

    public CompiledSpec Build() => new()
    {
        Path = $"specs/{Stem}.yaml",
        Stem = Stem,
        Graph = new NetworkGraph
        {
            Name = Name,
            Summary = Summary,
            Input = ops[0].Shape,
            Classes = ops[^1].Shape.Channels,
            Ops = ops,
            Modules = modules,
        },
        Costs = new Costs(layers.Sum(layer => layer.Parameters), layers.Sum(layer => layer.Macs), layers),
        Hash = new string('0', 64),
        CanonicalJson = "{}",
        ResolvedYaml = "",
        Definitions = [],
        RecipeName = null,
    };

    private int Add(Op op)
    {
        ops.Add(op);
        return Last;
    }
}
