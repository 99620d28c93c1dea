using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Lab.Claims;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Studies;

/// <summary>Files of claims on the disk, and what their checks say.</summary>
internal static class ClaimFiles
{
    /// <summary>Compiles files of claims with the networks that they name, and checks them.</summary>
    /// <param name="targets">Absolute paths.</param>
    /// <param name="files">What was read from disk; the targets and what they name are among it.</param>
    /// <param name="results">Runs to compare with.</param>
    /// <returns>One for each file of claims among the targets, in their order.</returns>
    /// <exception cref="CommandFailure">A file has errors (bad spec).</exception>
    public static IReadOnlyList<(ClaimsFile File, ClaimReport Report)> Check(
        IReadOnlyList<string> targets, IReadOnlyList<SourceFile> files, IReadOnlyList<StudyResults> results)
    {
        var named = files.Where(file => targets.Contains(file.Path)).SelectMany(SpecCompiler.References)
            .Where(path => files.Any(file => file.Path == path)).ToList();
        var compiled = SpecCompiler.Compile(files, [.. targets, .. named]);
        SpecLoader.ThrowErrors(compiled.Diagnostics);
        return
        [
            .. from target in targets
               from claims in compiled.Claims
               where claims.Path == target
               select (claims, ClaimChecker.Check(claims, compiled, results)),
        ];
    }
}
