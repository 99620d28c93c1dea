using System.CommandLine;
using System.Globalization;
using SeRes2Net.Compiler.Emit.Diagrams;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>describe</c>: an architecture layer by layer. Never loads libtorch.</summary>
public static class Describe
{
    private const string Dot = "dot";
    private const string Mermaid = "mermaid";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var spec = CommonOptions.Spec(required: true);
        var json = CommonOptions.Json();
        var diagram = new Option<string?>("--diagram")
        {
            Description = "Draw it instead, in the language of Graphviz or Mermaid.",
            HelpName = $"{Dot}|{Mermaid}",
        };
        diagram.AcceptOnlyFromAmong(Dot, Mermaid);
        var module = new Option<string?>("--module") { Description = "Draw this module only, such as stage1.block2.", HelpName = "PATH" };
        var file = new Option<string?>("--out")
        {
            Description = "Write the diagram to this file, not to the output stream.",
            HelpName = "FILE",
        };
        var command = new Command("describe", "Show what an architecture is made of and what it costs, layer by layer, or draw it.")
        {
            spec, json, diagram, module, file,
        };
        command.Validators.Add(parsed =>
        {
            // We ask for results, not for values: while a line is being completed, there may be no value yet.
            bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };
            if (!Given(diagram) && (Given(module) || Given(file)))
                parsed.AddError("--module and --out need --diagram.");
            if (Given(diagram) && Given(json))
                parsed.AddError("--diagram and --json cannot be combined.");
        });
        command.SetAction(parsed => Run(
            parsed.GetValue(spec)!, parsed.GetValue(json), parsed.GetValue(diagram), parsed.GetValue(module), parsed.GetValue(file)));
        return command.WithExamples("""
            runner describe --spec specs/se-res2net-29.yaml           what it is made of, layer by layer
            runner describe --spec specs/resnet-56.yaml --json        the same for a program
            runner describe --spec specs/se-res2net-29.yaml --diagram dot | dot -Tsvg > net.svg
            runner describe --spec specs/se-res2net-29.yaml --diagram mermaid --module stage1.block2
            """);
    }

    private static int Run(string path, bool asJson, string? language, string? module, string? file)
    {
        var loaded = SpecLoader.Load(path);
        if (language is not null)
            Draw(loaded.Spec.Graph, language, module, file);
        else if (asJson)
            WriteJson(loaded);
        else
            WriteTable(loaded);
        return ExitCode.Done;
    }

    private static void Draw(NetworkGraph graph, string language, string? module, string? file)
    {
        var text = (language == Dot ? DiagramEmitter.Dot(graph, module) : DiagramEmitter.Mermaid(graph, module))
            ?? throw new CommandFailure(ExitCode.Usage, $"There is no module '{module}'; there are {FirstModules(graph)}.");
        if (file is null)
        {
            Console.Out.Write(text);
            return;
        }
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Missing, $"{file} cannot be written: {error.Message}");
        }
    }

    private static string FirstModules(NetworkGraph graph) =>
        string.Join(", ", graph.Modules.Where(module => module.Kind != ModuleKind.Group).Take(5).Select(module => module.Path)) + " ..";

    private static void WriteTable(LoadedSpec loaded)
    {
        var (graph, costs) = (loaded.Spec.Graph, loaded.Spec.Costs);
        var rows = costs.Layers
            .Select(layer => new[]
            {
                layer.Path, layer.Kind, layer.Output.ToString(), Count(layer.Parameters), Count(layer.Macs), Count(layer.Thop),
                Count(layer.Fvcore), Count(layer.TrainingBytes),
            })
            .Append(
            [
                "total", "", "", Count(costs.Parameters), Count(costs.Macs), Count(costs.Thop), Count(costs.Fvcore),
                Count(costs.TrainingBytes),
            ]);
        var output = Console.Out;
        output.WriteLine($"{DisplayFormat.OneLine(graph.Name)}  ({loaded.Path})");
        if (graph.Summary.Length > 0)
            output.WriteLine(DisplayFormat.OneLine(graph.Summary));
        output.WriteLine($"input {graph.Input}, {graph.Classes} classes, recipe {loaded.Spec.RecipeName ?? "none"}");
        output.WriteLine($"hash {loaded.Spec.Hash}");
        output.WriteLine();
        output.Write(TextTable.Render(["layer", "kind", "output", ">parameters", ">MACs", ">thop", ">fvcore", ">kept bytes"], rows));
        output.WriteLine();
        output.WriteLine("All figures are for one image, without biases.");
        output.WriteLine("MACs        multiply-accumulates of convolutions, linear layers and matrix products");
        output.WriteLine("thop        what thop returns as FLOPs: MACs, 4 per element of a batch-norm or layer-norm, average pools, softmax, resize");
        output.WriteLine("fvcore      what fvcore counts as FLOPs: MACs, 2 per element of a batch-norm, 5 of other norms, adaptive pools");
        output.WriteLine("kept bytes  values that training keeps for its backward pass, in float32; the total includes the image");
        output.WriteLine($"Inference holds at most {Count(costs.InferenceBytes)} bytes of values at a time.");
    }

    private static void WriteJson(LoadedSpec loaded)
    {
        var (spec, graph) = (loaded.Spec, loaded.Spec.Graph);
        JsonOutput.WriteObject(json =>
        {
            json.WriteString("name", graph.Name);
            json.WriteString("file", loaded.Path);
            json.WriteString("summary", graph.Summary);
            json.WriteString("hash", spec.Hash);
            json.WriteShape("input", graph.Input);
            json.WriteNumber("classes", graph.Classes);
            json.WriteString("recipe", spec.RecipeName);
            json.WriteNumber("parameters", spec.Costs.Parameters);
            json.WriteNumber("macs", spec.Costs.Macs);
            json.WriteNumber("thop", spec.Costs.Thop);
            json.WriteNumber("fvcore", spec.Costs.Fvcore);
            json.WriteNumber("training_bytes", spec.Costs.TrainingBytes);
            json.WriteNumber("inference_bytes", spec.Costs.InferenceBytes);
            json.WriteArray("layers", spec.Costs.Layers, layer =>
            {
                json.WriteString("path", layer.Path);
                json.WriteString("kind", layer.Kind);
                json.WriteShape("output", layer.Output);
                json.WriteNumber("parameters", layer.Parameters);
                json.WriteNumber("macs", layer.Macs);
                json.WriteNumber("thop", layer.Thop);
                json.WriteNumber("fvcore", layer.Fvcore);
                json.WriteNumber("training_bytes", layer.TrainingBytes);
            });
        });
    }

    private static string Count(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);
}
