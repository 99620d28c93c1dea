using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Onnx;
using SeRes2Net.Lab.Onnx.Quantisation;
using SeRes2Net.Lab.Statistics;
using SeRes2Net.Runner.Evaluation;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Onnx;

/// <summary>From a run directory to its network in int8, and what that costs and saves.</summary>
internal static class QuantisationCommand
{
    private const string FolderName = "quantised";
    private const int PerStep = 16;
    private const int TimedCalls = 200;

    /// <summary>Quantises, measures, writes the files and reports. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">The run, its weights, the data or a library is not usable.</exception>
    public static int Run(QuantisationOptions options) => OnnxExportCommand.Guard(() => Computation.Run(stop => Run(options, stop)));

    private static int Run(QuantisationOptions options, CancellationToken stop)
    {
        var trained = TrainedRun.Open(options.Run, options.Weights);
        Devices.Choose("cpu", options.Threads);
        var (data, note) = trained.OpenData(options.Data, stop);
        if (note is not null)
            Console.Error.WriteLine(note);
        var spec = trained.Loaded.Spec;
        var calibration = CalibrationImages(options, trained, data, stop);

        using var model = trained.CreateNetwork();
        var graph = OnnxExport.Graph(model, spec.Graph, Folding.Apply(spec.Graph));
        var placement = new Placement(graph, QuantisedParts.Contains(spec, options.Keep));
        Console.Error.WriteLine($"Calibrating on {options.Images} training images of {data.Name} ...");
        var ranges = Calibration.Measure(graph, placement.Values, calibration, options.Calibration);

        var metadata = OnnxExport.Metadata(spec, trained.Normalisation);
        var float32 = OnnxFormat.Serialise(graph, metadata);
        OnnxExport.Check(model, float32, spec.Graph.Input);
        var int8 = OnnxFormat.Serialise(Quantiser.Quantise(graph, placement, ranges), metadata);

        using var before = new OnnxSession(float32, spec.Graph.Input, options.Threads);
        using var after = new OnnxSession(int8, spec.Graph.Input, options.Threads);
        using var images = data.OpenTest(trained.Normalisation, torch.CPU);
        Console.Error.WriteLine($"Testing both networks on {images.Count} images ...");
        var (floats, integers) = (OnnxEvaluation.Evaluate(before, images, stop), OnnxEvaluation.Evaluate(after, images, stop));
        var latency = OnnxLatency.Measure([before, after], OnnxEvaluation.Batches(images, 1, 1, stop).Single(), TimedCalls);

        bool[] rightBefore = [.. Right(floats)], rightAfter = [.. Right(integers)];
        var products = graph.Nodes.Where(node => node.Operator is "Conv" or "Gemm" or "MatMul").ToList();
        var summary = new QuantisationSummary
        {
            Spec = spec.Graph.Name,
            SpecHash = spec.Hash,
            Weights = options.Weights,
            Data = data.Name,
            DataChecksum = data.Checksum,
            TestImages = images.Count,
            Calibration = options.Calibration,
            CalibrationImages = options.Images,
            Seed = options.Seed,
            Kept = options.Keep,
            IntegerProducts = products.Count(node => placement.IsInteger(node.Output)),
            Products = products.Count,
            OnnxRuntime = OnnxSession.Version(),
            Threads = options.Threads ?? Environment.ProcessorCount,
            Float32 = new(floats.Accuracy, float32.Length, latency[0]),
            Int8 = new(integers.Accuracy, int8.Length, latency[1]),
            OnlyFloat32Right = rightBefore.Zip(rightAfter).Count(pair => pair.First && !pair.Second),
            OnlyInt8Right = rightBefore.Zip(rightAfter).Count(pair => !pair.First && pair.Second),
            McnemarP = McNemarTest.Of(rightBefore, rightAfter).P,
        };
        var folder = Write(options.Run, float32, int8, integers, summary);
        if (options.Json)
            Console.Out.Write(summary.ToJson());
        else
            QuantisationReport.Write(summary, folder);
        return ExitCode.Done;
    }

    private static List<float[]> CalibrationImages(QuantisationOptions options, TrainedRun trained, DataSet data, CancellationToken stop)
    {
        if (data.Train is not { } train)
            throw new DataException($"{data.Name} has no training images to calibrate on.");
        if (options.Images > train.Count)
            throw new CommandFailure(ExitCode.Usage, $"--images {options.Images}: {data.Name} has {train.Count} training images.");
        int[] chosen = [.. RandomStream.Of(options.Seed, "calibration", 0).Permutation(train.Count).Take(options.Images).Select(image => (int)image)];
        using var images = train.Open(chosen, data.InputShape, trained.Normalisation, new(), torch.CPU);
        return [.. OnnxEvaluation.Batches(images, images.Count, PerStep, stop)];
    }

    private static IEnumerable<bool> Right(EvaluationResult result) => result.Labels.Zip(result.Predicted, (label, predicted) => label == predicted);

    private static string Write(string run, byte[] float32, byte[] int8, EvaluationResult answers, QuantisationSummary summary)
    {
        var folder = Directory.CreateDirectory(Path.Combine(run, FolderName)).FullName;
        WholeFile.Write(Path.Combine(folder, "float32.onnx"), file => file.Write(float32));
        WholeFile.Write(Path.Combine(folder, "int8.onnx"), file => file.Write(int8));
        Predictions.Write(Path.Combine(folder, "predictions.csv"), answers);
        WholeFile.WriteText(Path.Combine(folder, "quantisation.json"), summary.ToJson());
        return Path.Combine(run, FolderName);
    }
}
