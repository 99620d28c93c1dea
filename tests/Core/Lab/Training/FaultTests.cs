using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using SkiaSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Training;

/// <summary>What goes wrong around a run loses nothing of it.</summary>
[OneThread]
public sealed class FaultTests : IDisposable
{
    private static readonly Recipe Short = TrainerTests.Short with { Epochs = 4 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [LinuxTheory("Only Linux has a device that is always full.")]
    [InlineData("state.safetensors")]
    [InlineData("last.safetensors")]
    [InlineData("predictions.csv")]
    [InlineData("curves.svg")]
    public void A_full_disk_pauses_the_run_until_there_is_space(string name)
    {
        Trainer.Run(TrainerTests.RequestAt(folder.File("whole"), Short), new RecordingObserver());
        var notes = new List<string>();
        var observer = new RecordingObserver
        {
            // The link goes away with the failed attempt: the next one finds space.
            OnStep = step => { if (step.Step == 7) File.CreateSymbolicLink(folder.File($"run/{name}.part"), "/dev/full"); },
            OnNote = notes.Add,
        };

        var outcome = Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { RetryAfter = TimeSpan.FromMilliseconds(1) }, observer);

        outcome.Result.Should().Be(TrainingResult.Completed);
        notes.Should().ContainSingle().Which.Should().Contain(name).And.Contain("space");
        File.ReadAllBytes(folder.File("run/last.safetensors")).Should().Equal(File.ReadAllBytes(folder.File("whole/last.safetensors")));
        File.ReadAllText(folder.File("run/metrics.jsonl")).Should().Be(File.ReadAllText(folder.File("whole/metrics.jsonl")));
    }

    [LinuxFact("Only Linux has a device that is always full.")]
    public void A_user_who_gives_up_on_a_full_disk_has_the_last_checkpoint()
    {
        using var stop = new CancellationTokenSource();
        var observer = new RecordingObserver
        {
            OnStep = step => { if (step.Step == 7) File.CreateSymbolicLink(folder.File("run/state.safetensors.part"), "/dev/full"); },
            OnNote = _ => stop.Cancel(),
        };

        var outcome = Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), observer, stop.Token);

        outcome.Result.Should().Be(TrainingResult.Interrupted);
        outcome.Message.Should().Contain("state.safetensors").And.Contain("The previous file is untouched").And.EndWith("are from step 5.");
        Safetensors.ReadHeader(folder.File("run/state.safetensors")).Metadata["step"].Should().Be("5");
        RunFolder.Read(folder.File("run")).Record.Outcome.Should().Be("interrupted");
        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver()).Result.Should().Be(TrainingResult.Completed);
    }

    [LinuxFact("Root may write everywhere but in Linux's /proc.")]
    public void A_folder_that_cannot_be_written_is_named_before_the_first_step()
    {
        var observer = new RecordingObserver();

        ((Action)(() => Trainer.Run(TrainerTests.RequestAt("/proc/run", Short), observer))).Should().Throw<CheckpointException>().WithMessage("/proc/run: cannot be created*");
        observer.Steps.Should().BeEmpty();
    }

    [Fact]
    public void A_clock_that_was_set_back_changes_nothing()
    {
        using var stop = new CancellationTokenSource();
        Trainer.Run(TrainerTests.RequestAt(folder.File("whole"), Short), new RecordingObserver());
        Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short), new RecordingObserver { OnStep = step => { if (step.Step == 7) stop.Cancel(); } }, stop.Token);
        var future = DateTimeOffset.UtcNow.AddDays(400);
        var record = RunFolder.Read(folder.File("run")).Record with { Started = future, Finished = future };
        File.WriteAllText(folder.File("run/run.json"), record.ToJson());
        foreach (var file in Directory.GetFiles(folder.File("run")))
            File.SetLastWriteTimeUtc(file, future.UtcDateTime);

        var outcome = Trainer.Run(TrainerTests.RequestAt(folder.File("run"), Short) with { Resume = true }, new RecordingObserver());

        outcome.Duration.Should().BePositive().And.BeLessThan(TimeSpan.FromHours(1));
        File.ReadAllText(folder.File("run/metrics.jsonl")).Should().Be(File.ReadAllText(folder.File("whole/metrics.jsonl")));
    }

    [Fact]
    public void An_image_that_is_damaged_during_the_run_ends_it_with_its_name_and_the_run_can_go_on_when_it_is_mended()
    {
        WriteImages();
        Trainer.Run(Request("whole"), new RecordingObserver());
        var image = folder.File("images/train/b/3.png");
        var whole = File.ReadAllBytes(image);
        var observer = new RecordingObserver { OnStep = step => { if (step.Step == 7) File.WriteAllBytes(image, whole[..40]); } };

        ((Action)(() => Trainer.Run(Request("run"), observer))).Should().Throw<DataException>().WithMessage($"*b{Path.DirectorySeparatorChar}3.png*");
        RunFolder.Read(folder.File("run")).Record.Outcome.Should().Be("failed");

        File.WriteAllBytes(image, whole);
        Trainer.Run(Request("run") with { Resume = true }, new RecordingObserver()).Result.Should().Be(TrainingResult.Completed);
        File.ReadAllBytes(folder.File("run/last.safetensors")).Should().Equal(File.ReadAllBytes(folder.File("whole/last.safetensors")));
    }

    private TrainingRequest Request(string name) => TrainerTests.RequestAt(folder.File(name), Short with { Batch = 6 }) with
    {
        Data = DataSets.Open(folder.File("images"), new DataSearch([], "", Download: false), wanted: new Shape(3, 8, 8)).Data,
    };

    private void WriteImages()
    {
        foreach (var part in new[] { "train", "val" })
        {
            foreach (var name in new[] { "a", "b", "c", "d" })
            {
                Directory.CreateDirectory(folder.File($"images/{part}/{name}"));
                for (var i = 0; i < 6; i++)
                {
                    using var bitmap = new SKBitmap(12, 10);
                    for (var pixel = 0; pixel < 120; pixel++)
                        bitmap.SetPixel(pixel % 12, pixel / 12, new SKColor((byte)(pixel * 2), (byte)(40 * (name[0] - 'a')), (byte)(i * 30)));
                    using var file = File.Create(folder.File($"images/{part}/{name}/{i}.png"));
                    bitmap.Encode(file, SKEncodedImageFormat.Png, 100);
                }
            }
        }
    }
}
