using System.Diagnostics;
using System.Text;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Core.Tests.Lab.Checkpoints;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_failure_in_the_middle_leaves_the_previous_file_and_nothing_else()
    {
        string path = folder.File("a");
        WholeFile.WriteText(path, "before");

        Action fail = () => WholeFile.Write(path, file =>
        {
            file.Write("half"u8);
            throw new IOException("No space left on device");
        });

        fail.Should().Throw<CheckpointException>().WithMessage("*a: cannot be written: No space left on device*The previous file is untouched.");
        File.ReadAllText(path).Should().Be("before");
        Directory.GetFiles(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void What_another_process_is_writing_is_left_alone()
    {
        using var others = new FileStream(folder.File("a.part"), FileMode.Create, FileAccess.Write, FileShare.None);

        ((Action)(() => WholeFile.WriteText(folder.File("a"), "ours"))).Should().Throw<CheckpointException>().WithMessage("*a: cannot be written:*");

        File.Exists(folder.File("a.part")).Should().BeTrue();
    }

    [LinuxFact("Only Linux has a device that is always full.")]
    public void A_full_disk_is_reported_with_the_file()
    {
        File.CreateSymbolicLink(folder.File("a.part"), "/dev/full");

        Action write = () => WholeFile.Write(folder.File("a"), file => file.Write(new byte[1 << 20]));

        write.Should().Throw<CheckpointException>().WithMessage("*a: cannot be written:*space*");
        File.Exists(folder.File("a")).Should().BeFalse();
    }

    [LinuxFact("Only on Linux do we have to find out ourselves what kind of file it is.")]
    public void A_pipe_or_a_device_is_not_replaced_by_a_file()
    {
        string pipe = folder.File("pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();

        Action write = () => WholeFile.WriteText(pipe, "text");

        write.Should().Throw<CheckpointException>().WithMessage("*pipe is not a regular file, so it is not replaced.");
        RegularFile.Is(pipe).Should().BeFalse();
        Directory.GetFiles(folder.Path).Should().Equal(pipe);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_reported_with_the_file()
    {
        ((Action)(() => WholeFile.WriteText(folder.File("absent/a"), ""))).Should().Throw<CheckpointException>().WithMessage("*absent*cannot be written*");
    }

    [Fact]
    public void A_writer_killed_at_random_moments_leaves_whole_checkpoints()
    {
        string path = folder.File("last.safetensors");
        var random = new Random(1);
        for (int round = 0; round < 4; round++)
        {
            using (var child = Process.Start(Program.Start(null, Program.WriteCheckpoints, path))!)
            {
                child.StandardOutput.ReadLine().Should().Be("writing", "the child must have got as far as its second checkpoint");
                Thread.Sleep(random.Next(5, 120));
                child.Kill();
                child.WaitForExit();
            }

            using var file = Safetensors.Read(path);
            float step = float.Parse(file.Metadata["step"], System.Globalization.CultureInfo.InvariantCulture);
            file.Tensors.Should().HaveCount(2);
            foreach (var tensor in file.Tensors.Values)
            {
                tensor.min().item<float>().Should().Be(step);
                tensor.max().item<float>().Should().Be(step);
            }
        }
    }

    [Fact]
    public void Lines_are_added_in_UTF8_without_a_byte_order_mark()
    {
        string path = folder.File("lines");

        WholeFile.AppendLine(path, "ä");
        WholeFile.AppendLine(path, "b");

        File.ReadAllBytes(path).Should().Equal(Encoding.UTF8.GetBytes("ä\nb\n"));
    }
}
