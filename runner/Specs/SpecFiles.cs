using System.Text;
using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Runner.Specs;

/// <summary>
/// Reads from disk whatever the compiler may need for some specs: the files themselves, those they extend or study, and the
/// definitions and recipes in their folder and its parents, up to one named specs. Paths are absolute with forward slashes;
/// <see cref="Shown"/> turns them into what the user would write.
/// </summary>
public static class SpecFiles
{
    private static readonly string[] DefinitionFolders = ["blocks", "gates", "recipes"];

    // The specs folder beside the solution that this program was built in; null far from one.
    private static readonly Lazy<string?> LibrarySource = new(() =>
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "SeRes2Net.sln")))
                return Absolute(Path.Combine(folder, "specs"));
        }
        return null;
    });

    /// <summary>A spec may hold 256 KB; of a longer file we read just enough for the compiler to see that it is too long.</summary>
    private const int MaximumBytes = 1 << 20;

    /// <summary>Reads the targets and everything they may refer to.</summary>
    /// <param name="targets">Paths of existing files.</param>
    /// <param name="unreadable">Called with each target that cannot be read, and the reason; if null, the first one ends the
    /// command.</param>
    /// <exception cref="CommandFailure">A target cannot be read.</exception>
    public static IReadOnlyList<SourceFile> Gather(IEnumerable<string> targets, Action<string, string>? unreadable = null)
    {
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        var open = new Queue<string>();
        foreach (var target in targets.Select(Absolute))
        {
            if (TryAdd(files, target, out var reason))
                open.Enqueue(target);
            else if (unreadable is not null)
                unreadable(target, reason);
            else
                throw new CommandFailure(ExitCode.Usage, $"{Shown(target)} cannot be read: {reason}");
        }
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryDequeue(out var path))
        {
            // If this cannot be read, the compiler reports it at the line that refers to it.
            if (!visited.Add(path) || !TryAdd(files, path, out _))
                continue;
            foreach (var folder in Levels(Path.GetDirectoryName(path)!).Where(folders.Add))
                AddFolder(files, folder);
            foreach (var next in SpecCompiler.References(files[path]))
                open.Enqueue(next);
        }
        return [.. files.Values];
    }

    /// <summary>Reads the definitions and recipes that a spec in a folder may refer to, and the other specs there.</summary>
    public static IReadOnlyList<SourceFile> InReachOf(string folder)
    {
        var files = new SortedDictionary<string, SourceFile>(StringComparer.Ordinal);
        foreach (var level in Levels(Absolute(folder).TrimEnd('/')))
            AddFolder(files, level);
        return [.. files.Values];
    }

    /// <summary>A path as the compiler gets it: absolute, with forward slashes.</summary>
    public static string Absolute(string path) => Path.GetFullPath(path).Replace('\\', '/');

    /// <summary>Text with the current folder removed from the paths in it, so that they read as the user would write them.</summary>
    public static string Shown(string text) =>
        Absolute(".").TrimEnd('/') is { Length: > 1 } here ? text.Replace(here + "/", "", StringComparison.Ordinal) : text;

    /// <summary>The folder and its parents up to one named <c>specs</c>; only the folder itself if there is no such parent.</summary>
    private static List<string> Levels(string folder)
    {
        var levels = new List<string>();
        for (var level = folder; level is not null; level = Path.GetDirectoryName(level))
        {
            levels.Add(level);
            if (Path.GetFileName(level) == "specs")
                return levels;
        }
        return [folder];
    }

    private static void AddFolder(SortedDictionary<string, SourceFile> files, string folder)
    {
        // A neighbour that cannot be read counts as absent; the compiler reports it if anything refers to it.
        foreach (var path in Entries(folder))
            TryAdd(files, path, out _);
        foreach (var path in DefinitionFolders.SelectMany(name => Entries(Path.Combine(folder, name))))
        {
            // An unreadable definition still hides the one of its name that ships: using that one silently would be wrong.
            if (!TryAdd(files, path, out var reason))
                files[path] = new SourceFile(path, "") { Unreadable = reason };
            if (folder == LibrarySource.Value)
                files[path] = files[path] with { IsLibrarySource = true };
        }

        static IEnumerable<string> Entries(string place)
        {
            try
            {
                return Directory.Exists(place) ? [.. Directory.EnumerateFileSystemEntries(place, "*.yaml").Select(Absolute)] : [];
            }
            catch (UnauthorizedAccessException error)
            {
                throw new CommandFailure(ExitCode.Missing, $"{Shown(place)} cannot be read: {error.Message}");
            }
        }
    }

    private static bool TryAdd(SortedDictionary<string, SourceFile> files, string path, out string reason)
    {
        reason = "";
        if (files.ContainsKey(path))
            return true;
        try
        {
            if (!RegularFile.Is(path))
            {
                reason = "it is not a regular file.";
                return false;
            }
            using var stream = File.OpenRead(path);
            var bytes = new byte[(int)Math.Min(stream.Length, MaximumBytes)];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            // UTF-8 only: the encoding is not guessed from the first bytes.
            var text = Encoding.UTF8.GetString(bytes, 0, count);
            files.Add(path, new SourceFile(path, text.TrimStart('\uFEFF')));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            reason = error.Message;
            return false;
        }
    }
}
