using System.Diagnostics;

namespace SeRes2Net.Runner.Tests;

/// <summary><c>study --engine slurm</c> with stand-ins for Slurm's commands. <c>tests/slurm/run</c> does it with a real Slurm.</summary>
public sealed class SlurmEngineTests : IDisposable
{
    private readonly TinyRun tiny = new();

    public SlurmEngineTests()
    {
        tiny.Write("pair.yaml", """
            study: pair
            specs: [tiny.yaml, other.yaml]
            recipe: tiny
            data: shapes10
            seeds: [0, 1]
            """);
        tiny.Write("other.yaml", File.ReadAllText(Path.Combine(tiny.Folder, "tiny.yaml")).Replace("name: Tiny", "name: Other").Replace("out: 8,", "out: 12,"));
    }

    private string First => Path.Combine(tiny.Folder, "studies/pair/slurm/1");

    [NotOnWindowsFact("Windows has no Slurm.")]
    public void What_is_missing_and_not_queued_is_submitted_as_one_job_array()
    {
        WriteStandIns();
        var first = Submit("--jobs 3 --threads 2 --device cuda --time-limit 1-06:30:00 --sbatch '--partition=gpu --comment=\"a b\"'");
        tiny.Write("bin/squeue.lines", $"0 {First}/job.sh\n3 {First}/job.sh\n1 {tiny.Folder}/elsewhere/job.sh\nN/A (null)\n");
        var second = Submit("");
        tiny.Write("bin/squeue.lines", string.Concat(Enumerable.Range(0, 4).Select(index => $"{index} {First}/job.sh\n")));
        var third = Submit("--json");

        first.ExitCode.Should().Be(0, first.Errors);
        first.Output.Should().Contain("4 to train. ").And.Contain("Submitted as job 7: 4 tasks with 2 threads each on cuda, at most 3 at a time.")
            .And.Contain("runner study show pair.yaml");
        File.ReadAllLines(Path.Combine(First, "job.sh")).Where(line => line.StartsWith("#SBATCH", StringComparison.Ordinal)).Should().Equal(
            "#SBATCH --job-name=pair", $"#SBATCH '--chdir={tiny.Folder}'", $"#SBATCH '--output={First}/%a.log'", "#SBATCH --open-mode=append",
            "#SBATCH --array=0-3%3", "#SBATCH --ntasks=1", "#SBATCH --cpus-per-task=2", "#SBATCH --gres=gpu:1", "#SBATCH --time=30:30:00",
            "#SBATCH --requeue", "#SBATCH --signal=B:USR2@120");
        var commands = File.ReadAllLines(Path.Combine(First, "commands.txt"));
        commands.Should().HaveCount(4).And.OnlyHaveUniqueItems().And.OnlyContain(line => line.Contains(" --device cuda --threads 2 --resume auto --out runs/"));
        second.Output.Should().Contain("4 to train, of which 2 are queued already. ");
        File.ReadAllLines(Path.Combine(First, "../2/commands.txt")).Select(Run).Should().Equal(Run(commands[1]), Run(commands[2]));
        third.ExitCode.Should().Be(0, third.Errors);
        third.Output.Should().Contain("\"job\": null").And.Contain("\"runs\": []");
        File.ReadAllLines(Path.Combine(tiny.Folder, "bin/sbatch.calls")).Should().Equal(
            $"--parsable --partition=gpu --comment=a b {First}/job.sh", $"--parsable {First[..^1]}2/job.sh");
        Directory.GetFiles(Path.Combine(First, "recipes"), "tiny.yaml", SearchOption.AllDirectories)
            .Should().ContainSingle("a later submission with --set must not change the recipe of a queued task");
    }

    [NotOnWindowsFact("Windows has no Slurm.")]
    public void What_no_task_has_measured_is_named_once_all_runs_are_done()
    {
        WriteStandIns();
        tiny.Run("study", "pair.yaml", "--threads", "1").ExitCode.Should().Be(0);
        File.AppendAllText(Path.Combine(tiny.Folder, "pair.yaml"), "\nmeasure: [latency]\n");

        var result = Submit("");

        result.ExitCode.Should().Be(5, result.Errors);
        result.Output.Should().Contain("0 to train").And.Contain("Not measured yet: latency of 4 runs. On a machine that does nothing else: runner study pair.yaml\n");
        File.Exists(Path.Combine(tiny.Folder, "bin/sbatch.calls")).Should().BeFalse();
    }

