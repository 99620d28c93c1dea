using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Core.Tests.Lab.Runs;

/// <summary>The record, epochs and answers of a run that never happened.</summary>
internal static class SampleRun
{
    public static readonly string[] ClassNames = ["cat", "dog, large", "\"fish\" <&>"];

    /// <summary>Six images: two of each class, one cat taken for a dog, one fish for a cat.</summary>
    public static readonly EvaluationResult Result = new(4 / 6.0, 1.5, [0, 0, 1, 1, 2, 2], [0, 1, 1, 1, 2, 0], new float[18]);

    public static RunRecord Record { get; } = new()
    {
        Spec = "Tiny",
        SpecStem = "tiny",
        SpecHash = "",
        Parameters = 1,
        Macs = 1,
        Recipe = "mine",
        RecipeHash = "",
        Epochs = 3,
        Batch = 1,
        Seed = 4,
        Data = "tiny",
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
    };

    public static EpochMetrics Epoch(int epoch) => new()
    {
        Epoch = epoch,
        Step = 10 * epoch,
        TrainLoss = 2.0 / epoch,
        TrainAccuracy = 1 - 0.5 / epoch,
        TestLoss = 2.5 / epoch,
        TestAccuracy = 1 - 0.75 / epoch,
        LearningRate = 0.1,
        Timing = new EpochTiming { Epoch = epoch, Seconds = 1, TestSeconds = 0.5, ImagesPerSecond = 100, LiveTensors = 7, ResidentMegabytes = 50 },
    };
}
