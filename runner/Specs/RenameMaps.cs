using SeRes2Net.Compiler.Documents.Renames;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Runner.Specs;

/// <summary>Rename maps, named on the command line.</summary>
internal static class RenameMaps
{
    /// <summary>The map of a file, or one that came with the compiler.</summary>
    /// <exception cref="CommandFailure">It does not exist (usage), or has errors (bad spec).</exception>
    public static RenameMap Load(string nameOrFile)
    {
        var map = RenameMap.Read(Source(nameOrFile), out var findings);
        SpecLoader.ThrowErrors(findings);
        return map!;
    }

    private static SourceFile Source(string nameOrFile)
    {
        if (RenameMap.Shipped.Contains(nameOrFile))
            return RenameMap.Embedded(nameOrFile);
        if (!File.Exists(nameOrFile))
        {
            throw new CommandFailure(ExitCode.Usage,
                $"{nameOrFile}: neither a file nor one of the rename maps that ship: {string.Join(", ", RenameMap.Shipped)}.");
        }
        try
        {
            return new SourceFile(SpecFiles.Absolute(nameOrFile), File.ReadAllText(nameOrFile));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Usage, $"{nameOrFile} cannot be read: {error.Message}");
        }
    }
}
