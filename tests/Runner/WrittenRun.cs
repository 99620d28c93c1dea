using SeRes2Net.Lab.Training;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Runner.Tests;

/// <summary>Run directories of runs that never happened.</summary>
internal static class WrittenRun
{
    /// <summary>Writes one on data of its own, with an epoch for each accuracy.</summary>
    public static void Add(TemporaryFolder folder, string path, string spec, long seed, double[] accuracies, string outcome = "running",
        string recipe = "tiny")
    {
        folder.Write($"{path}/run.json", new RunRecord
        {
            Spec = spec,
            SpecStem = spec.ToLowerInvariant(),
            SpecHash = spec,
            Parameters = 1,
            Macs = 1,
            Recipe = recipe,
            RecipeHash = recipe,
            Epochs = 4,
            Batch = 1,
            Seed = seed,
            Data = "shapes10",
            DataSource = "",
            DataChecksum = "",
            InputMean = [0.5],
            InputStd = [0.25],
            TrainImages = 1,
            TestImages = 1,
            Device = "cpu",
            Threads = 1,
            Precision = "fp32",
            ChannelsLast = true,
            Numerics = new(Treatment.NotNeeded, null, new(0, 0, 0)),
            Versions = new Dictionary<string, string>(),
            Started = DateTimeOffset.UnixEpoch,
            Outcome = outcome,
        }.ToJson());
        for (var epoch = 1; epoch <= accuracies.Length; epoch++)
        {
            MetricsFile.Append(folder.File($"{path}/metrics.jsonl"), new EpochMetrics
            {
                Epoch = epoch,
                Step = epoch,
                TrainLoss = 1,
                TrainAccuracy = 0.5,
                TestLoss = 1,
                TestAccuracy = accuracies[epoch - 1],
                LearningRate = 0.1,
            });
            MetricsFile.Append(folder.File($"{path}/timings.jsonl"), new EpochTiming
            {
                Epoch = epoch,
                Seconds = 30,
                TestSeconds = 10,
                ImagesPerSecond = 1,
                LiveTensors = 1,
                ResidentMegabytes = 1,
            });
        }
    }
}
