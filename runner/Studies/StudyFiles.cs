using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Studies;

/// <summary>A study without errors, and what was read with it.</summary>
/// <param name="Study">The study.</param>
/// <param name="Recipes">Recipes within its reach.</param>
/// <param name="Files">Everything that was read from disk.</param>
internal sealed record StudyFiles(StudyFile Study, IReadOnlyList<RecipeFile> Recipes, IReadOnlyList<SourceFile> Files)
{
    /// <summary>Compiles a study's file. Warnings go to the error stream.</summary>
    /// <exception cref="CommandFailure">It does not exist (usage), has errors, or is no study (bad spec).</exception>
    public static StudyFiles Load(string path)
    {
        if (!File.Exists(path))
            throw new CommandFailure(ExitCode.Usage, $"{path}: no such {(Directory.Exists(path) ? "file; it is a folder" : "file")}.{Hint(path)}");
        var target = SpecFiles.Absolute(path);
        var files = SpecFiles.Gather([target]);
        var result = SpecCompiler.Compile(files, [target]);
        foreach (var warning in result.Diagnostics.Where(finding => finding.Severity == Severity.Warning))
            Console.Error.WriteLine(SpecFiles.Shown(warning.ToString()));
        SpecLoader.ThrowErrors(result.Diagnostics);
        var study = result.Studies.FirstOrDefault(study => study.Path == target)
            ?? throw new CommandFailure(ExitCode.BadSpec, $"{path} is no study: it has no 'study:'.{Hint(path)}");
        SpecLoader.ThrowErrors(SpecCompiler.Compile(files, study.Claims).Diagnostics);
        return new StudyFiles(study, result.Recipes, files);
    }

    /// <summary>Where this project keeps its studies.</summary>
    public static IEnumerable<string> Known() =>
        from place in new[] { "specs/studies", "specs/families" }
        where Directory.Exists(place)
        from file in Directory.EnumerateFiles(place, "*.yaml").Order(StringComparer.Ordinal)
        select file.Replace('\\', '/');

    private static string Hint(string path) => Suggestion.OrList(path, Known());
}
