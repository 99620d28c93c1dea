using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data;

public sealed class CifarVariantsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private DataSearch Here => new([folder.Path], folder.Path, Download: false);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void CIFAR100_is_read_with_its_fine_labels()
    {
        WriteCifar100(folder.File("cifar-100-binary"), 120, 100);

        var data = DataSets.Open("cifar100", Here).Data;

        data.Classes.Should().Be(100);
        data.ClassNames.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
        (data.Train!.Count, data.Test.Count).Should().Be((120, 100));
        data.Train.Labels.Take(3).Should().Equal(0, 1, 2);
        ((ImageSet)data.Train).Pixels[3072].Should().Be(1);
    }

    [Fact]
    public void A_damaged_CIFAR100_is_refused_with_file_and_record()
    {
        WriteCifar100(folder.Path, 20, 20);
        using (var file = File.OpenWrite(folder.File("test.bin")))
        {
            file.Position = 6 * 3074 + 1;
            file.WriteByte(100);
        }
        ((Action)(() => DataSets.Open(folder.Path, Here))).Should().Throw<DataException>().WithMessage("*test.bin: record 6 (byte 18444) has label 100, expected 0 to 99*");
        File.Delete(folder.File("test.bin"));
        ((Action)(() => DataSets.Open(folder.Path, Here))).Should().Throw<DataException>().WithMessage("*test.bin: file not found*");
    }

    [Fact]
    public void One_corruption_of_CIFAR10C_is_opened_at_one_or_all_severities_for_testing_only()
    {
        WriteCifar10C();

        var all = DataSets.Open("cifar10-c:fog", Here).Data;
        var third = DataSets.Open("cifar10-c:fog@3", Here).Data;
        var byFolder = DataSets.Open(folder.File("CIFAR-10-C") + ":fog@3", Here).Data;

        (all.Test.Count, third.Test.Count).Should().Be((10, 2));
        third.Name.Should().Be("cifar10-c:fog@3");
        byFolder.Checksum.Should().Be(third.Checksum);
        ((ImageSet)all.Test).Pixels[(4 * 3072)..(6 * 3072)].Should().Equal(((ImageSet)third.Test).Pixels);
        third.Train.Should().BeNull();
        var recipe = new Recipe { Name = "r", Epochs = 1, LearningRate = 0.1, Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 } };
        ((Action)(() => third.Split(recipe, CPU))).Should().Throw<DataException>().WithMessage("*no training images*");
        using var images = third.OpenTest(new([0.5, 0.5, 0.5], [0.25, 0.25, 0.25]), CPU);
        images.Count.Should().Be(2);
    }

    [Theory]
    [InlineData("cifar10-c", "*name one corruption, as in cifar10-c:fog@3*There are: fog, snow.")]
    [InlineData("cifar10-c:rain", "*there is no 'rain'*There are: fog, snow.")]
    [InlineData("cifar10-c:fog@6", "*severities are 1 to 5*")]
    [InlineData("cifar10@64", "*CIFAR-10 is named cifar10, with nothing after it*")]
    public void A_part_that_is_not_there_is_an_error_that_lists_what_is(string name, string message)
    {
        WriteCifar10C();

        ((Action)(() => DataSets.Open(name, Here))).Should().Throw<DataException>().WithMessage(message);
    }

    [Fact]
    public void CIFAR101_is_a_test_set()
    {
        NumPyFiles.Write(folder.File("cifar10.1_v6_data.npy"), "|u1", NumPyFiles.Bytes(4 * 3072), 4, 32, 32, 3);
        NumPyFiles.Write(folder.File("cifar10.1_v6_labels.npy"), "<i4", [1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0], 4);

        var data = DataSets.Open("cifar10.1", Here).Data;

        data.Train.Should().BeNull();
        data.Test.Labels.Should().Equal(1, 9, 0, 3);
    }

    private void WriteCifar10C()
    {
        string path = folder.File("CIFAR-10-C/");
        NumPyFiles.Write(path + "labels.npy", "|u1", [1, 2, 1, 2, 1, 2, 1, 2, 1, 2], 10);
        NumPyFiles.Write(path + "fog.npy", "|u1", NumPyFiles.Bytes(10 * 3072), 10, 32, 32, 3);
        NumPyFiles.Write(path + "snow.npy", "|u1", NumPyFiles.Bytes(10 * 3072, 7), 10, 32, 32, 3);
    }

    private static void WriteCifar100(string path, params int[] records)
    {
        Directory.CreateDirectory(path);
        foreach (var (name, count) in new[] { "train.bin", "test.bin" }.Zip(records))
        {
            File.WriteAllBytes(Path.Combine(path, name),
                [.. Enumerable.Range(0, count).SelectMany(r => new byte[] { (byte)(r % 20), (byte)(r % 100) }.Concat(Enumerable.Repeat((byte)r, 3072)))]);
        }
    }
}
