using SeRes2Net.Lab.Runs;

namespace SeRes2Net.Runner.Tests;

/// <summary><c>study</c>: it trains what is missing, whatever happens to it.</summary>
public sealed class StudyTests : IDisposable
{
    private const int Kill = 9;

    private readonly TinyRun tiny = new();

    public StudyTests()
    {
        tiny.WriteRecipe("slow", epochs: 10, learningRate: "0.01");
        tiny.Write("study.yaml", """
            study: study
            specs: [tiny.yaml, other.yaml]
            recipe: tiny
            data: shapes10
            claims: [paper.yaml]
            seeds: [0, 1]
            """);
        tiny.Write("paper.yaml", """
            claims: paper
            report: A paper
            tables:
              - table: Results
                rows:
                  - { row: Small, spec: tiny.yaml, parameters: 2.00M, error: 12.3 }
                  - { row: Elsewhere, spec: third.yaml, parameters: 1 }
            """);
        var text = File.ReadAllText(Path.Combine(tiny.Folder, "tiny.yaml"));
        tiny.Write("other.yaml", text.Replace("name: Tiny", "name: Other").Replace("out: 8,", "out: 12,"));
        tiny.Write("third.yaml", text.Replace("name: Tiny", "name: Third").Replace("out: 8,", "out: 16,"));
    }

    [Fact]
    public void A_study_trains_what_is_missing_and_nothing_twice()
    {
        var first = Study("runs", "--jobs", "2");
        var seed1 = Directory.GetDirectories(Path.Combine(tiny.Folder, "runs"), "*-s1-*").Order().First();
        var before = Directory.GetDirectories(Path.Combine(tiny.Folder, "runs")).ToDictionary(path => path, Started);
        Directory.Delete(seed1, recursive: true);
        var incomplete = tiny.Run("study", "show", "study.yaml");
        var second = Study("runs");

        first.ExitCode.Should().Be(0, first.Errors);
        first.Output.Should().Contain("[4/4] ");
        incomplete.ExitCode.Should().Be(5, incomplete.Errors);
        incomplete.Output.Should().Contain("seed 1: has not begun");
        second.ExitCode.Should().Be(0, second.Errors);
        Table(second).Should().Be(Table(first), "a run is the same each time");
        var report = File.ReadAllText(Path.Combine(tiny.Folder, "runs-report", "report.md"));
        report.Should().Contain("Published by A paper.").And.MatchRegex(@"Small: parameters \| 2\.00M \| contradicts \| Tiny has [0-9,]+ parameters");
        report.Should().MatchRegex(@"Small: error \| 12\.3 % \| cannot be checked \| Measured .* in 2 runs with another protocol, tiny on shapes10");
        report.Should().NotContain("Elsewhere", "the study has no such network");
        foreach (var (path, started) in before)
            (Started(path) == started).Should().Be(path != seed1, "only what was missing is trained");
    }

    [NotOnWindowsFact("Windows has no signals to send.")]
    public void A_study_that_is_killed_again_and_again_ends_with_the_same_table()
    {
        // SERES2NET_KILLS=20: the long version.
        var kills = int.Parse(Environment.GetEnvironmentVariable("SERES2NET_KILLS") ?? "1");
        tiny.WriteRecipe("slow", epochs: 10 * kills, learningRate: "0.01");
        Change("recipe: tiny", "recipe: slow");
        if (kills == 1)
            Change("seeds: [0, 1]", "seeds: [0]");
        var whole = Study("whole");
        whole.ExitCode.Should().Be(0, whole.Errors);
        var random = new Random(1);

        for (; kills > 0; kills--)
        {
            using var running = tiny.Start(Arguments("killed"));
            running.Process.WaitForExit(random.Next(500, 5000));
            if (!running.Process.HasExited)
                running.Signal(Kill);
            running.Wait();
        }
        var last = Study("killed");

        last.ExitCode.Should().Be(0, last.Errors);
        Table(last).Should().Be(Table(whole));
        foreach (var path in Directory.GetDirectories(Path.Combine(tiny.Folder, "whole")))
        {
            foreach (var name in new[] { "metrics.jsonl", "predictions.csv", "last.safetensors" })
                File.ReadAllBytes(Path.Combine(tiny.Folder, "killed", Path.GetFileName(path), name)).Should().Equal(File.ReadAllBytes(Path.Combine(path, name)), name);
        }
    }

    [Fact]
    public void Two_processes_on_one_study_share_its_runs()
    {
        Change("recipe: tiny", "recipe: slow");
        Change("seeds: [0, 1]", "seeds: [0]");
        using var one = tiny.Start(Arguments("runs"));
        using var other = tiny.Start(Arguments("runs"));
        RunnerResult[] results = [one.Wait(), other.Wait()];

        results.Should().OnlyContain(result => result.ExitCode == 0);
        Table(results[0]).Should().Be(Table(results[1]));
        var runs = Directory.GetDirectories(Path.Combine(tiny.Folder, "runs")).Select(RunFolder.Read).ToList();
        runs.Should().HaveCount(2).And.OnlyContain(run => run.Record.Resumed.Count == 0, "no run was begun twice");
    }

