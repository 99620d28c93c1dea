using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class DryRunTests
{
    [Fact]
    public void It_says_what_the_run_would_do_and_leaves_nothing_behind()
    {
        using var tiny = new TinyRun();
        var before = Directory.GetFileSystemEntries(tiny.Folder);

        var result = tiny.Run([.. tiny.Arguments(), "--dry-run"]);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("2 epochs of 2 steps, batch 64").And.Contain("learning rate  0.001 to 0.01 over 4 steps")
            .And.MatchRegex("\ntime +about .* img/s").And.MatchRegex("\nmemory +[0-9]+ MiB").And.MatchRegex("\ndisk +[0-9.]+ MiB").And.EndWith("Nothing was written.\n");
        Directory.GetFileSystemEntries(tiny.Folder).Should().Equal(before);
    }

    [Fact]
    public void The_disk_is_what_a_run_needs()
    {
        using var tiny = new TinyRun();

        var result = tiny.Run([.. tiny.Arguments(), "--dry-run", "--json"]);
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        var used = Directory.GetFiles(tiny.Output, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        json.RootElement.GetProperty("disk_bytes").GetInt64().Should().BeInRange((long)(0.95 * used), (long)(1.2 * used));
        json.RootElement.GetProperty("seconds").GetDouble().Should().BePositive();
    }
}
