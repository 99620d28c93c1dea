using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Training;

public sealed class MetricsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void A_test_loss_that_overflowed_is_null_in_the_file_and_NaN_when_read(double loss)
    {
        string path = folder.File("metrics.jsonl");
        var epoch = new EpochMetrics
        {
            Epoch = 1,
            Step = 2,
            TrainLoss = 1e17,
            TrainAccuracy = 0.1,
            TestLoss = loss,
            TestAccuracy = 0.1,
            LearningRate = 1e6,
        };

        MetricsFile.Append(path, epoch);

        File.ReadAllText(path).Should().Contain("\"test_loss\":null");
        MetricsFile.Read(path).Should().Equal(epoch with { TestLoss = double.NaN });
    }
}
