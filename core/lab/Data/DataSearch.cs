namespace SeRes2Net.Lab.Data;

/// <summary>Where data sets are looked for when no folder is named.</summary>
/// <param name="Directories">Folders; the first that has the files wins.</param>
/// <param name="DownloadTo">Folder that a download goes to.</param>
/// <param name="Download">Whether a download may be tried.</param>
public sealed record DataSearch(IReadOnlyList<string> Directories, string DownloadTo, bool Download = true)
{
    /// <summary><c>SERES2NET_DATA</c>, <c>./data</c>, the user's cache folder; a download goes to the first or the last of them.</summary>
    public static DataSearch Default
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable("SERES2NET_DATA");
            string cache = CacheDirectory();
            return string.IsNullOrEmpty(named)
                ? new DataSearch(["data", cache], cache)
                : new DataSearch([named, "data", cache], named);
        }
    }

    /// <summary>The user's cache folder of this program.</summary>
    public static string CacheDirectory()
    {
        string? xdg = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!string.IsNullOrEmpty(xdg))
            return Path.Combine(xdg, "seres2net");
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "seres2net");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(home.Length > 0 ? home : Path.GetTempPath(), ".cache", "seres2net");
    }
}
