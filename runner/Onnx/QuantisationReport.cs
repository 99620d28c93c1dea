using System.Globalization;
using SeRes2Net.Lab.Onnx.Quantisation;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Onnx;

/// <summary>What <c>quantise</c> prints.</summary>
internal static class QuantisationReport
{
    /// <summary>Both networks in a table, and whether they differ.</summary>
    public static void Write(QuantisationSummary summary, string folder)
    {
        var output = Console.Out;
        var kept = summary.Kept.Count == 0 ? "" : $", float32 in {string.Join(" and ", summary.Kept).ToLowerInvariant()}";
        output.WriteLine($"{DisplayFormat.OneLine(summary.Spec)}, {summary.Weights} weights, on {DisplayFormat.Count(summary.TestImages)} test images of {summary.Data}; "
            + $"ONNX Runtime {summary.OnnxRuntime}, {summary.Threads} threads");
        output.WriteLine($"{summary.IntegerProducts} of {summary.Products} layers and products in int8{kept}; ranges by {Word(summary.Calibration)} "
            + $"on {DisplayFormat.Count(summary.CalibrationImages)} training images");
        output.WriteLine();
        output.Write(TextTable.Render(["", ">accuracy", ">MB", ">ms per image", ">5% to 95%"], [Row("float32", summary.Float32), Row("int8", summary.Int8)]));
        output.WriteLine();
        output.WriteLine(FormattableString.Invariant($"int8: {100 * summary.AccuracyDifference:+0.00;-0.00;0.00} points, {summary.TimesSmaller:F2} times smaller, ")
            + FormattableString.Invariant($"{summary.TimesAsFast:F2} times as fast"));
        output.WriteLine(FormattableString.Invariant($"only float32 is right on {summary.OnlyFloat32Right} images, only int8 on {summary.OnlyInt8Right}: ")
            + FormattableString.Invariant($"p = {summary.McnemarP:G3} (McNemar, exact)"));
        output.WriteLine($"\nFiles: {folder}");
    }

    private static string[] Row(string name, QuantisationSide side) =>
    [
        name, DisplayFormat.Percent(side.Accuracy), (side.Bytes / 1e6).ToString("F2", CultureInfo.InvariantCulture),
        side.Latency.Median.ToString("F2", CultureInfo.InvariantCulture), FormattableString.Invariant($"{side.Latency.Low:F2} to {side.Latency.High:F2}"),
    ];

    private static string Word(CalibrationMethod method) => method == CalibrationMethod.MinMax ? "min-max" : method.ToString().ToLowerInvariant();
}
