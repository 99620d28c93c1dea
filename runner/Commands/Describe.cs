using System.CommandLine;
using System.Globalization;
using SeRes2Net.Compiler;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>describe</c>: an architecture layer by layer. Never loads libtorch.</summary>
public static class Describe
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var spec = CommonOptions.Spec(required: true);
        var json = CommonOptions.Json();
        var command = new Command("describe", "Show shapes, parameters and multiply-accumulates of an architecture, layer by layer.") { spec, json };
        command.SetAction(parsed => Run(parsed.GetValue(spec)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string path, bool asJson)
    {
        var loaded = SpecLoader.Load(path);
        if (asJson)
            WriteJson(loaded);
        else
            WriteTable(loaded);
        return ExitCode.Done;
    }

    private static void WriteTable(LoadedSpec loaded)
    {
        var (graph, costs) = (loaded.Spec.Graph, loaded.Spec.Costs);
        var rows = costs.Layers
            .Select(layer => new[] { layer.Path, layer.Kind, layer.Output.ToString(), Count(layer.Parameters), Count(layer.Macs) })
            .Append(["total", "", "", Count(costs.Parameters), Count(costs.Macs)]);
        var output = Console.Out;
        output.WriteLine($"{graph.Name}  ({loaded.Path})");
        if (graph.Summary.Length > 0)
            output.WriteLine(graph.Summary);
        output.WriteLine($"input {graph.Input}, {graph.Classes} classes, recipe {loaded.Spec.RecipeName ?? "none"}");
        output.WriteLine($"hash {loaded.Spec.Hash}");
        output.WriteLine();
        output.Write(TextTable.Render(["layer", "kind", "output", ">parameters", ">MACs"], rows));
        output.WriteLine("MACs: multiply-accumulates of convolutions and linear layers for one image, biases not counted.");
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
            json.WriteArray("layers", spec.Costs.Layers, layer =>
            {
                json.WriteString("path", layer.Path);
                json.WriteString("kind", layer.Kind);
                json.WriteShape("output", layer.Output);
                json.WriteNumber("parameters", layer.Parameters);
                json.WriteNumber("macs", layer.Macs);
            });
        });
    }

    private static string Count(long value) => value == 0 ? "" : value.ToString("N0", CultureInfo.InvariantCulture);
}
