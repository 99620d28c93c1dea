using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Core.Tests.Lab.Training;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using Tensorboard;

namespace SeRes2Net.Core.Tests.Lab.Runs;

public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> notes = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_numbers_of_every_epoch_can_be_read()
    {
        Log(SampleRun.Epoch(1), SampleRun.Epoch(2) with { EmaAccuracy = 0.5 });

        var events = Read(Directory.GetFiles(folder.File("events")).Should().ContainSingle().Subject);
        events[0].FileVersion.Should().Be("brain.Event:2");
        var scalars = events.Skip(1).Select(e => (e.Summary.Value[0].Tag, e.Step, e.Summary.Value[0].SimpleValue)).ToList();
        scalars.Where(scalar => scalar.Step == 1).Should().Equal(
            ("loss/train", 1, 2f), ("loss/test", 1, 2.5f), ("accuracy/train", 1, 0.5f), ("accuracy/test", 1, 0.25f), ("learning_rate", 1, 0.1f),
            ("images_per_s", 1, 100f));
        scalars.Should().Contain(("loss/test", 2, 1.25f)).And.Contain(("accuracy/ema", 2, 0.5f));
        events[1].WallTime.Should().BeApproximately(DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 300, "seconds since 1970, as TensorBoard expects");
        notes.Should().BeEmpty();
    }

    [Fact]
    public void A_resumed_run_adds_a_file_that_sorts_after_the_first()
    {
        Log(SampleRun.Epoch(1));
        string first = Directory.GetFiles(folder.File("events")).Single();
        Log(SampleRun.Epoch(2));

        var files = Directory.GetFiles(folder.File("events")).Order(StringComparer.Ordinal).ToList();
        files.Should().HaveCount(2).And.HaveElementAt(0, first);
        files.Select(file => Read(file)[1].Step).Should().Equal(1, 2);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_noted_once_and_nothing_is_thrown()
    {
        folder.Write("events", "a file in the way");

        Log(SampleRun.Epoch(1), SampleRun.Epoch(2));

        notes.Should().ContainSingle().Which.Should().StartWith("events: nothing more is written for TensorBoard");
    }

    private void Log(params EpochMetrics[] epochs)
    {
        var recording = new RecordingObserver();
        var observers = new Observers(new TensorBoardLog(notes.Add), recording);
        observers.Started(new TrainingPlan(folder.Path, 2, 10, 1, 10, 0, 10, Precision.Fp32, "cpu", 1));
        foreach (var epoch in epochs)
            observers.Epoch(epoch);
        recording.Epochs.Should().Equal(epochs);
    }

    /// <summary>
    /// TFRecord (tensorflow.org/tutorials/load_data/tfrecord): length, its masked CRC-32C, a message, its masked CRC-32C.
    /// </summary>
    private static List<Event> Read(string file)
    {
        using var reader = new BinaryReader(File.OpenRead(file));
        var events = new List<Event>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
        {
            byte[] length = reader.ReadBytes(8);
            reader.ReadUInt32().Should().Be(Masked(length));
            byte[] message = reader.ReadBytes((int)BitConverter.ToInt64(length));
            reader.ReadUInt32().Should().Be(Masked(message));
            events.Add(Event.Parser.ParseFrom(message));
        }
        return events;
    }

    private static uint Masked(byte[] data)
    {
        uint crc = ~0u;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0x82F63B78 & (0 - (crc & 1)));
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }
}