    [NotOnWindowsFact("Windows has no Slurm.")]
    public void A_dry_run_and_a_refused_submission_leave_nothing_behind()
    {
        var before = Directory.GetFileSystemEntries(tiny.Folder);
        var missing = Bash("runner=$(command -v dotnet); PATH=/nowhere exec \"$runner\" \"$RUNNER\" study pair.yaml --engine slurm");
        WriteStandIns();
        var dry = Submit("--dry-run");
        tiny.Write("bin/sbatch", "#!/bin/sh\necho 'no such partition' >&2\nexit 1\n");
        var refused = Submit("");
        var stray = Submit("--engine local --time-limit 01:00:00", engine: "");

        missing.ExitCode.Should().Be(3);
        missing.Errors.Should().StartWith("sbatch was not found").And.MatchRegex("^[^\n]*\n$");
        dry.ExitCode.Should().Be(0, dry.Errors);
        dry.Output.Should().Contain($"sbatch --parsable '{First}/job.sh'").And.Contain("#SBATCH --array=0-3\n").And.Contain(" --out runs/tiny-tiny-shapes10-s0-")
            .And.EndWith("Nothing was written or submitted.\n");
        refused.ExitCode.Should().Be(3);
        refused.Errors.Should().Be("sbatch has failed: no such partition\n");
        stray.ExitCode.Should().Be(1);
        stray.Errors.Should().Be("--time-limit needs --engine slurm.\n");
        Directory.GetFileSystemEntries(tiny.Folder).Except(before).Select(Path.GetFileName).Should().BeEquivalentTo("bin", "studies");
        Directory.GetFileSystemEntries(Path.Combine(tiny.Folder, "studies/pair/slurm")).Select(Path.GetFileName).Should().Equal("submit.lock");
    }

    [NotOnWindowsFact("Windows has no Slurm.")]
    public void A_task_goes_back_to_the_queue_if_its_run_is_worth_resuming()
    {
        WriteStandIns();
        Submit("").ExitCode.Should().Be(0);

        Task("exit 0").Should().Be((0, 0));
        Task("exit 4").Should().Be((4, 0), "a run that has diverged does so again");
        Task("exit 6").Should().Be((0, 0), "another task trains it");
        Task("exit 75").Should().Be((75, 1));
        Task("kill -USR2 $PPID; trap 'exit 75' USR2; while :; do sleep 0.05; done").Should().Be((75, 1), "the script passes the signal on");
        Task("kill -TERM $PPID; trap 'exit 75' TERM; while :; do sleep 0.05; done").Should().Be((75, 0), "what Slurm takes away is Slurm's to start again");
        Enumerable.Range(0, 4).Select(_ => Task("kill -9 $$")).Should().Equal((137, 1), (137, 1), (137, 1), (137, 0));
        File.ReadAllLines(Path.Combine(tiny.Folder, "bin/scontrol.calls")).Should().OnlyContain(line => line == "requeue 7_1");
    }

    /// <inheritdoc/>
    public void Dispose() => tiny.Dispose();

    private static string Run(string command) => command[command.IndexOf(" --out ", StringComparison.Ordinal)..];

    private void WriteStandIns()
    {
        tiny.Write("bin/sbatch", "#!/bin/sh\necho \"$@\" >>\"$0.calls\"\necho '7;cluster'\n");
        tiny.Write("bin/squeue", "#!/bin/sh\n[ ! -e \"$0.lines\" ] || cat \"$0.lines\"\n");
        tiny.Write("bin/scontrol", "#!/bin/sh\necho \"$@\" >>\"$0.calls\"\n");
        Bash("chmod +x bin/*").ExitCode.Should().Be(0);
    }

    private RunnerResult Submit(string options, string engine = "--engine slurm") => Bash($"exec dotnet \"$RUNNER\" study pair.yaml {engine} {options}");

    /// <summary>Runs the batch script as the second task. Returns its exit code and how often it has put itself back into the queue.</summary>
    private (int ExitCode, int Requeued) Task(string command)
    {
        var calls = Path.Combine(tiny.Folder, "bin/scontrol.calls");
        int Calls() => File.Exists(calls) ? File.ReadAllLines(calls).Length : 0;
        var before = Calls();
        tiny.Write("run.sh", command);
        File.WriteAllText(Path.Combine(First, "commands.txt"), $"exit 1\nbash '{tiny.Folder}/run.sh'\n");
        var result = Bash($"SLURM_ARRAY_JOB_ID=7 SLURM_ARRAY_TASK_ID=1 exec bash '{First}/job.sh'");
        return (result.ExitCode, Calls() - before);
    }

    /// <summary>Runs a line of bash in the folder, with the stand-ins first on the path.</summary>
    private RunnerResult Bash(string line)
    {
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = tiny.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{tiny.Folder}/bin:{start.Environment["PATH"]}";
        start.Environment["RUNNER"] = RunnerProcess.Assembly;
        start.Environment["SERES2NET_DATA"] = "";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerResult(process.ExitCode, output, errors.Result);
    }
}
