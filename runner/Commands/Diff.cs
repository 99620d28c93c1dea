using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using SeRes2Net.Compiler.Compare;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>diff</c>: what differs between two architectures, and what each difference costs. Never loads libtorch.</summary>
public static class Diff
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var (before, after, json) = (CommonOptions.SpecArgument("A"), CommonOptions.SpecArgument("B"), CommonOptions.Json());
        var command = new Command("diff", "Show what differs between two architectures, and what each difference costs.")
        {
            before, after, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(before)!, parsed.GetValue(after)!, parsed.GetValue(json)));
        return command.WithExamples("""
            runner diff specs/res2net-29.yaml specs/se-res2net-29.yaml
            """);
    }

    private static int Run(string before, string after, bool asJson)
    {
        var (a, b) = (SpecLoader.Load(before), SpecLoader.Load(after));
        var files = a.Files.Concat(b.Files).DistinctBy(file => file.Path).ToList();
        var recipes = a.Recipes.Concat(b.Recipes).ToList();
        var comparison = SpecComparer.Compare(a.Spec, b.Spec, files, recipes);
        if (asJson)
            WriteJson(a, b, comparison);
        else
            WriteText(a, b, comparison);
        return ExitCode.Done;
    }

    private static void WriteText(LoadedSpec a, LoadedSpec b, Comparison comparison)
    {
        var output = Console.Out;
        output.WriteLine($"{a.Spec.Graph.Name} ({a.Path}) -> {b.Spec.Graph.Name} ({b.Path})");
        foreach (var change in comparison.Changes)
            output.WriteLine($"  {ChangeLine.Of(change)}");
        if (comparison.SameNetwork)
        {
            output.WriteLine(comparison.Changes.Count == 0 ? "No difference." : "The network is the same.");
            return;
        }
        if (comparison.Changes.Count > 1)
            output.WriteLine("The figures are for each change on its own.");
        var layers = comparison.Layers;
        output.WriteLine(
            $"layers with weights: {layers.Same} as before, {layers.Changed} of a different size, "
                + $"{layers.Added} new, {layers.Removed} gone");
        if (comparison.Operations.Count > 0)
            output.WriteLine($"operations: {string.Join(", ", comparison.Operations.Select(pair => $"{ChangeLine.Signed(pair.Value)} {pair.Key}"))}");
        output.WriteLine(Total("parameters", a.Spec.Costs.Parameters, b.Spec.Costs.Parameters));
        output.WriteLine(Total("MACs", a.Spec.Costs.Macs, b.Spec.Costs.Macs));
    }

    private static string Total(string what, long before, long after)
    {
        var percent = before == 0 ? 0 : (double)(after - before) / before * 100;
        var share = before == 0 ? "" : percent.ToString("', '+0.00'%';', '-0.00'%';', '0.00'%'", CultureInfo.InvariantCulture);
        return $"{what}: {DisplayFormat.Count(before)} -> {DisplayFormat.Count(after)} ({ChangeLine.Signed(after - before)}{share})";
    }

    private static void WriteJson(LoadedSpec a, LoadedSpec b, Comparison comparison) => JsonOutput.WriteObject(json =>
    {
        WriteSpec(json, "a", a);
        WriteSpec(json, "b", b);
        json.WriteBoolean("same_network", comparison.SameNetwork);
        json.WriteArray("changes", comparison.Changes, change =>
        {
            json.WriteString("what", change.What);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            if (change.Effect is not { } effect)
                return;
            json.WriteBoolean("same_network", effect.SameNetwork);
            json.WriteNumber("parameters", effect.Parameters);
            json.WriteNumber("macs", effect.Macs);
        });
        json.WriteStartObject("layers");
        json.WriteNumber("same", comparison.Layers.Same);
        json.WriteNumber("changed", comparison.Layers.Changed);
        json.WriteNumber("added", comparison.Layers.Added);
        json.WriteNumber("removed", comparison.Layers.Removed);
        json.WriteEndObject();
        json.WriteStartObject("operations");
        foreach (var pair in comparison.Operations)
            json.WriteNumber(pair.Key, pair.Value);
        json.WriteEndObject();
    });

    private static void WriteSpec(Utf8JsonWriter json, string name, LoadedSpec loaded)
    {
        json.WriteStartObject(name);
        json.WriteString("name", loaded.Spec.Graph.Name);
        json.WriteString("file", loaded.Path);
        json.WriteString("hash", loaded.Spec.Hash);
        json.WriteNumber("parameters", loaded.Spec.Costs.Parameters);
        json.WriteNumber("macs", loaded.Spec.Costs.Macs);
        json.WriteEndObject();
    }
}
