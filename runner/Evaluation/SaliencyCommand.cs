using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Saliency;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>From run directories to maps, figures and contact sheets.</summary>
internal static class SaliencyCommand
{
    /// <summary>Measures, writes and reports. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">A run, its weights, the data, the masks or the device is not usable.</exception>
    public static int Run(SaliencyOptions options) => Computation.Run(stop => Run(options, stop));

    private static int Run(SaliencyOptions options, CancellationToken stop)
    {
        var runs = new List<SaliencyRun>();
        foreach (var path in Find(options.Runs))
            runs.Add(SaliencyRun.Open(path, options, runs, stop));
        var device = Devices.Choose(options.Device, threads: null);
        var measured = new List<MeasuredRun>();
        var panels = new List<SheetPanel>();
        foreach (var run in runs)
        {
            var (summary, result) = run.Measure(options.Request, device, stop);
            var panel = new SheetPanel(run.Title, run.Data.InputShape, run.Data.ClassNames, result);
            var folder = SaliencyFiles.Write(run.Trained.Folder, summary, result, ContactSheet.Draw([panel]));
            // The joint sheet shows each network once.
            if (measured.TrueForAll(other => other.Summary.SpecHash != summary.SpecHash))
                panels.Add(panel);
            measured.Add(new MeasuredRun(run.Trained.Folder.Path, folder, summary));
        }
        if (options.Sheet is not null)
            WholeFile.Write(options.Sheet, file => file.Write(ContactSheet.Draw(panels)));

        foreach (var note in runs.Select(run => run.Note).OfType<string>().Distinct())
            Console.Error.WriteLine(note);
        if (!ContactSheet.HasFont)
            Console.Error.WriteLine("This machine has no fonts, so the contact sheets have no text; on Debian, install fonts-dejavu-core and run this again.");
        if (options.Json)
            SaliencyReport.WriteJson(measured, options.Sheet);
        else
            SaliencyReport.Write(measured, runs[0].Data.Test.Count, options.Sheet);
        return ExitCode.Done;
    }

    private static List<string> Find(IReadOnlyList<string> places)
    {
        var found = new List<string>();
        foreach (var place in places)
        {
            // What is not there, and is no run, is said when it is opened.
            string[] runs = Directory.Exists(place) && !RunFolder.Is(place) ? [.. RunSearch.In(place).Select(run => run.Path)] : [place];
            found.AddRange(runs.Length > 0 ? runs : [place]);
        }
        return [.. found.DistinctBy(Path.GetFullPath)];
    }
}

/// <summary>A run that has been measured.</summary>
/// <param name="Run">Its directory.</param>
/// <param name="Folder">Where its files are.</param>
/// <param name="Summary">Its figures.</param>
internal sealed record MeasuredRun(string Run, string Folder, SaliencySummary Summary);
