using System.Diagnostics;
using System.Text.Json;

namespace SeRes2Net.Tests.Shared;

/// <summary>What Chromium and axe-core find wrong with a page: see tests/pages/check.mjs.</summary>
/// <param name="Errors">What the browser reports.</param>
/// <param name="Violations">What axe-core finds, light and dark.</param>
/// <param name="IsTooWide">Whether the page is wider than the window.</param>
/// <param name="Shown">Whether the page came to show the text that was waited for.</param>
internal sealed record PageCheck(IReadOnlyList<string> Errors, IReadOnlyList<string> Violations, bool IsTooWide, bool Shown)
{
    private static readonly string Home = Path.Combine(Repository.Root, "tests", "pages");
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Why pages cannot be checked; null if they can.</summary>
    public static string? Problem { get; } =
        Program("chromium") is null ? "There is no Chromium (Debian: chromium)."
        : Program("node") is null ? "There is no Node.js."
        : !File.Exists(Path.Combine(Home, "node_modules", "axe-core", "axe.min.js")) ? "axe-core is not installed (npm ci in tests/pages)."
        : null;

    /// <summary>Opens a page and looks for errors.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="text">What it has to show by itself; null: nothing.</param>
    /// <param name="opened">What to do once it is open, if it has to show a text.</param>
    public static PageCheck Of(string address, string? text = null, Action? opened = null)
    {
        var start = new ProcessStartInfo("node", ["check.mjs", Program("chromium")!, address, .. text is null ? Array.Empty<string>() : [text]])
        {
            WorkingDirectory = Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        if (text is not null && node.StandardOutput.ReadLine() == "open")
            opened?.Invoke();
        var found = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0
            ? JsonSerializer.Deserialize<PageCheck>(found, Options)!
            : throw new InvalidOperationException($"check.mjs failed: {errors.Result}");
    }

    private static string? Program(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}

/// <summary>A test that opens a page in a browser; without one it is skipped and says why.</summary>
public sealed class PageFactAttribute : FactAttribute
{
    public PageFactAttribute() => Skip = PageCheck.Problem;
}
