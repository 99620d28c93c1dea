using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Training;

/// <summary>What a run prints at its end.</summary>
internal static class TrainingReport
{
    /// <summary>How it ended, with the test accuracy; how long it took; where everything is.</summary>
    public static void Write(TextWriter log, TrainingOutcome outcome)
    {
        log.WriteLine($"{outcome.Message} It took {DisplayFormat.Duration(outcome.Duration)}.");
        log.WriteLine($"Run directory: {outcome.RunDirectory}");
    }

    /// <summary>The same for a program, on the output stream.</summary>
    public static void WriteJson(TrainingRequest request, TrainingOutcome outcome) => JsonOutput.WriteObject(json =>
    {
        json.WriteString("result", outcome.Result.ToString().ToLowerInvariant());
        json.WriteString("name", request.Spec.Graph.Name);
        json.WriteString("hash", request.Spec.Hash);
        json.WriteString("recipe", request.Recipe.Name);
        json.WriteString("data", request.Data.Name);
        json.WriteNumber("seed", request.Seed);
        json.WriteString("run_directory", outcome.RunDirectory);
        json.WriteNumber("seconds", Math.Round(outcome.Duration.TotalSeconds, 3));
        WriteEpoch("last");
        WriteEpoch("best");

        void WriteEpoch(string name)
        {
            if ((name == "last" ? outcome.Last : outcome.Best) is not { } epoch)
            {
                json.WriteNull(name);
                return;
            }
            json.WriteStartObject(name);
            json.WriteNumber("epoch", epoch.Epoch);
            json.WriteNumber("test_accuracy", epoch.TestAccuracy);
            if (epoch.EmaAccuracy is { } averaged)
                json.WriteNumber("ema_accuracy", averaged);
            if (epoch.ViewsAccuracy is { } views)
                json.WriteNumber("views_accuracy", views);
            // JSON has no infinity: a test loss that overflowed is null, as in metrics.jsonl.
            if (double.IsFinite(epoch.TestLoss))
                json.WriteNumber("test_loss", epoch.TestLoss);
            else
                json.WriteNull("test_loss");
            json.WriteNumber("train_loss", epoch.TrainLoss);
            json.WriteEndObject();
        }
    });
}
