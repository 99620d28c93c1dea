using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Commands;
using SeRes2Net.Runner.Reports;

namespace SeRes2Net.Runner.Live;

/// <summary>A page as it was made last.</summary>
/// <param name="Version">Changes whenever the runs have changed.</param>
/// <param name="Html">The page.</param>
internal sealed record PageState(string Version, string Html);

/// <summary>The page of the runs below a folder. It is made again when they have changed, and for all clients at once.</summary>
/// <param name="folder">Full path.</param>
/// <param name="address">Path of its address; ends with a slash.</param>
internal sealed class LivePage(string folder, string address)
{
    /// <summary>How long a page is served without a look at the runs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim gate = new(1);
    private PageState? state;
    private DateTime looked;

    /// <summary>The page, at most <see cref="Patience"/> old.</summary>
    public async Task<PageState> Read(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (state is { } recent && DateTime.UtcNow - looked < Patience)
                return recent;
            string version = Version();
            if (state?.Version != version)
                state = new PageState(version, Write(version));
            looked = DateTime.UtcNow;
            return state;
        }
        finally
        {
            gate.Release();
        }
    }

    // Number of the files that the page is made from, and their times: all of them, since the latest may be of a clock that is ahead.
    private string Version()
    {
        string[] names = [RunDirectory.RecordName, RunDirectory.MetricsName, RunReports.ConfusionName];
        var below = new EnumerationOptions { IgnoreInaccessible = true, RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var times = names.SelectMany(name => new DirectoryInfo(folder).EnumerateFiles(name, below)).Select(file => file.LastWriteTimeUtc.Ticks).ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{times.Count}-{times.Aggregate(0UL, (sum, ticks) => unchecked(sum + (ulong)ticks))}");
    }

    private string Write(string version)
    {
        var found = FileErrors.CanBeRead(folder) ? RunSearch.In(folder).ToList() : [];
        var live = new LiveView($"{LiveServer.ScriptAddress}?since={version}", Links())
        {
            Problems = [.. found.Where(run => run.Run is null).Select(run => run.Problem!)],
        };
        var runs = found.Select(run => run.Run).OfType<RunFolder>().ToList();
        if (runs.Count == 0)
            return HtmlReport.WriteEmpty(Path.GetFileName(folder), live, "No run has begun here.");
        try
        {
            return HtmlReport.Write(ReportBuilder.Of(RunGroups.FromRuns(runs) with { Name = Path.GetFileName(folder) }), live);
        }
        catch (CheckpointException damaged)
        {
            return HtmlReport.WriteEmpty(Path.GetFileName(folder), live with { Problems = [.. live.Problems, damaged.Message] },
                "The runs are shown as soon as this can be read.");
        }
    }

    private IReadOnlyList<PageLink> Links()
    {
        var names = new DirectoryInfo(folder).EnumerateDirectories("*", new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(inside => RequestGuard.IsPlain(inside.Name) && !RunFolder.Is(inside.FullName)).Select(inside => inside.Name).Order(StringComparer.Ordinal)
            .Select(name => new PageLink(name, $"{address}{Uri.EscapeDataString(name)}/"));
        return address == "/" ? [.. names] : [new PageLink("all runs", "/"), .. names];
    }
}
