using SeRes2Net.Runner.Live;

namespace SeRes2Net.Runner.Tests;

/// <summary>The pages that <c>watch</c> serves, without the server.</summary>
public sealed class LivePagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LivePages pages;

    public LivePagesTests() => pages = new LivePages(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Links_lead_to_pages_that_there_are_whatever_the_first_request_looked_like()
    {
        Directory.CreateDirectory(folder.File("a/b c"));
        Directory.CreateDirectory(folder.File("a/50%"));

        var html = (await pages.Find("/a//")!.Read(default)).Html;

        html.Should().Contain("href=\"/a/b%20c/\"").And.NotContain("50%");
        pages.Find("/a/b%20c/").Should().NotBeNull();
    }

    [Fact]
    public async Task A_change_is_seen_though_another_file_is_of_a_clock_that_is_ahead()
    {
        WrittenRun.Add(folder, "a", "Net", 0, [0.5], "completed");
        WrittenRun.Add(folder, "b", "Net", 1, [0.5]);
        File.SetLastWriteTimeUtc(folder.File("a/run.json"), DateTime.UtcNow.AddDays(1));
        var page = pages.Find("/")!;
        var before = await page.Read(default);

        File.SetLastWriteTimeUtc(folder.File("b/metrics.jsonl"), DateTime.UtcNow.AddSeconds(-30));
        await Task.Delay(LivePage.Patience + TimeSpan.FromMilliseconds(100));

        (await page.Read(default)).Version.Should().NotBe(before.Version);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_the_runs_are_not_denied()
    {
        WrittenRun.Add(folder, "a", "Net", 0, [0.5], "completed");
        folder.Write("a/predictions.csv", "half a li");

        var html = (await pages.Find("/")!.Read(default)).Html;

        html.Should().Contain("predictions.csv").And.Contain("The runs are shown as soon as this can be read.").And.NotContain("No run has begun");
    }
}
