using System.Globalization;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;
using Spectre.Console;

namespace SeRes2Net.Runner.Training;

/// <summary>From a spec and options to a finished run directory.</summary>
internal static class TrainingCommand
{
    /// <summary>Trains, evaluates and reports the result. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">The spec, the data, the device or the place to write is not usable.</exception>
    public static int Run(TrainingOptions options)
    {
        using var interrupt = new Interrupt();
        try
        {
            return TensorLibrary.Guard(() => Run(options, interrupt));
        }
        catch (Exception error) when (error is DataException or CheckpointException)
        {
            throw new CommandFailure(error is CheckpointException { IsBusy: true } ? ExitCode.Busy : ExitCode.Missing, error.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped before the first step; nothing was kept.");
            return interrupt.ExitCode;
        }
    }

    private static int Run(TrainingOptions options, Interrupt interrupt)
    {
        var stop = interrupt.Token;
        var log = options.Json ? Console.Error : Console.Out;
        var resumed = ResumedRun.Of(options);
        var loaded = SpecLoader.Load(options.Spec ?? resumed!.Spec, RecipeChoice.IsFile(options.Recipe ?? resumed?.Recipe) ? [(options.Recipe ?? resumed?.Recipe)!] : []);
        var device = Device(options, resumed);
        var graph = loaded.Spec.Graph;
        var choice = DataSets.Open(options.Data ?? resumed?.Data, DataSearch.Default, new DownloadLines(Console.Error), stop, graph.Input);
        var data = choice.Data;
        data.MustFit(graph.Name, graph.Input, graph.Classes);
        var recipe = RecipeChoice.Of(options.Recipe ?? resumed?.Recipe, options.Changes, loaded, choice.Known.Recipe);
        var seed = options.Seed ?? resumed?.Seed ?? 0;
        log.WriteLine($"{graph.Name} ({DisplayFormat.Count(loaded.Spec.Costs.Parameters)} parameters) trains on {data.Name} with recipe {recipe.Name}, " +
            $"seed {seed}. {choice.Note}");

        var request = new TrainingRequest
        {
            Model = ModelSource.Create(loaded, Console.Error.WriteLine),
            Spec = loaded.Spec,
            Recipe = recipe,
            Data = data,
            RunDirectory = resumed?.Path ?? options.Output ?? NewRunDirectory(loaded.Spec, recipe, data, seed, options.Resume is not null),
            Resume = options.Resume is not null,
            AcceptChanges = options.AcceptChanges,
            Seed = seed,
            Device = device,
            CommandLine = options.CommandLine,
        };
        if (options.SaveEvery is { } time)
            request = request with { SaveEvery = time };
        stop.ThrowIfCancellationRequested();
        if (options.DryRun)
        {
            var report = DryRun.Run(request, stop);
            DryRunLines.Write(log, report);
            if (options.Json)
                DryRunLines.WriteJson(report);
            return ExitCode.Done;
        }
        var outcome = Watch(log, observer => Trainer.Run(request, observer, stop));
        TrainingReport.Write(log, outcome);
        if (options.Json)
            TrainingReport.WriteJson(request, outcome);
        return outcome.Result switch
        {
            TrainingResult.Completed => ExitCode.Done,
            TrainingResult.Diverged => ExitCode.Diverged,
            _ => interrupt.ExitCode,
        };
    }

    private static TorchSharp.torch.Device Device(TrainingOptions options, ResumedRun? resumed)
    {
        try
        {
            return Devices.Choose(options.Device ?? resumed?.Device ?? "cpu", options.Threads ?? resumed?.Threads);
        }
        catch (CommandFailure failure) when (options.Device is null && resumed is not null)
        {
            throw new CommandFailure(failure.ExitCode, $"The run was trained on {resumed.Device}. {failure.Message} To go on with it on another device, name that: --device cpu.");
        }
    }

    /// <summary>
    /// <c>runs/STEM-TIME-sSEED</c>, with a number appended if that exists, since two runs may start in the same second; for a run that is
    /// resumed if it exists, <c>runs/STEM-RECIPE-DATA-sSEED-HASH</c>, which is the same whenever it is asked for.
    /// </summary>
    private static string NewRunDirectory(CompiledSpec spec, Recipe recipe, DataSet data, long seed, bool resumes)
    {
        if (resumes)
            return Path.Combine("runs", RunKey.FolderName(spec, recipe, data, seed));
        var path = Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{spec.Stem}-{DateTime.UtcNow:yyyyMMdd-HHmmss}-s{seed}"));
        return Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{path}-{number}").Prepend(path).First(free => !Path.Exists(free));
    }

    private static TrainingOutcome Watch(TextWriter log, Func<ITrainingObserver, TrainingOutcome> run)
    {
        var terminal = AnsiConsole.Console;
        return ReferenceEquals(log, Console.Out) && !Console.IsOutputRedirected && terminal.Profile.Capabilities.Interactive
            ? TerminalProgress.Show(terminal, Run)
            : Run(new LineProgress(log, TimeProvider.System));

        TrainingOutcome Run(ITrainingObserver progress) => run(new Observers(progress, new TensorBoardLog(progress.Note), new Heartbeat(TimeProvider.System)));
    }
}
