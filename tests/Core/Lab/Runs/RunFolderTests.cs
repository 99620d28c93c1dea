using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_is_read_back()
    {
        var record = SampleRun.Record with { InputMean = [0.1, 0.2], InputStd = [0.3, 0.4], Last = SampleRun.Epoch(2) with { Timing = null } };
        folder.Write("run/run.json", record.ToJson());
        MetricsFile.Append(folder.File("run/metrics.jsonl"), SampleRun.Epoch(1));
        MetricsFile.Append(folder.File("run/metrics.jsonl"), SampleRun.Epoch(2) with { EmaAccuracy = 0.5 });
        MetricsFile.Append(folder.File("run/timings.jsonl"), SampleRun.Epoch(1).Timing);
        MetricsFile.Append(folder.File("run/timings.jsonl"), SampleRun.Epoch(2).Timing);
        folder.Write("run/ema.safetensors", "");
        folder.Write("run/last.safetensors", "");

        var run = RunFolder.Read(folder.File("run"));

        run.Record.Should().BeEquivalentTo(record);
        run.Metrics.Should().Equal(SampleRun.Epoch(1), SampleRun.Epoch(2) with { EmaAccuracy = 0.5 });
        run.Weights.Should().Equal("last", "ema");
        run.WeightsPath("ema").Should().Be(folder.File("run/ema.safetensors"));
        run.SpecPath.Should().Be(folder.File("run/spec.yaml"));
        run.RecipePath.Should().Be(folder.File("run/recipes/mine.yaml"));
    }

    [Fact]
    public void A_run_without_a_finished_epoch_has_no_metrics_and_no_weights()
    {
        folder.Write("run.json", SampleRun.Record.ToJson());

        var run = RunFolder.Read(folder.Path);

        run.Metrics.Should().BeEmpty();
        run.Weights.Should().BeEmpty();
    }

    [Fact]
    public void A_record_from_before_formats_were_numbered_can_be_read()
    {
        folder.Write("run.json", SampleRun.Record.ToJson().Replace("\"format\": 1,", ""));

        RunFolder.Read(folder.Path).Record.Spec.Should().Be(SampleRun.Record.Spec);
    }

    [Theory]
    [InlineData(null, "* is not a run directory: it has no run.json.")]
    [InlineData("{ \"format\": 2, \"all\": \"new\" }", "*run.json was written by a newer version of this program (format 2; this one reads up to 1).")]
    [InlineData("{ \"spec\": \"cut sh", "*run.json is damaged: *")]
    [InlineData("{ \"spec\": \"Tiny\" }", "*run.json is damaged: *spec_stem*")]
    [InlineData("{ \"format\": \"two\" }", "*run.json is damaged: *")]
    [InlineData("[]", "*run.json is damaged: *")]
    public void What_cannot_be_read_is_named(string? record, string message)
    {
        if (record is not null)
            folder.Write("run.json", record);

        ((Action)(() => RunFolder.Read(folder.Path))).Should().Throw<CheckpointException>().WithMessage(message);
    }

    [Fact]
    public void Damaged_metrics_are_named()
    {
        folder.Write("run.json", SampleRun.Record.ToJson());
        folder.Write("metrics.jsonl", "{}\n{}\n");

        ((Action)(() => RunFolder.Read(folder.Path))).Should().Throw<CheckpointException>().WithMessage("*metrics.jsonl: not a metrics file*");
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        ((Action)(() => RunFolder.Read(folder.File("nowhere")))).Should().Throw<CheckpointException>().WithMessage("*nowhere: no such folder.");
}
