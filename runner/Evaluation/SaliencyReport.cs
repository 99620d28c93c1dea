using System.Text.Json;
using System.Text.Json.Nodes;
using MathNet.Numerics.Statistics;
using SeRes2Net.Lab.Saliency;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>What <c>saliency</c> prints: a column for each network and method, a row for each figure.</summary>
internal static class SaliencyReport
{
    /// <summary>The table. Of several runs of a network, means and standard deviations over the runs.</summary>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="testImages">Number of test images that there are.</param>
    /// <param name="sheet">The joint sheet; null if there is none.</param>
    public static void Write(IReadOnlyList<MeasuredRun> runs, int testImages, string? sheet)
    {
        var (output, first) = (Console.Out, runs[0].Summary);
        output.WriteLine($"{DisplayFormat.Count(first.Images)} of {DisplayFormat.Count(testImages)} test images of {first.Data}, drawn by seed {first.Seed}; " +
            $"maps of the {first.Class} class; masks: {first.Masks ?? "none"}; {first.Weights} weights; fp32 on {first.Device}");
        output.WriteLine();
        var columns = Columns(runs);
        string[] header = ["", .. columns.Select(column => $">{column.Method}")];
        List<string[]> rows =
        [
            ["network", .. columns.Select(column => column.Spec)],
            ["runs", .. columns.Select(column => $"{column.Means.Count}")],
            ["layer", .. columns.Select(column => column.Layer)],
            ["accuracy on these images", .. columns.Select(column => DisplayFormat.Percent(column.Accuracy))],
            .. SaliencyFigures.All.Where(figure => figure.Of(columns[0].Mean) is not null)
                .Select(figure => (string[])[figure.Title, .. columns.Select(column => Value(column, figure))]),
        ];
        output.Write(TextTable.Render(header, rows));
        output.WriteLine();
        if (first.Masks is not null)
        {
            output.WriteLine("By chance: the same map shuffled in space. At most: any map with as many pixels above its median;");
            output.WriteLine("for half of the image and a smaller object, that is the object's share / 0.5. docs/saliency.md explains the figures.");
        }
        if (columns.Any(column => column.Means.Count > 1))
            output.WriteLine("Of several runs: mean ± standard deviation over the runs.");
        foreach (var run in runs)
            output.WriteLine($"Files: {run.Folder}");
        if (sheet is not null)
            output.WriteLine($"All networks: {sheet}");
    }

    /// <summary>The same for a program.</summary>
    public static void WriteJson(IReadOnlyList<MeasuredRun> runs, string? sheet) => JsonOutput.WriteObject(json =>
    {
        json.WriteArray("runs", runs, run =>
        {
            json.WriteString("run_directory", run.Run);
            json.WriteString("folder", run.Folder);
            json.WritePropertyName("summary");
            JsonNode.Parse(run.Summary.ToJson())!.WriteTo(json);
        });
        json.WriteArray("networks", Columns(runs), column =>
        {
            json.WriteString("spec", column.Spec);
            json.WriteString("method", column.Method);
            json.WriteString("layer", column.Layer);
            json.WriteNumber("runs", column.Means.Count);
            WriteFigures(json, "mean", column.Mean);
            WriteFigures(json, "deviation", column.Deviation);
        });
        json.WriteString("sheet", sheet);
    });

    private static void WriteFigures(Utf8JsonWriter json, string name, SaliencyFigures? figures)
    {
        if (figures is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        foreach (var figure in SaliencyFigures.All)
        {
            if (figure.Of(figures) is { } value)
                json.WriteNumber(figure.Name, value);
            else
                json.WriteNull(figure.Name);
        }
        json.WriteEndObject();
    }

    private static List<Column> Columns(IReadOnlyList<MeasuredRun> runs) =>
    [
        .. from run in runs
           from map in run.Summary.Maps
           group (run.Summary, map) by (run.Summary.SpecHash, run.Summary.Spec, map.Method, map.Layer) into same
           select new Column(same.Key.Spec, same.Key.Method, same.Key.Layer, same.Average(run => run.Summary.Accuracy), [.. same.Select(run => run.map.Mean)]),
    ];

    private static string Value(Column column, SaliencyFigure figure)
    {
        var mean = figure.Of(column.Mean);
        return column.Deviation is { } deviation
            ? FormattableString.Invariant($"{mean:F3} ± {figure.Of(deviation):F3}")
            : FormattableString.Invariant($"{mean:F3}");
    }

    /// <summary>A method on the runs of one network.</summary>
    private sealed record Column(string Spec, string Method, string Layer, double Accuracy, IReadOnlyList<SaliencyFigures> Means)
    {
        public SaliencyFigures Mean { get; } = SaliencyFigures.Combine([.. Means], values => values.Average());

        public SaliencyFigures? Deviation { get; } = Means.Count < 2 ? null : SaliencyFigures.Combine([.. Means], values => values.StandardDeviation());
    }
}
