using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Latency;
using SeRes2Net.Lab.Onnx;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Evaluation;
using SeRes2Net.Runner.Onnx;
using SeRes2Net.Runner.Specs;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Latency;

/// <summary>From specs and run directories to how long their networks take.</summary>
internal static class LatencyCommand
{
    /// <summary>Times all networks under every setting and reports. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">A spec, a run, the device or an engine is not usable.</exception>
    public static int Run(LatencyOptions options)
    {
        if (options.Engine != LatencyOptions.Torch && (options.Device != "cpu" || options.Precision.Any(precision => precision != Precision.Fp32)))
            throw new CommandFailure(ExitCode.Usage, "ONNX Runtime computes in fp32 on the CPU: --engine onnx takes no other --precision and no other --device.");
        Pin(options.Pin);
        return options.Engine == LatencyOptions.Torch
            ? Computation.Run(stop => Run(options, stop))
            : OnnxExportCommand.Guard(() => Computation.Run(stop => Run(options, stop)));
    }

    private static int Run(LatencyOptions options, CancellationToken stop)
    {
        var device = Devices.Choose(options.Device, threads: null);
        var networks = options.Networks.SelectMany(path => Engines(path, options, device)).ToList();
        var settings = from precision in options.Precision from threads in options.Threads from batch in options.Batches select new LatencySetting(batch, threads, precision);
        var results = settings.SelectMany(setting => LatencyMeasure.Of(networks, setting, options.Rounds, stop)).ToList();
        if (options.Json)
            LatencyReport.WriteJson(options, results);
        else
            LatencyReport.Write(options, results);
        return ExitCode.Done;
    }

    private static void Pin(string? processors)
    {
        if (processors is null)
            return;
        var numbers = CpuPinning.Parse(processors)
            ?? throw new CommandFailure(ExitCode.Usage, $"--pin {processors}: expected processors below 64, such as 0,2-3.");
        if (CpuPinning.Apply(numbers) is { } reason)
            throw new CommandFailure(ExitCode.Missing, $"--pin {processors}: {reason}.");
    }

    private static IEnumerable<ITimedNetwork> Engines(string path, LatencyOptions options, torch.Device device)
    {
        var (loaded, model, channelsLast) = Open(path, options.Weights);
        if (options.Engine != LatencyOptions.Torch)
        {
            var graph = loaded.Spec.Graph;
            var bytes = OnnxFormat.Serialise(OnnxExport.Graph(model, graph, null), OnnxExport.Metadata(loaded.Spec, null));
            yield return new OnnxNetwork(graph.Name, bytes, graph.Input);
        }
        if (options.Engine != LatencyOptions.Onnx)
            yield return new TorchNetwork(model.to(device), device, channelsLast);
    }

    /// <summary>A run's network with its weights, or a spec's with random ones.</summary>
    private static (LoadedSpec Loaded, Network Model, bool ChannelsLast) Open(string path, string weights)
    {
        if (RunFolder.Is(path))
        {
            var run = TrainedRun.Open(path, weights);
            return (run.Loaded, run.CreateNetwork(), run.Folder.Record.ChannelsLast);
        }
        var loaded = SpecLoader.Load(path);
        var model = ModelSource.Create(loaded, Console.Error.WriteLine);
        Initialisation.Apply(model, 0);
        // As recipes have it unless they say otherwise.
        return (loaded, model, true);
    }
}
