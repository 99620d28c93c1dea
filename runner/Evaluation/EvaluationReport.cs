using System.Text.Json;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Runner.Commands;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>What an evaluation prints.</summary>
internal static class EvaluationReport
{
    /// <summary>Accuracy with its interval, loss, and a row for each class.</summary>
    public static void Write(EvaluationOptions options, RunFolder run, DataSet data, EvaluationResult result, EvaluationResult plain, string? answers)
    {
        var matrix = ConfusionMatrix.Of(result);
        var output = Console.Out;
        var views = options.Views == TestViews.One ? "" : $", views: {Evaluate.Views[(int)options.Views]}";
        output.WriteLine($"{DisplayFormat.OneLine(run.Record.Spec)}, {options.Weights} weights, on {DisplayFormat.Count(data.Test.Count)} test images of " +
            $"{data.Name}; {run.Record.Precision} on {options.Device}{views}");
        output.WriteLine(FormattableString.Invariant($"accuracy {DisplayFormat.Percent(result.Accuracy)} (95% interval {Interval(Total(result))}), loss {result.Loss:F4}"));
        if (options.Views != TestViews.One)
            output.WriteLine(FormattableString.Invariant($"with one view {DisplayFormat.Percent(plain.Accuracy)} (95% interval {Interval(Total(plain))}), loss {plain.Loss:F4}"));
        output.WriteLine();
        output.Write(TextTable.Render(["class", ">images", ">correct", ">accuracy", ">95% interval"], data.ClassNames.Select((name, label) => new[]
        {
            name, DisplayFormat.Count(matrix.Images(label)), DisplayFormat.Count(matrix.Correct(label)),
            matrix.Images(label) == 0 ? "" : DisplayFormat.Percent(matrix.Accuracy(label)),
            matrix.Images(label) == 0 ? "" : Interval(WilsonInterval.Of(matrix.Correct(label), matrix.Images(label))),
        })));
        if (answers is not null)
            output.WriteLine($"\nAnswers: {answers}");
    }

    /// <summary>The same for a program.</summary>
    public static void WriteJson(EvaluationOptions options, RunFolder run, DataSet data, EvaluationResult result, EvaluationResult plain, string? answers) => JsonOutput.WriteObject(json =>
    {
        var matrix = ConfusionMatrix.Of(result);
        json.WriteString("run_directory", run.Path);
        json.WriteString("spec", run.Record.Spec);
        json.WriteString("weights", options.Weights);
        json.WriteString("data", data.Name);
        json.WriteString("data_checksum", data.Checksum);
        json.WriteString("test_views", Evaluate.Views[(int)options.Views]);
        json.WriteNumber("images", data.Test.Count);
        json.WriteNumber("accuracy", result.Accuracy);
        WriteInterval(json, Total(result));
        json.WriteNumber("accuracy_one_view", plain.Accuracy);
        // JSON has no infinity: a loss that overflowed is null, as in metrics.jsonl.
        if (double.IsFinite(result.Loss))
            json.WriteNumber("loss", result.Loss);
        else
            json.WriteNull("loss");
        json.WriteArray("classes", Enumerable.Range(0, data.Classes), label =>
        {
            json.WriteString("name", data.ClassNames[label]);
            json.WriteNumber("images", matrix.Images(label));
            json.WriteNumber("correct", matrix.Correct(label));
        });
        json.WriteString("predictions", answers);
    });

    private static void WriteInterval(Utf8JsonWriter json, WilsonInterval interval)
    {
        json.WriteStartArray("accuracy_95");
        json.WriteNumberValue(interval.Low);
        json.WriteNumberValue(interval.High);
        json.WriteEndArray();
    }

    private static WilsonInterval Total(EvaluationResult result) =>
        WilsonInterval.Of(result.Labels.Zip(result.Predicted).Count(pair => pair.First == pair.Second), result.Labels.Count);

    private static string Interval(WilsonInterval interval) => $"{DisplayFormat.Percent(interval.Low)} to {DisplayFormat.Percent(interval.High)}";
}
