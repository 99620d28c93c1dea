using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Tests;

public class LineProgressTests
{
    private readonly Clock clock = new();
    private readonly StringWriter output = new() { NewLine = "\n" };

    [Fact]
    public void A_long_epoch_shows_a_line_a_minute()
    {
        var progress = Started();
        for (var step = 1; step <= 30; step++)
        {
            clock.Seconds += 10;
            progress.Step(Report(step));
        }

        Lines().Should().Equal(
            "  epoch 1/2  step 6/60  loss 2.3026  rate 0.1  25 img/s  9 min 00 s left",
            "  epoch 1/2  step 12/60  loss 2.3026  rate 0.1  25 img/s  8 min 00 s left",
            "  epoch 1/2  step 18/60  loss 2.3026  rate 0.1  25 img/s  7 min 00 s left",
            "  epoch 1/2  step 24/60  loss 2.3026  rate 0.1  25 img/s  6 min 00 s left",
            "  epoch 1/2  step 30/60  loss 2.3026  rate 0.1  25 img/s  5 min 00 s left");
    }

    [Fact]
    public void Any_line_begins_the_minute_anew()
    {
        var progress = Started();
        clock.Seconds += 50;
        progress.Estimated(TimeSpan.FromMinutes(10));
        clock.Seconds += 50;
        progress.Step(Report(10));
        Lines().Should().ContainSingle().Which.Should().Contain("10 min");

        clock.Seconds += 10;
        progress.Evaluating(250, 1000);

        Lines()[^1].Should().Be("  testing 250 of 1,000 images");
    }

    [Fact]
    public void Short_epochs_show_a_line_each_and_nothing_else()
    {
        var progress = Started();
        for (var step = 1; step <= 59; step++)
        {
            clock.Seconds++;
            progress.Step(Report(step));
        }

        Lines().Should().BeEmpty();
    }

    [Fact]
    public void What_averages_and_views_reach_is_in_the_line_of_the_epoch()
    {
        var epoch = new EpochMetrics { Epoch = 1, Step = 30, TrainLoss = 1, TrainAccuracy = 0.5, TestLoss = 1, TestAccuracy = 0.25, LearningRate = 0.1 };
        var progress = Started();

        progress.Epoch(epoch);
        progress.Epoch(epoch with { EmaAccuracy = 0.75, ViewsAccuracy = 0.125 });

        Lines()[0].Should().Contain("test loss 1.0000 accuracy 25.00%  ");
        Lines()[1].Should().Contain("test loss 1.0000 accuracy 25.00% averaged 75.00% views 12.50%  ");
    }

    [LinuxFact("Only Linux has a device that is always full.")]
    public void A_log_on_a_full_disk_ends_no_run()
    {
        using var device = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var full = new StreamWriter(device) { AutoFlush = true };
        var log = new GuardedWriter(full);
        var progress = new LineProgress(log, clock);

        ((Action)(() => progress.Note("The disk is full."))).Should().NotThrow();
        ((Action)(() => log.Write("x"))).Should().Throw<CommandFailure>("the test would show nothing otherwise");
        ((Action)(() => new GuardedWriter(full, isOutput: false).Write("x"))).Should().NotThrow();
    }

    private LineProgress Started()
    {
        var progress = new LineProgress(output, clock);
        progress.Started(new TrainingPlan("runs/x", 2, 30, 250, 7500, 0, 1000, Precision.Fp32, "cpu", 1));
        output.ToString().Should().StartWith("2 epochs of 30 steps");
        output.GetStringBuilder().Clear();
        return progress;
    }

    private static StepReport Report(int step) => new(1, step, 60, Math.Log(10), 0.1, 25, TimeSpan.FromSeconds((60 - step) * 10));

    private string[] Lines() => output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A clock that goes when it is told to.</summary>
    private sealed class Clock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
