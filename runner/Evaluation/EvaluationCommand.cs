using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Commands;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>From a run directory to an evaluation of its weights.</summary>
internal static class EvaluationCommand
{
    /// <summary>Evaluates and reports. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">The run, its weights, the data or the device is not usable.</exception>
    /// <exception cref="CheckpointException">The answers cannot be written.</exception>
    public static int Run(EvaluationOptions options) => Computation.Run(stop => Run(options, stop));

    private static int Run(EvaluationOptions options, CancellationToken stop)
    {
        var trained = TrainedRun.Open(options.Run, options.Weights);
        var run = trained.Folder;
        if (options.Output is { } file)
            WholeFile.MustHaveFolder(file);
        var device = Devices.Choose(options.Device, threads: null);
        var (data, note) = trained.OpenData(options.Data, stop);

        using var model = trained.CreateNetwork().to(device);
        using var images = data.OpenTest(trained.Normalisation, device);
        var type = PrecisionChoice.ActivationType(Enum.Parse<Precision>(run.Record.Precision, ignoreCase: true));
        var plain = On(TestViews.One);
        var result = options.Views == TestViews.One ? plain : On(options.Views);

        var views = options.Views == TestViews.One ? "" : $"-{Evaluate.Views[(int)options.Views]}";
        var answers = options.WritesAnswers ? options.Output ?? Path.Combine(options.Run, $"predictions-{data.FileName}-{options.Weights}{views}.csv") : null;
        if (answers is not null)
            Predictions.Write(answers, result);
        if (note is not null)
            Console.Error.WriteLine(note);
        if (options.Json)
            EvaluationReport.WriteJson(options, run, data, result, plain, answers);
        else
            EvaluationReport.Write(options, run, data, result, plain, answers);
        return ExitCode.Done;

        EvaluationResult On(TestViews views) => Evaluator.Evaluate(model, images, options.Batch, type, run.Record.ChannelsLast, views, stop);
    }
}
