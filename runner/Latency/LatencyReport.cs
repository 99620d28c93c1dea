using System.Globalization;
using System.Text.Json;
using SeRes2Net.Lab.Latency;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Latency;

/// <summary>What a timing prints.</summary>
internal static class LatencyReport
{
    /// <summary>A row for each network under each setting.</summary>
    public static void Write(LatencyOptions options, IReadOnlyList<LatencyResult> results)
    {
        var output = Console.Out;
        output.WriteLine($"Milliseconds for a pass on {options.Device} ({Environment.ProcessorCount} processors, {Pinned(options)}); {LatencyMeasure.WarmUp} passes of each network before, then all in turns.");
        output.WriteLine();
        output.Write(TextTable.Render(
            ["network", "engine", ">batch", ">threads", "precision", ">rounds", ">median", ">5%", ">95%", ">images/s", ">peak MiB", ">ratio to first (95%)"],
            results.Select(result => (IReadOnlyList<string>)
            [
                result.Name, result.Engine, $"{result.Setting.Batch}", $"{result.Setting.Threads}", Precision(result), $"{result.Rounds}",
                Number(result.Median), Number(result.Percentile5), Number(result.Percentile95), Number(result.ImagesPerSecond),
                result.PeakMemory is { } bytes ? $"{bytes >> 20}" : "", Ratio(result.RatioToFirst),
            ])));
        output.WriteLine();
        output.WriteLine("Peak: resident memory of the whole process, all networks of the row's setting so far included.");
    }

    /// <summary>The same for a program.</summary>
    public static void WriteJson(LatencyOptions options, IReadOnlyList<LatencyResult> results) => JsonOutput.WriteObject(json =>
    {
        json.WriteString("device", options.Device);
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteString("pinned", options.Pin);
        json.WriteNumber("warm_up", LatencyMeasure.WarmUp);
        json.WriteArray("results", results, result =>
        {
            json.WriteString("network", result.Name);
            json.WriteString("engine", result.Engine);
            json.WriteNumber("batch", result.Setting.Batch);
            json.WriteNumber("threads", result.Setting.Threads);
            json.WriteString("precision", Precision(result));
            json.WriteNumber("rounds", result.Rounds);
            json.WriteNumber("median_ms", result.Median);
            Write(json, "median_ms_95", result.MedianInterval);
            json.WriteNumber("percentile_5_ms", result.Percentile5);
            json.WriteNumber("percentile_95_ms", result.Percentile95);
            json.WriteNumber("images_per_s", result.ImagesPerSecond);
            if (result.PeakMemory is { } bytes)
                json.WriteNumber("peak_bytes", bytes);
            else
                json.WriteNull("peak_bytes");
            json.WriteNumber("ratio_to_first", result.RatioToFirst.Value);
            Write(json, "ratio_to_first_95", result.RatioToFirst.Interval);
        });
    });

    private static void Write(Utf8JsonWriter json, string name, Interval? interval)
    {
        if (interval is not { } known)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartArray(name);
        json.WriteNumberValue(known.Low);
        json.WriteNumberValue(known.High);
        json.WriteEndArray();
    }

    private static string Pinned(LatencyOptions options) => options.Pin is null ? "not pinned" : $"pinned to {options.Pin}";

    private static string Precision(LatencyResult result) => LatencyOptions.Precisions.First(pair => pair.Value == result.Setting.Precision).Key;

    private static string Ratio(Effect ratio) => ratio.Interval is { } interval
        ? string.Create(CultureInfo.InvariantCulture, $"{ratio.Value:F3} ({interval.Low:F3} to {interval.High:F3})")
        : ratio.Value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value < 100 ? "F2" : "F0", CultureInfo.InvariantCulture);
}
