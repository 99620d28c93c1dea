using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Runner.Specs;

/// <summary>Compiles one architecture from disk for a command.</summary>
public static class SpecLoader
{
    /// <summary>Compiles the architecture of a file. Warnings go to the error stream.</summary>
    /// <param name="path">Path of the architecture file, as the user wrote it.</param>
    /// <param name="alsoRead">Further files for the compiler, e.g. a recipe named by its path.</param>
    /// <exception cref="CommandFailure">The file does not exist (usage), or has errors (bad spec): the message lists them all.</exception>
    public static LoadedSpec Load(string path, params string[] alsoRead)
    {
        if (Directory.Exists(path))
            throw new CommandFailure(ExitCode.Usage, $"{path} is a folder; name one architecture file.{Inside(path)}");
        if (!File.Exists(path))
            throw new CommandFailure(ExitCode.Usage, $"{path}: no such file.{Suggested(path)}");
        var target = SpecFiles.Absolute(path);
        var files = SpecFiles.Gather([target, .. alsoRead]);
        var result = SpecCompiler.Compile(files, [target, .. alsoRead.Select(SpecFiles.Absolute)]);
        foreach (var warning in result.Diagnostics.Where(d => d.Severity == Severity.Warning))
            Console.Error.WriteLine(SpecFiles.Shown(warning.ToString()));
        ThrowErrors(result.Diagnostics);
        if (result.Studies.FirstOrDefault(study => study.Path == target) is { } study)
        {
            throw new CommandFailure(ExitCode.BadSpec,
                $"{path} is a study, not an architecture; name one of those it compares: {Few(study.Specs.Select(SpecFiles.Shown))}.");
        }
        var spec = result.Specs.FirstOrDefault(spec => spec.Path == target)
            ?? throw new CommandFailure(ExitCode.BadSpec, $"{path} describes no architecture: it has no 'name:'.");
        return new LoadedSpec(path, spec, result.Recipes, files);
    }

    /// <summary>Ends the command if any finding is an error.</summary>
    /// <exception cref="CommandFailure">One is (bad spec): the message lists all of them.</exception>
    public static void ThrowErrors(IEnumerable<Diagnostic> findings)
    {
        var errors = findings.Where(finding => finding.Severity == Severity.Error).Select(error => SpecFiles.Shown(error.ToString())).ToList();
        if (errors.Count > 0)
            throw new CommandFailure(ExitCode.BadSpec, string.Join('\n', errors));
    }

    private static string Inside(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.yaml").Where(RegularFile.Is)
            .Select(file => file.Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        return files.Count == 0 ? "" : $" There: {Few(files)}.";
    }

    private static string Few(IEnumerable<string> files)
    {
        var all = files.ToList();
        return string.Join(", ", all.Take(3)) + (all.Count > 3 ? $" and {all.Count - 3} more" : "");
    }

    private static string Suggested(string path)
    {
        var yaml = Path.ChangeExtension(path, ".yaml");
        string[] candidates = [yaml, path + ".yaml", Path.Combine("specs", path), Path.Combine("specs", path + ".yaml"), Path.Combine("specs", yaml)];
        if (candidates.FirstOrDefault(File.Exists) is { } other)
            return $" Did you mean {other.Replace('\\', '/')}?";
        string[] folders = [Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", "specs"];
        var known = folders.Distinct().Where(Directory.Exists)
            .SelectMany(place => Directory.EnumerateFiles(place, "*.yaml")).Select(file => file.Replace('\\', '/')).ToList();
        var nearest = Suggestion.Nearest(Path.GetFileNameWithoutExtension(path), known.Select(file => Path.GetFileNameWithoutExtension(file)!));
        return nearest is not null ? $" Did you mean {known.First(file => Path.GetFileNameWithoutExtension(file) == nearest)}?"
            : Directory.Exists("specs") ? " 'list' shows the specs there are." : "";
    }
}

/// <summary>An architecture without errors, and the recipes within reach.</summary>
/// <param name="Path">The file as the user wrote it.</param>
/// <param name="Spec">The compiled architecture.</param>
/// <param name="Recipes">Recipes without errors, on disk and embedded in the compiler.</param>
/// <param name="Files">Everything that was read from disk.</param>
public sealed record LoadedSpec(string Path, CompiledSpec Spec, IReadOnlyList<RecipeFile> Recipes, IReadOnlyList<SourceFile> Files);
