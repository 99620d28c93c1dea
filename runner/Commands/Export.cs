using System.CommandLine;
using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Onnx;
using SeRes2Net.Runner.Onnx;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary>
/// <c>export</c>: an architecture and its weights for other programs. Loads libtorch only for weights, and ONNX Runtime only for ONNX.
/// </summary>
public static class Export
{
    private const string PyTorch = "pytorch";
    private const string SafetensorsFormat = "safetensors";
    private const string OnnxFormat = "onnx";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var spec = CommonOptions.Spec(required: true);
        var format = new Option<string>("--format")
        {
            Description = "pytorch: a self-contained Python module. onnx: network and weights, checked. safetensors: weights under another library's names.",
            HelpName = "FORMAT",
            Required = true,
        };
        format.AcceptOnlyFromAmong(PyTorch, OnnxFormat, SafetensorsFormat);
        var output = new Option<string>("--out") { Description = "The file to write [default: the spec's name, in the current folder].", HelpName = "FILE" };
        var weights = new Option<string>("--weights")
        {
            Description = "A checkpoint of the spec, or a run directory for its last one; beside a Python module its weights are written too.",
            HelpName = "FILE|RUN",
        };
        var rename = WeightOptions.Rename();
        var fold = new Option<bool>("--fold")
        {
            Description = "Fold batch normalisations into the convolutions before them: a network for evaluation only.",
        };
        var seed = new Option<long?>("--seed") { Description = "Draw the weights of an ONNX file instead, with this seed [default: 0].", HelpName = "S" };
        var command = new Command("export", "Write an architecture or its weights for other programs.")
        {
            spec, format, output, weights, rename, fold, seed,
        };
        command.SetAction(parsed =>
        {
            var (path, file, from, map) = (parsed.GetValue(spec)!, parsed.GetValue(output), WeightOptions.Named(parsed.GetValue(weights)), parsed.GetValue(rename));
            if (parsed.GetValue(seed) is not null && (parsed.GetValue(format) != OnnxFormat || from is not null))
                throw new CommandFailure(ExitCode.Usage, "--seed draws the weights of an ONNX file: it needs --format onnx, and no --weights.");
            return parsed.GetValue(format) switch
            {
                PyTorch => Module(path, file, from, map, parsed.GetValue(fold)),
                OnnxFormat => Onnx(path, file, from, map, parsed.GetValue(fold), parsed.GetValue(seed) ?? 0),
                _ => Weights(path, file, from, map, parsed.GetValue(fold)),
            };
        });
        return command.WithExamples("""
            runner export --spec specs/se-res2net-29.yaml --format pytorch
                se_res2net_29.py, which needs only torch
            runner export --spec specs/se-res2net-29.yaml --format pytorch --weights runs/first/last.safetensors
                the same, and se_res2net_29.safetensors
            runner export --spec runs/first/spec.yaml --format pytorch --weights runs/first/last.safetensors
                the network of a run, with the mean and standard deviation of its input
            runner export --spec specs/se-res2net-29.yaml --format pytorch --fold --weights runs/first/last.safetensors
                both for evaluation only, without batch normalisations
            runner export --spec runs/first/spec.yaml --format onnx --fold --weights runs/first
                spec.onnx, after ONNX Runtime gave the same logits
            runner export --spec specs/resnet-50.yaml --format safetensors --weights last.safetensors --rename torchvision-resnet
                weights that torchvision's resnet50 loads
            """);
    }

    private static int Module(string path, string? output, string? weights, string? rename, bool fold)
    {
        if (rename is not null)
            throw new CommandFailure(ExitCode.Usage, "A Python module uses our tensor names: --rename needs --format safetensors.");
        var loaded = SpecLoader.Load(path);
        var folded = fold ? Folding.Apply(loaded.Spec.Graph) : null;
        var file = output ?? PythonEmitter.FileName(loaded.Spec.Stem);
        var beside = Path.ChangeExtension(file, ".safetensors");
        var tensors = weights is null ? 0
            : WeightOptions.Convert(weights, beside, found =>
            {
                var own = WeightExchange.Export(found, weights, loaded.Spec, null);
                return folded is null ? own : FoldedWeights.Of(own, folded);
            });
        FileErrors.Guard(() =>
        {
            WholeFile.WriteText(file, PythonEmitter.Emit(loaded.Spec, folded, WeightOptions.Normalisation(path, weights)));
            return file;
        });
        var className = PythonEmitter.ClassName(loaded.Spec.Stem);
        Console.Out.WriteLine($"{file}: class {className}, {DisplayFormat.Count(Parameters(folded?.Graph ?? loaded.Spec.Graph))} parameters{Said(folded)}");
        if (weights is not null)
        {
            Console.Out.WriteLine($"{beside}: {tensors} tensors, for " +
                $"{className}().load_state_dict(safetensors.torch.load_file(\"{Path.GetFileName(beside)}\"))");
        }
        return ExitCode.Done;
    }

    private static int Onnx(string path, string? output, string? weights, string? rename, bool fold, long seed)
    {
        if (rename is not null)
            throw new CommandFailure(ExitCode.Usage, "An ONNX file uses our tensor names: --rename needs --format safetensors.");
        if (weights is not null)
            WeightOptions.MustExist(weights);
        var loaded = SpecLoader.Load(path);
        var folded = fold ? Folding.Apply(loaded.Spec.Graph) : null;
        var file = output ?? loaded.Spec.Stem + ".onnx";
        var (bytes, deviation) = OnnxExportCommand.Run(loaded, folded, weights, seed, file);
        Console.Out.WriteLine(FormattableString.Invariant($"{file}: {loaded.Spec.Graph.Name}, opset {OnnxEmitter.Opset}, {bytes / 1e6:F2} MB") + Said(folded));
        Console.Out.WriteLine(FormattableString.Invariant(
            $"ONNX Runtime {OnnxSession.Version()} gives our logits to {deviation:0.0E+0} of their scale, {OnnxExport.Bound:0E+0} being allowed"));
        return ExitCode.Done;
    }

    private static long Parameters(NetworkGraph graph) =>
        StateLayout.Of(graph).Where(tensor => tensor.IsLearned).Sum(tensor => tensor.Shape.Aggregate(1L, (count, size) => count * size));

    private static string Said(FoldedGraph? folded) => folded switch
    {
        null => "",
        { Norms.Count: 0 } => "; nothing to fold",
        { Norms.Count: var count } => $"; {DisplayFormat.Count(count)} batch normalisation{(count == 1 ? "" : "s")} folded, for evaluation only",
    };

    private static int Weights(string path, string? output, string? weights, string? rename, bool fold)
    {
        if (fold)
            throw new CommandFailure(ExitCode.Usage, "Other libraries have no folded networks: --fold needs --format pytorch or onnx.");
        if (weights is null)
            throw new CommandFailure(ExitCode.Usage, "Which weights? --format safetensors needs --weights FILE.");
        var loaded = SpecLoader.Load(path);
        var map = rename is null ? null : RenameMaps.Load(rename);
        var file = output ?? loaded.Spec.Stem + ".safetensors";
        var tensors = WeightOptions.Convert(weights, file, found => WeightExchange.Export(found, weights, loaded.Spec, map));
        Console.Out.WriteLine($"{file}: {tensors} tensors{(map is null ? "" : $" with the names of {map.Name}")}");
        return ExitCode.Done;
    }
}
