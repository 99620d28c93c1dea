using System.Diagnostics;

namespace SeRes2Net.Runner.Tests;

public partial class InterruptionTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>How often a run is killed; SERES2NET_KILLS=25 for the long version.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("SERES2NET_KILLS"), out var kills) ? kills : 2;

    [NotOnWindowsTheory("Windows has no signals to send.")]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public void The_first_signal_finishes_the_step_and_saves(int signal)
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("endless", epochs: 100_000, learningRate: "0.001");
        using var runner = tiny.Start(tiny.Arguments(recipe: "endless"));
        runner.WaitForOutput("epoch      2/100000");

        runner.Signal(signal).Should().Be(0);
        var result = runner.Wait();

        result.ExitCode.Should().Be(signal == Interrupt ? 130 : 75, result.Errors);
        result.Output.Should().Contain($"Run directory: {tiny.Output}");
        CheckpointsOf(tiny).Should().NotBeEmpty().And.OnlyContain(path => Safetensors.IsWhole(path));
    }

    [Fact]
    public void Killed_at_any_moment_a_run_leaves_whole_checkpoints_only()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("endless", epochs: 100_000, learningRate: "0.001");
        var moments = new Random(29);
        var found = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var runner = tiny.Start(tiny.Arguments(recipe: "endless"));
            runner.WaitForOutput("epoch      1/100000");
            Thread.Sleep(moments.Next(400));
            runner.Process.Kill();
            runner.Process.WaitForExit();

            var checkpoints = CheckpointsOf(tiny);
            found += checkpoints.Length;
            checkpoints.Should().OnlyContain(path => Safetensors.IsWhole(path));
            Directory.Delete(tiny.Output, recursive: true);
        }
        found.Should().BeGreaterThanOrEqualTo(Kills, "an epoch was done before every kill");
    }

    [Fact]
    public void Killed_and_resumed_at_random_moments_it_ends_with_the_same_weights_and_metrics()
    {
        using var tiny = new TinyRun();
        // Twenty steps an epoch, so that most kills are within one.
        tiny.Write("recipes/stopped.yaml", """
            recipe: stopped
            extends: tiny
            epochs: 12
            batch: 32
            optimizer: { sgd: { nesterov: true, weight-decay: 5e-4 } }
            augment: { crop-padding: 2, flip: true, rand-augment: 1, cutout: 4, mixup: 0.4, mixup-probability: 0.5, cutmix: 1, cutmix-probability: 0.5 }
            ema: 0.99
            train-images: 640
            """);
        tiny.Run(tiny.Arguments("stopped", "whole")).ExitCode.Should().Be(0);
        var moments = new Random(31);
        var (kills, steps) = (0, new HashSet<int>());
        var state = Path.Combine(tiny.Folder, "parts", "state.safetensors");
        for (var isDone = false; !isDone;)
        {
            using var runner = tiny.Start([.. tiny.Arguments("stopped", "parts"), "--resume", "auto", "--save-every", "0.02s"]);
            var limit = DateTime.UtcNow.AddMinutes(2);
            while (!runner.Process.HasExited && !runner.Output.Contains("training and", StringComparison.Ordinal) && DateTime.UtcNow < limit)
                Thread.Sleep(2);
            isDone = kills == Kills ? runner.Wait().ExitCode == 0 : runner.Process.WaitForExit(moments.Next(60, 700));
            // Every other time it first gets somewhere, however busy the machine is.
            while (!isDone && kills % 2 == 1 && steps.Contains(Safetensors.StepOf(state)) && DateTime.UtcNow < limit)
                isDone = runner.Process.WaitForExit(5);
            if (!isDone)
            {
                kills++;
                runner.Process.Kill();
                runner.Process.WaitForExit();
                steps.Add(Safetensors.StepOf(state));
            }
        }

        kills.Should().BeGreaterThan(1);
        steps.Should().Contain(step => step % 20 != 0, "some kills are within an epoch");
        foreach (var name in new[] { "last.safetensors", "ema.safetensors", "metrics.jsonl", "predictions.csv" })
            File.ReadAllBytes(Path.Combine(tiny.Folder, "parts", name)).Should().Equal(File.ReadAllBytes(Path.Combine(tiny.Folder, "whole", name)), name);
    }

    [LinuxFact("Only Linux has a device that is always full.")]
    public void A_signal_whose_message_cannot_be_written_saves_too()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("endless", epochs: 100_000, learningRate: "0.001");
        string[] arguments = ["-c", "exec dotnet \"$0\" \"$@\" 2> /dev/full", RunnerProcess.Assembly, .. tiny.Arguments(recipe: "endless"), "--save-every", "1h"];
        using var bash = Process.Start(new ProcessStartInfo("bash", arguments) { WorkingDirectory = tiny.Folder, RedirectStandardOutput = true })!;
        string? line;
        do
            line = bash.StandardOutput.ReadLine();
        while (line?.StartsWith("epoch      2/100000", StringComparison.Ordinal) == false);
        var output = bash.StandardOutput.ReadToEndAsync();

        Process.Start("kill", ["-TERM", $"{bash.Id}"]).WaitForExit();
        bash.WaitForExit(TimeSpan.FromMinutes(2)).Should().BeTrue();

        bash.ExitCode.Should().Be(75);
        output.Result.Should().Contain("--resume goes on from there.");
    }

    [NotOnWindowsFact("Windows has no signals to send.")]
    public void A_signal_while_a_checkpoint_is_written_waits_for_it()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("endless", epochs: 100_000, learningRate: "0.001");
        using var runner = tiny.Start([.. tiny.Arguments(recipe: "endless"), "--save-every", "0.01s"]);
        runner.WaitForOutput("epoch      1/100000");
        // The state follows the weights: just after these were replaced, that is being written.
        var weights = Path.Combine(tiny.Output, "last.safetensors");
        var before = File.GetLastWriteTimeUtc(weights);
        while (File.GetLastWriteTimeUtc(weights) == before && !runner.Process.HasExited)
            Thread.SpinWait(50);

        runner.Signal(Terminate).Should().Be(0);
        var result = runner.Wait();

        result.ExitCode.Should().Be(75, result.Errors);
        CheckpointsOf(tiny).Should().NotBeEmpty().And.OnlyContain(path => Safetensors.IsWhole(path));
        Directory.GetFiles(tiny.Output, "*.part").Should().BeEmpty();
    }

    private static string[] CheckpointsOf(TinyRun tiny) => Directory.GetFiles(tiny.Output, "*.safetensors", SearchOption.AllDirectories);
}
