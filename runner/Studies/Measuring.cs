using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Runner.Studies;

/// <summary>Has every completed run measured as its study asks for, unless it was measured before.</summary>
internal static class Measuring
{
    /// <summary>
    /// Measures run after run, and in one process at a time, since one that is timed must not share the machine. What could not be measured, a
    /// line each.
    /// </summary>
    public static IReadOnlyList<string> Run(LoadedStudy study, TextWriter log, CancellationToken stop)
    {
        var problems = new List<string>();
        if (!Left(study).Any())
            return problems;
        using var turn = StudyFolder.Turn(study.Folder, "measure.lock", () => log.WriteLine("Another process measures this study's runs: waiting for it."), stop);
        foreach (var (measure, run) in Left(study))
        {
            if (stop.IsCancellationRequested)
                break;
            var what = $"{measure.Name} of {study.Title(run)}, seed {run.Seed}";
            log.WriteLine(what);
            if (Failure(study, measure, run, stop) is { } failure)
                problems.Add($"{what}: {failure}");
        }
        return problems;
    }

    /// <summary>What is still to be measured of the completed runs, measure by measure.</summary>
    public static IEnumerable<(Measure Measure, PlannedRun Run)> Left(LoadedStudy study) =>
        from name in study.Plan.Study.Measures
        let measure = MeasureTable.Find(name)
        from run in study.Plan.Runs
        where RunStates.Read(run.Seed, run.Folder) is { State: RunState.Completed } && !measure.IsDone(run.Folder)
        select (measure, run);

    private static string? Failure(LoadedStudy study, Measure measure, PlannedRun run, CancellationToken stop)
    {
        var request = new MeasureRequest(study.Data, study.HasMasks, study.Options.Device);
        using var worker = Worker.Start(run, [measure.Command, run.Folder, .. measure.Options(request)], sharesCores: false);
        while (!worker.HasExited)
        {
            if (stop.IsCancellationRequested)
                worker.Stop();
            Thread.Sleep(100);
        }
        if (worker.ExitCode != ExitCode.Done)
            return stop.IsCancellationRequested ? null : $"ended with exit code {worker.ExitCode}: {worker.LastLine}";
        if (measure.IsPrinted)
            Keep(Path.Combine(run.Folder, measure.File), worker.Output);
        return null;
    }

    private static void Keep(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            WholeFile.WriteText(path, text);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Missing, $"{path}: cannot be written: {problem.Message}");
        }
    }
}
