using System.Diagnostics;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Training;
using SeRes2Net.Models;
using SeRes2Net.Tests.Shared;

namespace SeRes2Net.Benchmarks.Input;

/// <summary>Times the steps of a training run, and stops it.</summary>
internal sealed class TrainingStep : ITrainingObserver
{
    private const int WarmUp = 4, Steps = 16;
    private const string Stem = "se-res2net-29";

    private readonly CancellationTokenSource stop = new();
    private readonly Stopwatch clock = new();
    private readonly List<double> milliseconds = [];

    /// <summary>Milliseconds of a step at the median, in the arithmetic that the machine has.</summary>
    public static double Measure(int batch)
    {
        var observer = new TrainingStep();
        string folder = Directory.CreateTempSubdirectory("seres2net-input-").FullName;
        try
        {
            Trainer.Run(
                new TrainingRequest
                {
                    Model = Catalogue.Find(Stem)!.Create(),
                    Spec = SpecCompiler.Compile(Repository.Specs).Specs.Single(spec => spec.Stem == Stem),
                    Recipe = new Recipe
                    {
                        Name = "step",
                        Epochs = 1,
                        Batch = batch,
                        LearningRate = 0.01,
                        Optimizer = new SgdOptimizer { Nesterov = true, WeightDecay = 5e-4 },
                        Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 },
                    },
                    Data = Shapes10.Create(trainImages: batch * (WarmUp + Steps + 2), testImages: 100),
                    RunDirectory = Path.Combine(folder, "run"),
                },
                observer, observer.stop.Token);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return observer.milliseconds.Skip(WarmUp).Order().ElementAt(Steps / 2);
    }

    /// <inheritdoc/>
    public void Step(StepReport step)
    {
        if (clock.IsRunning)
            milliseconds.Add(clock.Elapsed.TotalMilliseconds);
        clock.Restart();
        if (milliseconds.Count == WarmUp + Steps)
            stop.Cancel();
    }

    /// <inheritdoc/>
    public void Started(TrainingPlan plan)
    {
    }

    /// <inheritdoc/>
    public void Estimated(TimeSpan wholeRun)
    {
    }

    /// <inheritdoc/>
    public void Evaluating(int done, int of)
    {
    }

    /// <inheritdoc/>
    public void Epoch(EpochMetrics epoch)
    {
    }

    /// <inheritdoc/>
    public void Note(string text)
    {
    }
}
