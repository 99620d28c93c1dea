using SeRes2Net.Compiler.Graph;
using SeRes2Net.Core.Tests.Lab.Data;
using SeRes2Net.Core.Tests.Lab.Runs;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Lab.Runs;
using TorchSharp;

namespace SeRes2Net.Core.Tests.Lab.Robustness;

[OneThread]
public sealed class RobustnessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_mean_corruption_error_counts_every_corruption_severity_and_image_equally()
    {
        var data = TinyData.Create();
        var test = TestImages.Of(data, count: null, seed: 0);
        using var model = TinyNetwork.Drawn(1);
        var summary = Measure(model, test, new Pretended(test.Pixels));

        summary.Scores.Should().HaveCount(10);
        summary.Scores.Where(score => score.Severity < 5).Should().OnlyContain(score => score.Score == summary.Clean);
        summary.MeanCorruptionError.Should().BeApproximately(100 - 100 * summary.Scores.Average(score => (double)score.Score.Correct / 40), 1e-9);
        summary.RightByImage.Sum().Should().Be(summary.Scores.Sum(score => score.Score.Correct));
        summary.MeanCorruptionErrorInterval!.Value.Contains(summary.MeanCorruptionError).Should().BeTrue();
        summary.Missing.Should().Equal("frost");

        using var other = TinyNetwork.Drawn(2);
        var second = Measure(other, test, new Pretended(test.Pixels));
        var difference = second.DifferenceTo(summary)!;
        difference.Value.Should().BeApproximately(second.MeanCorruptionError - summary.MeanCorruptionError, 1e-9);
        difference.Interval!.Value.Contains(difference.Value).Should().BeTrue();
        Measure(other, TestImages.Of(data, 10, seed: 0), new Pretended(TestImages.Of(data, 10, 0).Pixels)).DifferenceTo(summary).Should().BeNull("the images are others");
    }

    [Fact]
    public void Files_of_a_measurement_name_what_was_computed()
    {
        var test = TestImages.Of(TinyData.Create(), count: null, seed: 0);
        using var model = TinyNetwork.Drawn(1);
        string written = RobustnessFiles.Write(Measure(model, test, new Pretended(test.Pixels)) with { Run = folder.Path });

        Directory.EnumerateFiles(written).Select(Path.GetFileName).Should().BeEquivalentTo("robustness.json", "robustness.csv", "heatmap.svg");
        foreach (string file in Directory.EnumerateFiles(written))
            File.ReadAllText(file).Should().Contain("C-style", file);
        File.ReadAllLines(Path.Combine(written, "robustness.csv")).Should().HaveCount(12);
    }

    [Fact]
    public void Corrupted_images_are_kept_and_a_damaged_file_is_computed_again()
    {
        var test = TestImages.Of(TinyData.Create(), 5, seed: 0);
        var cache = new CorruptionCache(folder.File("cache"), note => throw new InvalidOperationException(note));
        var fog = CorruptionTable.Named("fog");
        var computed = new ComputedCorruptions(test, [fog], 3, cache);
        byte[] first = computed.Images("fog", 2, default);

        string path = cache.PathOf(test, fog, 2, 3);
        NpyFile.Open(path).Rows(0, 5).Should().Equal(first);
        NumPyFiles.Write(path, "|u1", NumPyFiles.Bytes(5 * 192), 5, 3, 8, 8);
        computed.Images("fog", 2, default).Should().Equal(NumPyFiles.Bytes(5 * 192), "the file is taken");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..200]);
        computed.Images("fog", 2, default).Should().Equal(first);
        NpyFile.Open(path).Rows(0, 5).Should().Equal(first, "it was written again");

        var notes = new List<string>();
        File.WriteAllText(folder.File("file"), "");
        new ComputedCorruptions(test, [fog], 3, new CorruptionCache(folder.File("file"), notes.Add)).Images("fog", 2, default).Should().Equal(first);
        notes.Should().ContainSingle().Which.Should().StartWith("Corrupted images are not kept");
    }

    [Fact]
    public void Stored_corruptions_are_of_the_same_images()
    {
        var shape = new Shape(3, 32, 32);
        int[] labels = [3, 1, 4];
        var data = DataSet.Create("cifar10", "a test", Cifar10.ClassNames, shape, null, new(NumPyFiles.Bytes(3 * 3072), labels));
        var test = TestImages.Of(data, count: null, seed: 0);
        NumPyFiles.Write(folder.File("labels.npy"), "<i8", NumPyFiles.Labels(Enumerable.Repeat(labels, 5).SelectMany(all => all).Select(label => (long)label)), 15);
        NumPyFiles.Write(folder.File("fog.npy"), "|u1", NumPyFiles.Bytes(15 * 3072, seed: 9), 15, 32, 32, 3);
        var stored = StoredCorruptions.Open(folder.Path, test, null);

        stored.Title.Should().Be("CIFAR-10-C");
        stored.Names.Should().Equal("fog");
        stored.Missing.Should().HaveCount(14);
        byte[] images = stored.Images("fog", 2, default);
        // Channels come last in the file: the second pixel's red is the fourth byte.
        images[1].Should().Be(NumPyFiles.Bytes(15 * 3072, seed: 9)[3 * 3072 + 3]);

        var act = () => StoredCorruptions.Open(folder.Path, test, ["fgo"]);
        act.Should().Throw<DataException>().WithMessage("*no corruption 'fgo'*Did you mean 'fog'?");
        var others = TestImages.Of(data with { Test = new ImageSet(NumPyFiles.Bytes(3 * 3072), [3, 1, 5]) }, null, 0);
        act = () => StoredCorruptions.Open(folder.Path, others, null);
        act.Should().Throw<DataException>().WithMessage("*the labels differ*");
    }

    private static RobustnessSummary Measure(TinyNetwork model, TestImages test, ICorruptions corruptions) => RobustnessMeasure.Of(
        new RunFolder("run", SampleRun.Record with { InputMean = [0.5, 0.5, 0.5], InputStd = [0.25, 0.25, 0.25] }, [], []), "last", model,
        new RobustnessRequest { Test = test, Corruptions = corruptions, Device = torch.CPU });

    /// <summary>Changes nothing, but turns images to black at the highest severity.</summary>
    private sealed class Pretended(byte[] pixels) : ICorruptions
    {
        public string Title => "C-style";
        public IReadOnlyList<string> Names => ["fog", "snow"];
        public IReadOnlyList<string> Missing => ["frost"];
        public byte[] Images(string name, int severity, CancellationToken stop) => severity == 5 ? new byte[pixels.Length] : pixels;
    }
}
