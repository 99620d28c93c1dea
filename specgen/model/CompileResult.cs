using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler;

/// <summary>What came out of a set of files.</summary>
/// <param name="Specs">Architectures without errors, in order of their paths.</param>
/// <param name="Recipes">Recipes among the files without errors, then those of the library that no file replaces.</param>
/// <param name="Studies">Studies among the targets without errors, in order of their paths. That their specs are architectures was
/// checked; whether these have errors is known where they are targets too.</param>
/// <param name="Diagnostics">Everything found, in order of file and position.</param>
public sealed record CompileResult(
    IReadOnlyList<CompiledSpec> Specs,
    IReadOnlyList<RecipeFile> Recipes,
    IReadOnlyList<StudyFile> Studies,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>Files of claims among the targets without errors, in order of their paths.</summary>
    public IReadOnlyList<ClaimsFile> Claims { get; init; } = [];
}

/// <summary>A recipe and where it stands.</summary>
/// <param name="Path">Its file; <c>library/recipes/NAME.yaml</c> for one that is embedded in the compiler.</param>
/// <param name="Recipe">The recipe.</param>
public sealed record RecipeFile(string Path, Recipe Recipe);

/// <summary>A study and where it stands.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Study">The study.</param>
public sealed record StudyFile(string Path, Study Study)
{
    /// <summary>Paths of the architectures, as the host named them; in the order of the study.</summary>
    public IReadOnlyList<string> Specs => Study.Specs.Select(Resolved).ToList();

    /// <summary>The one of <see cref="Specs"/> that the others are compared with.</summary>
    public string Baseline => Resolved(Study.Baseline);

    /// <summary>Paths of the files of claims, as the host named them.</summary>
    public IReadOnlyList<string> Claims => Study.Claims.Select(Resolved).ToList();

    private string Resolved(string relative) => Paths.Combine(Paths.Folder(Path), relative);
}

/// <summary>Claims and where they stand.</summary>
/// <param name="Path">Their file.</param>
/// <param name="Claims">The claims.</param>
public sealed record ClaimsFile(string Path, ClaimSet Claims)
{
    /// <summary>The path of a row's architecture, as the host named it; null where the row names none.</summary>
    public string? SpecOf(ClaimRow row) => row.Spec is null ? null : Paths.Combine(Paths.Folder(Path), row.Spec);
}
