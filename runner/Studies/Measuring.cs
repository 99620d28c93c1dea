using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Runner.Studies;

/// <summary>Has every completed run measured as its study asks for, unless it was measured before.</summary>
internal static class Measuring
{
    /// <summary>Measures run after run, since one that is timed must not share the machine. What could not be measured, a line each.</summary>
    public static IReadOnlyList<string> Run(LoadedStudy study, TextWriter log, CancellationToken stop)
    {
        var problems = new List<string>();
        foreach (var name in study.Plan.Study.Measures)
        {
            var measure = MeasureTable.Find(name);
            foreach (var run in study.Plan.Runs)
            {
                if (stop.IsCancellationRequested)
                    return problems;
                if (RunStates.Read(run.Seed, run.Folder) is not { State: RunState.Completed } || measure.IsDone(run.Folder))
                    continue;
                log.WriteLine($"{measure.Name} of {study.Title(run)}, seed {run.Seed}");
                if (Failure(study, measure, run, stop) is { } failure)
                    problems.Add($"{measure.Name} of {study.Title(run)}, seed {run.Seed}: {failure}");
            }
        }
        return problems;
    }

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