    [Fact]
    public void A_run_that_fails_is_named_and_the_others_go_on()
    {
        tiny.WriteRecipe("tiny", epochs: 2, learningRate: "1000000");
        Change("seeds: [0, 1]", "seeds: [0]");

        var result = Study("runs");

        result.ExitCode.Should().Be(5, result.Errors);
        result.Output.Should().Contain("Tiny, seed 0: diverged").And.Contain("Other, seed 0: diverged");
    }

    [Fact]
    public void A_run_of_a_spec_that_has_changed_does_not_pass_for_the_one_its_folder_is_named_after()
    {
        using var folder = new TemporaryFolder();
        var planned = tiny.Run("study", "plan", "study.yaml", "--runs", "runs").Output.Split('\n')[0].Split(' ')[^1];
        WrittenRun.Add(folder, planned, "Tiny", seed: 0, [0.5], "completed");

        var result = tiny.Run("study", "show", "study.yaml", "--runs", folder.File("runs"));

        result.ExitCode.Should().Be(5, result.Errors);
        result.Output.Should().Contain("Tiny, seed 0: its spec, recipe or data was another when it was trained");
    }

    [Fact]
    public void A_plan_is_a_command_for_each_missing_run()
    {
        var plan = tiny.Run("study", "plan", "study.yaml", "--threads", "1");

        plan.ExitCode.Should().Be(0, plan.Errors);
        var lines = plan.Output.TrimEnd().Split('\n');
        lines.Should().HaveCount(4).And.OnlyContain(line => line.Contains("runner.dll --spec ") && line.Contains(" --resume auto --out runs/"));
        lines.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Recipes_that_a_change_tells_apart_have_files_of_their_own()
    {
        string Recipe(params string[] more)
        {
            var plan = tiny.Run(["study", "plan", "study.yaml", .. more]);
            plan.ExitCode.Should().Be(0, plan.Errors);
            var words = plan.Output.Split('\n')[0].Split(' ');
            return Path.Combine(tiny.Folder, words[Array.IndexOf(words, "--recipe") + 1]);
        }

        var plain = Recipe();
        var text = File.ReadAllText(plain);

        File.ReadAllText(Recipe("--set", "epochs=7")).Should().Be(text.Replace("epochs: 2", "epochs: 7")).And.NotBe(text);
        File.ReadAllText(plain).Should().Be(text, "another process may train by it");
    }

    [Fact]
    public void A_network_that_does_not_fit_the_data_is_named()
    {
        tiny.Write("other.yaml", File.ReadAllText(Path.Combine(tiny.Folder, "other.yaml")).Replace("classes: 10", "classes: 100"));

        var result = Study("runs");

        result.ExitCode.Should().Be(3, result.Output);
        result.Errors.Should().Contain("other.yaml has 100 classes, but shapes10 has 10.").And.NotContain("unexpected");
    }

    [Fact]
    public void Claims_with_errors_are_found_before_anything_is_trained()
    {
        tiny.Write("paper.yaml", "claims: paper\nreport: A paper\ntables: [{ table: T, rows: [{ row: A, spec: nowhere.yaml, error: 3 }] }]\n");

        var result = Study("runs");

        result.ExitCode.Should().Be(2, result.Output);
        result.Errors.Should().StartWith("paper.yaml(3,45): error SR0026: There is no file 'nowhere.yaml' to count.");
        Directory.Exists(Path.Combine(tiny.Folder, "runs")).Should().BeFalse();
    }

    [Theory]
    [InlineData("tiny.yaml", 2, "is no study")]
    [InlineData("nowhere.yaml", 1, "no such file")]
    public void What_is_no_study_is_refused(string file, int code, string message)
    {
        var result = tiny.Run("study", file);

        result.ExitCode.Should().Be(code);
        result.Errors.Should().Contain(message);
    }

    /// <inheritdoc/>
    public void Dispose() => tiny.Dispose();

    private void Change(string before, string after) =>
        tiny.Write("study.yaml", File.ReadAllText(Path.Combine(tiny.Folder, "study.yaml")).Replace(before, after));

    private string[] Arguments(string runs) => ["study", "study.yaml", "--threads", "1", "--runs", runs, "--out", $"{runs}-report"];

    private RunnerResult Study(string runs, params string[] more) => tiny.Run([.. Arguments(runs), .. more]);

    private static string Table(RunnerResult result) => result.Output[result.Output.IndexOf("\nnetwork ", StringComparison.Ordinal)..result.Output.IndexOf("\nReport: ", StringComparison.Ordinal)];

    private static DateTimeOffset Started(string path) => Directory.Exists(path) ? RunFolder.Read(path).Record.Started : default;
}
