using System.Diagnostics;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>
/// Runs what a study lacks on this machine, each run in a process of its own. Whatever is there already is left alone, and what another
/// process trains is waited for: any number of these may work on one study.
/// </summary>
internal sealed class LocalEngine(LoadedStudy study, IStudyDisplay display, CancellationToken stop)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);
    // A terminal passes Ctrl-C to the workers by itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    // Until a process that has taken a run gives its first sign of life.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(10);

    private readonly Queue<PlannedRun> waiting = new();
    private readonly List<Worker> active = [];
    private readonly List<(PlannedRun Run, Stopwatch Since)> elsewhere = [];
    private readonly Dictionary<PlannedRun, string> failures = [];

    /// <summary>Returns when nothing is left to do, or the user has stopped it. Why runs have failed, by run.</summary>
    public IReadOnlyDictionary<PlannedRun, string> Run()
    {
        foreach (var run in study.Plan.Runs.Where(run => !RunStates.IsFinal(RunStates.Read(run.Seed, run.Folder))))
            waiting.Enqueue(run);
        Stopwatch? stopping = null;
        try
        {
            while (active.Count > 0 || (waiting.Count + elsewhere.Count > 0 && !stop.IsCancellationRequested))
            {
                if (stop.IsCancellationRequested)
                {
                    stopping ??= Stopwatch.StartNew();
                    if (stopping.Elapsed >= Grace)
                        active.ForEach(worker => worker.Stop());
                }
                else
                {
                    LookElsewhere();
                    Fill();
                }
                Reap();
                display.Show([.. active.Select(worker => worker.Run)], [.. elsewhere.Select(other => other.Run)]);
                Thread.Sleep(Tick);
            }
        }
        finally
        {
            active.ForEach(worker => worker.Dispose());
        }
        return failures;
    }

    private void Fill()
    {
        while (active.Count < study.Options.Jobs && waiting.TryDequeue(out var run))
        {
            // Another process may have finished it meanwhile.
            if (!RunStates.IsFinal(RunStates.Read(run.Seed, run.Folder)))
                active.Add(Worker.Start(run, study.Arguments(run), sharesCores: study.Options.Jobs > 1));
        }
    }

    private void LookElsewhere()
    {
        foreach (var other in elsewhere.Where(other => other.Since.Elapsed >= Start && !IsAlive(other.Run)).ToList())
        {
            elsewhere.Remove(other);
            if (!RunStates.IsFinal(RunStates.Read(other.Run.Seed, other.Run.Folder)))
                waiting.Enqueue(other.Run);
        }
    }

    private static bool IsAlive(PlannedRun run) => RunProgress.Read(run.Folder) is { } sign && sign.IsAlive(DateTimeOffset.UtcNow);

    private void Reap()
    {
        foreach (var worker in active.Where(worker => worker.HasExited).ToList())
        {
            active.Remove(worker);
            if (worker.ExitCode == ExitCode.Busy)
                elsewhere.Add((worker.Run, Stopwatch.StartNew()));
            else
                End(worker);
            worker.Dispose();
        }
    }

    private void End(Worker worker)
    {
        var state = RunStates.Read(worker.Run.Seed, worker.Run.Folder);
        if (state.State != RunState.Completed && worker.ExitCode is not (ExitCode.Interrupted or ExitCode.Preempted))
        {
            failures[worker.Run] = worker.ExitCode switch
            {
                ExitCode.Diverged => "diverged: its loss is not finite",
                // Shells say it so.
                > 128 => $"ended by signal {worker.ExitCode - 128}; start the study again to resume it",
                _ => $"ended with exit code {worker.ExitCode}: {DisplayFormat.OneLine(worker.LastLine)}",
            };
        }
        display.Ended(worker.Run, state, failures.GetValueOrDefault(worker.Run));
    }
}
