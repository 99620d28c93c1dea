using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeRes2Net.Runner.Tests;

public partial class InterruptionTests
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>How often a run is killed; SERES2NET_KILLS=20 for the long version.</summary>
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("SERES2NET_KILLS"), out var kills) ? kills : 4;

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public void The_first_signal_finishes_the_step_and_saves(int signal)
    {
        if (OperatingSystem.IsWindows())
            return; // there are no signals to send
        using var tiny = new TinyRun();
        tiny.WriteRecipe("endless", epochs: 100_000, learningRate: "0.001");
        using var runner = tiny.Start(tiny.Arguments(recipe: "endless"));
        runner.WaitForOutput("epoch      2/100000");

        Kill(runner.Process.Id, signal).Should().Be(0);
        var result = runner.Wait();

        result.ExitCode.Should().Be(130, result.Errors);
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

    private static string[] CheckpointsOf(TinyRun tiny) => Directory.GetFiles(tiny.Output, "*.safetensors", SearchOption.AllDirectories);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
