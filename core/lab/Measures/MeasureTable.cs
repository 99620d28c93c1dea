using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Saliency;

namespace SeRes2Net.Lab.Measures;

/// <summary>What can be measured: a row for each name that a study may use.</summary>
public static class MeasureTable
{
    /// <summary>Every measure.</summary>
    public static IReadOnlyList<Measure> All { get; } =
    [
        new("saliency", "saliency", $"{SaliencyFiles.FolderName}/{SaliencyFiles.SummaryName}",
            request => ["--data", request.Data, "--device", request.Device, .. request.HasMasks ? [] : (string[])["--masks", "none"]],
        [
            new("Grad-CAM IoU at the median", "maps.0.mean.iou_at_median", 3) { Quantity = Quantity.Iou },
            new("by chance", "maps.0.mean.iou_at_median_chance", 3),
            new("at most", "maps.0.mean.iou_at_median_most", 3),
            new("Pointing game", "maps.0.mean.pointing", 3),
            new("Insertion area", "maps.0.mean.insertion", 3),
            new("Deletion area", "maps.0.mean.deletion", 3),
        ]),
        new("robustness", "robustness", $"{RobustnessFiles.FolderName}/{RobustnessFiles.SummaryName}",
            // All test images would be a million predictions for each run.
            request => ["--data", request.Data, "--device", request.Device, "--images", "500"],
        [
            new("Mean corruption error, C-style (%)", "mean_corruption_error", 2),
        ]),
        new("quantisation", "quantise", "quantised/quantisation.json", request => ["--data", request.Data],
        [
            new("Accuracy in int8 minus float32 (points)", "accuracy_difference", 2, Factor: 100),
            new("int8 size (MB)", "int8.bytes", 2, Factor: 1e-6),
            new("times smaller", "times_smaller", 2),
        ]),
        new("latency", "latency", "latency/latency.json",
            request => ["--batch", "1,128", "--device", request.Device, "--json"],
        [
            new("Latency of one image (ms, float32)", "results.0.median_ms", 2) { Quantity = Quantity.Latency },
            new("Images per second in batches of 128 (float32)", "results.1.images_per_s", 0),
        ])
        {
            IsPrinted = true,
        },
    ];

    /// <summary>The measure of a name.</summary>
    public static Measure Find(string name) => All.Single(measure => measure.Name == name);
}
