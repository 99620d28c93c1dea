using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Generator.Tests.Emit;

/// <summary>A small network with a cascade with carry, a gate in a slot, two blocks of one structure and a projection.</summary>
internal static class Samples
{
    public static CompiledSpec Hierarchical(
        string name = "Sample", string summary = "", string stem = "sample", string blockSummary = "A block.")
    {
        var graph = new GraphBuilder(3, 8) { Name = name, Summary = summary, Stem = stem };
        var y = graph.Module("stem", ModuleKind.Stem, 0, x =>
            graph.Relu("stem.relu1", graph.Norm("stem.batch_norm1", graph.Conv("stem.conv1", x, 16, 3))));
        y = graph.Module("stage1", ModuleKind.Stage, y, x =>
        {
            for (var index = 1; index <= 3; index++)
            {
                x = Block(graph, $"stage1.block{index}", x, 32, first: index == 1, blockSummary);
            }
            return x;
        });
        graph.Head(y, 10);
        return graph.Build();
    }

    private static int Block(GraphBuilder graph, string path, int input, int channels, bool first, string summary) =>
        graph.Module(path, ModuleKind.Block, input, x =>
        {
            var branch = graph.Module(path + ".branch", ModuleKind.Group, x, b =>
            {
                b = graph.Conv(path + ".branch.conv1", b, 16);
                b = graph.Relu(path + ".branch.relu1", graph.Norm(path + ".branch.batch_norm1", b));
                b = graph.Module(path + ".branch.cascade1", ModuleKind.Group, b, c => Cascade(graph, path + ".branch.cascade1", c, first));
                b = graph.Module(path + ".branch.concat", ModuleKind.Group, b, g => Gate(graph, path + ".branch.concat.se", g));
                return graph.Norm(path + ".branch.batch_norm2", graph.Conv(path + ".branch.conv2", b, channels));
            });
            var shortcut = first
                ? graph.Module(path + ".shortcut", ModuleKind.Group, x, s =>
                    graph.Norm(path + ".shortcut.batch_norm", graph.Conv(path + ".shortcut.conv", s, channels)))
                : x;
            return graph.Relu(path + ".relu1", graph.Sum(path + ".add1", branch, shortcut));
        }, "res2net", summary);

    private static int Cascade(GraphBuilder graph, string path, int input, bool first)
    {
        var slices = Enumerable.Range(0, 4).Select(i => graph.Slice($"{path}.split{i + 1}.slice", input, 4 * i, 4)).ToArray();
        var outputs = new List<int> { first ? graph.Average(path + ".split1.avg_pool1", slices[0]) : slices[0] };
        for (var split = 2; split <= 4; split++)
        {
            var into = split > 2 && !first ? graph.Sum($"{path}.split{split}.add", slices[split - 1], outputs[^1]) : slices[split - 1];
            var at = $"{path}.split{split}";
            outputs.Add(graph.Module(at, ModuleKind.Group, into, x =>
                graph.Relu(at + ".relu1", graph.Norm(at + ".batch_norm1", graph.Conv(at + ".conv1", x, 4, 3)))));
        }
        return graph.Concat(path + ".concat", [.. outputs]);
    }

    private static int Gate(GraphBuilder graph, string path, int input) =>
        graph.Module(path, ModuleKind.Gate, input, x =>
        {
            var mean = graph.GlobalPool(path + ".global_avg_pool1", x);
            var squeezed = graph.Relu(path + ".relu1", graph.Conv(path + ".conv1", mean, 1, bias: true));
            var gate = graph.Sigmoid(path + ".sigmoid1", graph.Conv(path + ".conv2", squeezed, 16, bias: true));
            return graph.Product(path + ".multiply1", x, gate);
        }, "se", "Squeeze-and-excitation.");
}
