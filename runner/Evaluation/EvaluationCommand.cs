using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>From a run directory to an evaluation of its weights.</summary>
internal static class EvaluationCommand
{
    /// <summary>Evaluates and reports. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">The run, its weights, the data or the device is not usable.</exception>
    public static int Run(EvaluationOptions options)
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
            Console.Error.WriteLine("Stopped; nothing was written.");
            return ExitCode.Interrupted;
        }
    }

    private static int Run(EvaluationOptions options, CancellationToken stop)
    {
        var run = Open(options);
        var loaded = SpecLoader.Load(run.SpecPath);
        if (loaded.Spec.Hash != run.Record.SpecHash)
            throw new CommandFailure(ExitCode.Missing, $"{run.SpecPath} has been changed: it is no longer the network that this run trained.");
        var device = Devices.Choose(options.Device, threads: null);
        var (data, note) = OpenData(options, run, stop);
        data.MustFit(loaded.Spec.Graph.Name, loaded.Spec.Graph.Input, loaded.Spec.Graph.Classes);

        using var model = Load(loaded, run.WeightsPath(options.Weights)).to(device);
        // The network knows images as its own training images were normalised.
        using var images = data.OpenTest(new Normalisation(run.Record.InputMean, run.Record.InputStd), device);
        var type = PrecisionChoice.ActivationType(Enum.Parse<Precision>(run.Record.Precision, ignoreCase: true));
        var result = Evaluator.Evaluate(model, images, options.Batch, type, run.Record.ChannelsLast, options.Views, stop);

        var answers = options.WritesAnswers ? options.Output ?? Path.Combine(options.Run, $"predictions-{data.Name}-{options.Weights}.csv") : null;
        if (answers is not null)
            Predictions.Write(answers, result);
        if (note is not null)
            Console.Error.WriteLine(note);
        if (options.Json)
            EvaluationReport.WriteJson(options, run, data, result, answers);
        else
            EvaluationReport.Write(options, run, data, result, answers);
        return ExitCode.Done;
    }

    private static RunFolder Open(EvaluationOptions options)
    {
        if (!RunFolder.Is(options.Run))
            throw new CommandFailure(ExitCode.Usage, Directory.Exists(options.Run)
                ? $"{options.Run} is not a run directory: it has no {RunDirectory.RecordName}."
                : $"{options.Run}: no such folder.");
        var run = RunFolder.Read(options.Run);
        if (run.Weights.Contains(options.Weights))
            return run;
        throw new CommandFailure(ExitCode.Usage, run.Weights.Count == 0
            ? $"{options.Run} has no weights yet."
            : $"{options.Run} has no {options.Weights} weights; it has {string.Join(" and ", run.Weights)}.");
    }

    /// <summary>What was asked for, or what the run was trained on, and a remark if it is no longer the same.</summary>
    private static (DataSet Data, string? Note) OpenData(EvaluationOptions options, RunFolder run, CancellationToken stop)
    {
        var record = run.Record;
        var own = Directory.Exists(record.DataSource) ? record.DataSource : record.Data;
        var data = DataSets.Open(options.Data ?? own, DataSearch.Default, new DownloadLines(Console.Error), stop).Data;
        return (data, data.Name == record.Data && data.Checksum != record.DataChecksum
            ? $"{data.Name} is not quite what the run was trained with: its checksum differs."
            : null);
    }

    private static Network Load(LoadedSpec loaded, string weights)
    {
        var model = ModelSource.Create(loaded, Console.Error.WriteLine);
        using var file = Safetensors.Read(weights);
        StateDict.Load(model, file.Tensors, weights);
        return model;
    }
}
