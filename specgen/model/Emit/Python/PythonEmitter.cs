using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>
/// Writes an architecture as a Python module that needs only torch (1.13 or newer): the graph as written, a class for every
/// distinct module, and the state-dict names of the generated C#. The same spec gives the same text, byte for byte.
/// </summary>
public static class PythonEmitter
{
    private const string EvaluationOnly =
        "For evaluation only, after eval(): its batch normalisations are part of its convolutions and cannot be trained.";

    private const string HowToNormalise = "Normalise each channel of 8-bit images: (x / 255 - input_mean) / input_std.";

    /// <summary>Name of the architecture's class for a spec file's stem: <c>se-res2net-29</c> gives <c>SeRes2net29</c>.</summary>
    public static string ClassName(string stem)
    {
        var name = CSharpText.Pascal(stem);
        return PythonText.IsKeyword(name) || PythonHelpers.Names.Contains(name) ? name + "Network" : name;
    }

    /// <summary>
    /// Name of a file that can be imported: <c>se-res2net-29</c> gives <c>se_res2net_29.py</c>. A single word could be the name of a module
    /// of Python's own, or torch, which the file would hide from every program in its folder: <c>random</c> gives <c>random_net.py</c>.
    /// </summary>
    public static string FileName(string stem)
    {
        var name = new string([.. stem.Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') ? c : '_')]);
        if (name.Length > 0 && name.All(char.IsLetter))
            name += "_net";
        return (name.Length == 0 || char.IsDigit(name[0]) || PythonText.IsKeyword(name) ? "_" + name : name) + ".py";
    }

    /// <summary>The whole module, LF line ends.</summary>
    /// <param name="spec">The architecture.</param>
    /// <param name="folded">Its graph with normalisations folded, to write in place of its own; null: the graph as written.</param>
    /// <param name="normalisation">How its weights want images to be normalised; null if that is not known.</param>
    public static string Emit(CompiledSpec spec, FoldedGraph? folded = null, InputNormalisation? normalisation = null)
    {
        var name = ClassName(spec.Stem);
        // Nothing folded is the network as written, which can be trained.
        var isFolded = folded is { Norms.Count: > 0 };
        if (isFolded)
            spec = spec with { Graph = folded!.Graph, Costs = CostTable.Of(folded.Graph) };
        var classes = new Classes(spec, name, isFolded, normalisation);
        classes.Add(null);
        var text = new StringBuilder();
        foreach (var line in Lines(spec, name, isFolded, classes))
            text.Append(line).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<string> Lines(CompiledSpec spec, string name, bool isFolded, Classes classes)
    {
        var graph = spec.Graph;
        var summary = PythonText.Doc(graph.Summary);
        return
        [
            .. PythonText.Docstring(0,
                PythonText.Doc(graph.Name) + (summary.Length == 0 ? "" : ": " + summary),
                "",
                $"Written by the SeRes2Net compiler from {PythonText.Doc(spec.Stem)}.yaml. Needs torch 1.13 or newer.",
                isFolded
                    ? "Batch normalisations are folded into the convolutions before them, and so must its weights be."
                    : "State-dict names are those of the compiler's other outputs, so weights go from one to the other.",
                $"Spec hash: {spec.Hash}"),
            "import torch",
            "import torch.nn.functional as F",
            "from torch import nn",
            .. PythonHelpers.Needed(graph),
            .. classes.Lines(),
            "", "",
            "if __name__ == \"__main__\":",
            $"    model = {name}()",
            "    print(f\"{sum(parameter.numel() for parameter in model.parameters()):,} parameters\")",
        ];
    }

    /// <summary>The classes, each written once for all modules that would read the same.</summary>
    private sealed class Classes
    {
        private readonly CompiledSpec spec;
        private readonly string networkName;
        private readonly bool isFolded;
        private readonly InputNormalisation? normalisation;
        private readonly Totals totals;
        private readonly ILookup<int, ModuleNode> opening;
        private readonly HashSet<string> taken;
        private readonly Dictionary<string, Written> byText = [];
        private readonly List<Written> all = [];

        public Classes(CompiledSpec spec, string networkName, bool isFolded, InputNormalisation? normalisation)
        {
            (this.spec, this.networkName, this.isFolded, this.normalisation) = (spec, networkName, isFolded, normalisation);
            totals = new Totals(spec);
            opening = spec.Graph.Modules.Where(module => module.Kind != ModuleKind.Group && module.OpCount > 0)
                .ToLookup(module => module.FirstOp);
            taken = [.. PythonHelpers.Names, networkName];
        }

        /// <summary>The class of a module, or of the network; what it calls is added before it.</summary>
        public string Add(ModuleNode? module)
        {
            var body = new PythonBody(spec.Graph, module, opening, Add);
            var (title, shapes) = Describe(module);
            var lines = Body(module, body, shapes).ToList();
            var key = string.Join("\n", lines.Prepend(title));
            if (!byText.TryGetValue(key, out var written))
            {
                written = new Written(module is null ? networkName : Name(module), title, $"{shapes}; {Cost(module)}.", lines, []);
                byText.Add(key, written);
                all.Add(written);
            }
            if (module is not null)
                written.Uses.Add(module.Path);
            return written.Name;
        }

        public IEnumerable<string> Lines() => all.SelectMany(written => (IEnumerable<string>)
        [
            "", "",
            $"class {written.Name}(nn.Module):",
            .. PythonText.Docstring(4, written.Uses.Count == 0
                ?
                [
                    written.Title, "", written.Cost, .. isFolded ? [EvaluationOnly] : Array.Empty<string>(),
                    .. normalisation is null ? Array.Empty<string>() : [HowToNormalise],
                ]
                : [written.Title, "", written.Cost, $"Used as {string.Join(", ", written.Uses)}."]),
            .. written.Body,
        ]);

        private IEnumerable<string> Body(ModuleNode? module, PythonBody body, string shapes)
        {
            var forward = body.Forward();
            if (module is null && normalisation is not null)
            {
                yield return "";
                yield return $"    input_mean = {Tuple(normalisation.Mean)}";
                yield return $"    input_std = {Tuple(normalisation.Std)}";
            }
            IReadOnlyList<string> constructor = module is null ? [.. body.Constructor, "self.initialise()"] : body.Constructor;
            if (constructor.Count > 0)
            {
                yield return "";
                yield return "    def __init__(self):";
                yield return "        super().__init__()";
                foreach (var line in constructor)
                    yield return "        " + line;
            }
            if (module is null)
            {
                foreach (var line in PythonHelpers.Initialise)
                    yield return line;
            }
            yield return "";
            yield return "    def forward(self, x):";
            yield return $"        \"\"\"{shapes}.\"\"\"";
            foreach (var line in forward)
                yield return "        " + line;
        }

        private (string Title, string Shapes) Describe(ModuleNode? module)
        {
            var ops = spec.Graph.Ops;
            if (module is null)
            {
                var whole = $"{PythonText.Value(spec.Graph.Input)} to [N, {PythonText.Number(spec.Graph.Classes)}]";
                return (PythonText.Doc(spec.Graph.Name) + ".", whole);
            }
            var kind = module.Kind switch
            {
                ModuleKind.Stem => "The steps before the stages.",
                ModuleKind.Stage => "A stage: its blocks, one after the other.",
                ModuleKind.Head => "The steps after the stages.",
                ModuleKind.Block => $"Block {PythonText.Doc(module.Definition)}.",
                _ => $"Definition {PythonText.Doc(module.Definition)}.",
            };
            var summary = PythonText.Doc(module.Summary);
            return (summary.Length == 0 ? kind : $"{kind} {summary}",
                $"{PythonText.Value(ops[module.Input].Shape)} to {PythonText.Value(ops[module.Output].Shape)}");
        }

        private string Cost(ModuleNode? module) => module is not null ? totals.Phrase(module.Path)
            : $"{CSharpText.Count(spec.Costs.Parameters)} parameters, {CSharpText.Count(spec.Costs.Macs)} MACs";

        // A single number needs a comma to be a tuple.
        private static string Tuple(IReadOnlyList<double> numbers) =>
            $"({string.Join(", ", numbers.Select(number => PythonText.Number(number)))}{(numbers.Count == 1 ? "," : "")})";

        private string Name(ModuleNode module)
        {
            var channels = PythonText.Number(spec.Graph.Ops[module.Input].Shape.Channels);
            var name = module.Kind == ModuleKind.Gate ? CSharpText.Pascal(module.Definition) + channels : CSharpText.Pascal(module.Path);
            return CSharpText.Unique(PythonText.IsKeyword(name) ? name + "Module" : name, taken);
        }

        private sealed record Written(string Name, string Title, string Cost, IReadOnlyList<string> Body, List<string> Uses);
    }
}
