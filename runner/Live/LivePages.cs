using System.Collections.Concurrent;

namespace SeRes2Net.Runner.Live;

/// <summary>The pages of a folder and of those below it, one each, however many clients ask.</summary>
/// <param name="root">Full path of the folder.</param>
internal sealed class LivePages(string root)
{
    private readonly ConcurrentDictionary<string, LivePage> known = new(StringComparer.Ordinal);

    /// <summary>The page of a path of a request; null if there is no such folder within. Links are not followed.</summary>
    public LivePage? Find(string path)
    {
        if (!path.EndsWith('/') || RequestGuard.Segments(path) is not { } names)
            return null;
        var folder = root;
        foreach (var name in names)
        {
            folder = Path.Combine(folder, name);
            var found = new DirectoryInfo(folder);
            if (!found.Exists || found.Attributes.HasFlag(FileAttributes.ReparsePoint))
                return null;
        }
        // As its links are written, whatever this request looks like.
        string address = string.Concat(names.Select(name => $"{Uri.EscapeDataString(name)}/").Prepend("/"));
        return known.GetOrAdd(folder, new LivePage(folder, address));
    }
}
