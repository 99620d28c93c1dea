using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Rendering;

/// <summary>What a dry run prints.</summary>
internal static class DryRunLines
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>The plan, the rates, and what the run would cost.</summary>
    public static void Write(TextWriter log, DryRunReport report)
    {
        log.WriteLine(PlanLine.Of(report.Plan));
        log.WriteLine(FormattableString.Invariant($"learning rate  {report.LeastRate:g3} to {report.MostRate:g3} over {DisplayFormat.Count(report.Plan.Steps)} steps"));
        log.WriteLine(FormattableString.Invariant($"time           about {DisplayFormat.Duration(report.WholeRun)} at {report.ImagesPerSecond:F0} img/s (measured over {report.TimedSteps} steps)"));
        log.WriteLine(FormattableString.Invariant($"memory         {report.PeakBytes / Mebibyte:F0} MiB of main memory; a step keeps {report.BackwardBytes / Mebibyte:F0} MiB for its backward pass"));
        log.WriteLine(FormattableString.Invariant($"disk           {report.DiskBytes / Mebibyte:F1} MiB"));
        log.WriteLine("Nothing was written.");
    }

    /// <summary>The same for a program.</summary>
    public static void WriteJson(DryRunReport report) => JsonOutput.WriteObject(json =>
    {
        json.WriteString("result", "dry_run");
        json.WriteNumber("epochs", report.Plan.Epochs);
        json.WriteNumber("steps", report.Plan.Steps);
        json.WriteNumber("batch", report.Plan.Batch);
        json.WriteNumber("train_images", report.Plan.TrainImages);
        json.WriteNumber("test_images", report.Plan.TestImages);
        json.WriteNumber("least_learning_rate", report.LeastRate);
        json.WriteNumber("most_learning_rate", report.MostRate);
        json.WriteNumber("images_per_s", report.ImagesPerSecond);
        json.WriteNumber("seconds", Math.Round(report.WholeRun.TotalSeconds, 3));
        json.WriteNumber("memory_bytes", report.PeakBytes);
        json.WriteNumber("backward_bytes", report.BackwardBytes);
        json.WriteNumber("disk_bytes", report.DiskBytes);
    });
}
