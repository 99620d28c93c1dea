using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Runner.Evaluation;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Robustness;

/// <summary>From run directories to how robust their networks are.</summary>
internal static class RobustnessCommand
{
    /// <summary>Measures each run, writes its files and reports. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">A run, its weights, the data or the device is not usable.</exception>
    public static int Run(RobustnessOptions options)
    {
        string[]? names = Names(options);
        return Computation.Run(stop => Run(options, names, stop));
    }

    private static int Run(RobustnessOptions options, string[]? names, CancellationToken stop)
    {
        // All of them are opened before the first is measured: a mistake should not show after an hour.
        var runs = options.Runs.Select(path => TrainedRun.Open(path, options.Weights)).ToList();
        var device = Devices.Choose(options.Device, options.Threads);
        var requests = new List<RobustnessRequest>();
        foreach (var run in runs)
            requests.Add(Request(options, names, run, device, requests, stop));
        var summaries = runs.Zip(requests, (run, request) =>
        {
            using var model = run.CreateNetwork().to(device);
            return RobustnessMeasure.Of(run.Folder, run.Weights, model, request, stop, Progress(run, request));
        }).ToList();
        var folders = summaries.Select(RobustnessFiles.Write).ToList();
        if (options.Json)
            RobustnessReport.WriteJson(summaries);
        else
            RobustnessReport.Write(summaries, folders);
        return ExitCode.Done;
    }

    /// <summary>The names that were asked for; null for the usual ones.</summary>
    private static string[]? Names(RobustnessOptions options)
    {
        if (options.Corruptions is null)
            return null;
        if (options.Corruptions == RobustnessOptions.All)
            return options.Stored is not null ? null : [.. CorruptionTable.All.Where(c => c.Name != FrostPhotographs.Corruption || options.Frost is not null).Select(c => c.Name)];
        string[] names = options.Corruptions.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        try
        {
            // The stored files may have others.
            if (options.Stored is null)
                _ = names.Select(CorruptionTable.Named).ToList();
        }
        catch (DataException error)
        {
            throw new CommandFailure(ExitCode.Usage, $"--corruptions {options.Corruptions}: {error.Message}");
        }
        return names;
    }

    private static RobustnessRequest Request(
        RobustnessOptions options, string[]? names, TrainedRun run, torch.Device device, IReadOnlyList<RobustnessRequest> others, CancellationToken stop)
    {
        var (data, note) = run.OpenData(options.Data, stop);
        if (note is not null)
            Console.Error.WriteLine(note);
        // Runs on the same data share its images.
        if (others.FirstOrDefault(other => other.Test.Data.Checksum == data.Checksum && other.Test.Data.InputShape == data.InputShape) is { } same)
            return same;
        var test = TestImages.Of(data, options.Images, options.Seed);
        var frost = options.Frost is { } folder ? FrostPhotographs.Read(folder, data.InputShape) : null;
        return new RobustnessRequest
        {
            Test = test,
            Corruptions = options.Stored is { } stored
                ? StoredCorruptions.Open(stored, test, names)
                : new ComputedCorruptions(test, CorruptionTable.Choose(names, frost, data.InputShape.Channels), options.Seed,
                    options.Cache == RobustnessOptions.Off ? null : new CorruptionCache(options.Cache, Console.Error.WriteLine)),
            Shifted = [.. options.Shifted.Select(name => run.OpenData(name, stop).Data)],
            Seed = options.Seed,
            Batch = options.Batch,
            Device = device,
        };
    }

    /// <summary>A line for each corruption.</summary>
    private static Action<CorruptionScore> Progress(TrainedRun run, RobustnessRequest request)
    {
        var accuracies = new List<double>();
        return score =>
        {
            accuracies.Add(score.Score.Accuracy);
            if (score.Severity < Corruption.Severities)
                return;
            Console.Error.WriteLine($"  {DisplayFormat.OneLine(run.Folder.Record.Spec)}: {score.Corruption}, {request.Corruptions.Title}: " +
                $"{DisplayFormat.Percent(accuracies.TakeLast(Corruption.Severities).Average())} on average");
        };
    }
}
