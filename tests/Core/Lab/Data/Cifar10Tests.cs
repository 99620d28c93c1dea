using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Core.Tests.Lab.Data;

public sealed class Cifar10Tests : IDisposable
{
    private const int Records = 20;
    private const int RecordBytes = 3073;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    public void Files_are_read_from_the_folder_or_the_archives_folder_in_it(string inside)
    {
        WriteFiles(folder.File(inside));

        var data = Cifar10.Read(folder.Path);

        data.InputShape.Should().Be(new Shape(3, 32, 32));
        data.Classes.Should().Be(10);
        data.Train!.Count.Should().Be(5 * Records);
        data.Test.Count.Should().Be(Records);
        data.Train.Labels.Take(12).Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1);
        // Record r of file f holds byte values (f + r + position) mod 251: file 2, record 1, first pixel.
        ((ImageSet)data.Train).Pixels[(2 * Records + 1) * 3072].Should().Be(2 + 1 + 0);
        ((ImageSet)data.Train).Pixels[(2 * Records + 1) * 3072 + 100].Should().Be(2 + 1 + 100);
    }

    [Fact]
    public void A_truncated_file_is_refused_with_both_sizes()
    {
        WriteFiles(folder.Path);
        using (var file = File.OpenWrite(folder.File("data_batch_3.bin")))
            file.SetLength(Records * RecordBytes - 1000);

        Reading().Should().Throw<DataException>().WithMessage("*data_batch_3.bin*expected records of 3073 bytes, found 60460 bytes: 19 records and 2073 of the 3073 bytes of record 19*cut short*");
    }

    [Fact]
    public void A_longer_file_is_refused()
    {
        WriteFiles(folder.Path);
        using (var file = File.OpenWrite(folder.File("test_batch.bin")))
            file.SetLength(Records * RecordBytes + 1);

        Reading().Should().Throw<DataException>().WithMessage("*test_batch.bin*61461 bytes: 20 records and 1 of*not CIFAR-10's binary version*");
    }

    [Fact]
    public void A_label_out_of_range_is_refused_with_its_position()
    {
        WriteFiles(folder.Path);
        using (var file = File.OpenWrite(folder.File("data_batch_5.bin")))
        {
            file.Position = 7 * RecordBytes;
            file.WriteByte(10);
        }

        Reading().Should().Throw<DataException>().WithMessage("*data_batch_5.bin: record 7 (byte 21511) has label 10, expected 0 to 9*");
    }

    [Fact]
    public void A_file_of_zeros_is_refused()
    {
        WriteFiles(folder.Path);
        File.WriteAllBytes(folder.File("data_batch_1.bin"), new byte[Records * RecordBytes]);

        Reading().Should().Throw<DataException>().WithMessage("*data_batch_1.bin: all 20 records are zeros*");
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        WriteFiles(folder.Path);
        File.Delete(folder.File("data_batch_4.bin"));

        Reading().Should().Throw<DataException>().WithMessage("*data_batch_4.bin: file not found*");
    }

    [Fact]
    public void An_empty_folder_says_what_is_expected_and_where_to_get_it()
    {
        Reading().Should().Throw<DataException>().WithMessage("*no CIFAR-10 here*data_batch_1.bin*cifar-10-binary.tar.gz*");
    }

    [Fact]
    public void A_part_of_CIFAR10_may_have_fewer_files_of_any_number_of_records()
    {
        WriteFiles(folder.Path, 7);
        foreach (int last in new[] { 3, 4, 5 })
            File.Delete(folder.File($"data_batch_{last}.bin"));

        var data = Cifar10.Read(folder.Path);

        data.Train!.Count.Should().Be(14);
        data.Test.Count.Should().Be(7);
    }

    [Fact]
    public void The_archives_files_must_all_be_there()
    {
        WriteFiles(folder.Path, 7);
        File.Delete(folder.File("data_batch_5.bin"));
        File.WriteAllBytes(folder.File("data_batch_1.bin"), [.. Enumerable.Repeat((byte)1, 10_000 * RecordBytes)]);

        Reading().Should().Throw<DataException>().WithMessage("*data_batch_5.bin: file not found*");
    }

    private Func<DataSet> Reading() => () => Cifar10.Read(folder.Path);

    internal static void WriteFiles(string folder, int records = Records)
    {
        Directory.CreateDirectory(folder);
        string[] names = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin", "test_batch.bin"];
        for (int f = 0; f < names.Length; f++)
        {
            var bytes = new byte[records * RecordBytes];
            for (int r = 0; r < records; r++)
            {
                bytes[r * RecordBytes] = (byte)(r % 10);
                for (int p = 0; p < RecordBytes - 1; p++)
                    bytes[r * RecordBytes + 1 + p] = (byte)((f + r + p) % 251);
            }
            File.WriteAllBytes(Path.Combine(folder, names[f]), bytes);
        }
    }
}
