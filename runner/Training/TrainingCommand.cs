using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
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
            return TensorLibrary.Guard(() => Run(options, interrupt.Token));
        }
        catch (Exception error) when (error is DataException or CheckpointException)
        {
            throw new CommandFailure(ExitCode.Missing, error.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped before the first step; nothing was kept.");
            return ExitCode.Interrupted;
        }
    }

    private static int Run(TrainingOptions options, CancellationToken stop)
    {
        var log = options.Json ? Console.Error : Console.Out;
        var loaded = SpecLoader.Load(options.Spec, RecipeChoice.IsFile(options.Recipe) ? [options.Recipe!] : []);
        var device = Devices.Choose(options.Device, options.Threads);
        var graph = loaded.Spec.Graph;
        var choice = DataSets.Open(options.Data, DataSearch.Default, new DownloadLines(Console.Error), stop, graph.Input);
        var data = choice.Data;
        data.MustFit(graph.Name, graph.Input, graph.Classes);
        var recipe = RecipeChoice.Of(options, loaded, choice.Known.Recipe);
        log.WriteLine($"{graph.Name} ({DisplayFormat.Count(loaded.Spec.Costs.Parameters)} parameters) trains on {data.Name} with recipe {recipe.Name}, " +
            $"seed {options.Seed}. {choice.Note}");

        var request = new TrainingRequest
        {
            Model = ModelSource.Create(loaded, Console.Error.WriteLine),
            Spec = loaded.Spec,
            Recipe = recipe,
            Data = data,
            RunDirectory = options.Output ?? NewRunDirectory(loaded.Spec.Stem, options.Seed),
            Seed = options.Seed,
            Device = device,
            CommandLine = options.CommandLine,
        };
        stop.ThrowIfCancellationRequested();
        var outcome = Watch(log, observer => Trainer.Run(request, observer, stop));
        TrainingReport.Write(log, outcome);
        if (options.Json)
            TrainingReport.WriteJson(request, outcome);
        return outcome.Result switch
        {
            TrainingResult.Completed => ExitCode.Done,
            TrainingResult.Diverged => ExitCode.Diverged,
            _ => ExitCode.Interrupted,
        };
    }

    /// <summary><c>runs/STEM-TIME-sSEED</c>, with a number appended if that exists: two runs may start in the same second.</summary>
    private static string NewRunDirectory(string stem, long seed)
    {
        var path = Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{stem}-{DateTime.UtcNow:yyyyMMdd-HHmmss}-s{seed}"));
        return Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{path}-{number}").Prepend(path).First(free => !Path.Exists(free));
    }

    private static TrainingOutcome Watch(TextWriter log, Func<ITrainingObserver, TrainingOutcome> run)
    {
        var terminal = AnsiConsole.Console;
        return ReferenceEquals(log, Console.Out) && !Console.IsOutputRedirected && terminal.Profile.Capabilities.Interactive
            ? TerminalProgress.Show(terminal, run)
            : run(new LineProgress(log));
    }
}
