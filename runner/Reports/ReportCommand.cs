using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Reports;

/// <summary>From a study's file, or from run directories, to a report.</summary>
internal static class ReportCommand
{
    /// <summary>The folder of a report of runs without a study.</summary>
    public const string UsualFolder = "report";

    /// <summary>Writes the report and says what it says. Returns the exit code: incomplete if a run is missing or has failed.</summary>
    /// <exception cref="CommandFailure">There are no runs, one cannot be read, or the report cannot be written.</exception>
    public static int Run(ReportOptions options)
    {
        try
        {
            var (input, study) = Read(options);
            var results = input.Findings.Results;
            // A process that runs the study writes into its folder, too.
            var files = options.Output is null && study is not null
                ? StudyFolder.Write(study.Folder, () => ReportFiles.Write(study.Folder, input))
                : ReportFiles.Write(options.Output ?? UsualFolder, input);
            foreach (var comparison in input.Findings.Comparisons)
                Console.Out.WriteLine(DisplayFormat.OneLine(comparison.Sentence));
            foreach (var problem in results.Problems)
                Console.Out.WriteLine(DisplayFormat.OneLine(problem));
            Console.Out.WriteLine($"Wrote {string.Join(", ", files.Select(file => file.Replace('\\', '/')))}.");
            return results.IsComplete ? ExitCode.Done : ExitCode.Incomplete;
        }
        catch (CheckpointException problem)
        {
            throw new CommandFailure(ExitCode.Missing, problem.Message);
        }
    }

    private static (ReportInput Input, LoadedStudy? Study) Read(ReportOptions options)
    {
        if (options.Sources is not [var file] || !IsYaml(file))
            return (ReportBuilder.Of(OfRuns(options)), null);
        if (options.Baseline is not null)
            throw new CommandFailure(ExitCode.Usage, "--baseline is for runs without a study; a study's file names its own baseline.");
        var study = LoadedStudy.Of(new StudyOptions { File = file, Runs = options.Runs, Device = "cpu" });
        return (ReportBuilder.Of(study), study);
    }

    private static StudyResults OfRuns(ReportOptions options)
    {
        // A baseline counts among the runs, wherever it is.
        string[] sources = options.Baseline is { } path ? [.. options.Sources, path] : [.. options.Sources];
        foreach (var source in sources.Where(source => !Directory.Exists(source)))
            throw new CommandFailure(ExitCode.Usage, $"{source}: no such folder.{(IsYaml(source) && File.Exists(source) ? " Name one study, or run directories." : "")}");
        var found = sources.SelectMany(RunSearch.In).DistinctBy(run => Path.GetFullPath(run.Path)).ToList();
        var damaged = found.Where(run => run.Run is null).Select(run => run.Problem!).ToList();
        // It may be any network's: without it, a comparison would not be of all runs.
        if (damaged.Count > 0)
            throw new CommandFailure(ExitCode.Missing, string.Join('\n', damaged));
        if (found.Count == 0)
            throw new CommandFailure(ExitCode.Usage, $"There are no run directories in {string.Join(", ", options.Sources)}.");
        return RunGroups.FromRuns([.. found.Select(run => run.Run!)], options.Baseline is null ? null : RunFolder.Read(options.Baseline));
    }

    private static bool IsYaml(string path) => Path.GetExtension(path) is ".yaml" or ".yml";
}
