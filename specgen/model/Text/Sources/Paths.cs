namespace SeRes2Net.Compiler.Text.Sources;

/// <summary>Paths with forward slashes, as text: the compiler never touches the disk.</summary>
internal static class Paths
{
    /// <summary>The folder of a file, without the last slash; empty where the path has none.</summary>
    public static string Folder(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? "" : path.Substring(0, slash);
    }

    /// <summary>A file's name without its folder.</summary>
    public static string Name(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>Whether one file may name another like this: the path of a <c>.yaml</c> file, relative to its own.</summary>
    /// <remarks>What a stranger's file names must not lead anywhere else on the machine: hosts read only what passes here.</remarks>
    public static bool IsRelative(string path) =>
        path.EndsWith(".yaml", StringComparison.Ordinal) && path[0] != '/' && path.IndexOf('\\') < 0 && path.IndexOf(':') < 0;

    /// <summary>A path relative to a folder, with <c>.</c> and <c>..</c> resolved.</summary>
    public static string Combine(string folder, string relative)
    {
        var whole = relative.StartsWith("/", StringComparison.Ordinal) || folder.Length == 0 ? relative : folder + "/" + relative;
        var parts = new List<string>();
        foreach (var part in whole.Split('/'))
        {
            var previous = parts.Count == 0 ? null : parts[parts.Count - 1];
            if (part == "." || (part.Length == 0 && parts.Count > 0))
                continue;
            if (part == ".." && previous is not (null or ".." or ""))
                parts.RemoveAt(parts.Count - 1);
            else
                parts.Add(part);
        }
        return string.Join("/", parts);
    }

    /// <summary>The folder of a file and its parents, up to one called <c>specs</c>; just its own folder if none is.</summary>
    public static IReadOnlyList<string> Upwards(string path)
    {
        var folders = new List<string> { Folder(path) };
        for (var folder = folders[0]; ; folder = Folder(folder))
        {
            if (folder != folders[folders.Count - 1])
                folders.Add(folder);
            if (folder == "specs" || folder.EndsWith("/specs", StringComparison.Ordinal))
                return folders;
            if (folder.IndexOf('/') < 0)
                return [folders[0]];
        }
    }
}
