using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Documents.Renames;

/// <summary>How another library names the tensors of a network: one ordered list of rules, read in both directions.</summary>
public sealed class RenameMap
{
    private const string EmbeddedRoot = "renames/";

    private readonly IReadOnlyList<(NamePattern Ours, NamePattern Theirs)> rules;
    private readonly IReadOnlyList<NamePattern> optional, ignored;

    internal RenameMap(
        string name,
        string summary,
        IReadOnlyList<(NamePattern Ours, NamePattern Theirs)> rules,
        IReadOnlyList<NamePattern> optional,
        IReadOnlyList<NamePattern> ignored)
    {
        (Name, Summary, this.rules, this.optional, this.ignored) = (name, summary, rules, optional, ignored);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it is for.</summary>
    public string Summary { get; }

    /// <summary>Names of the maps that travel inside the compiler.</summary>
    public static IReadOnlyList<string> Shipped { get; } = typeof(RenameMap).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(EmbeddedRoot, StringComparison.Ordinal))
        .Select(name => name.Substring(EmbeddedRoot.Length, name.Length - EmbeddedRoot.Length - ".yaml".Length))
        .OrderBy(name => name, StringComparer.Ordinal)
        .ToList();

    /// <summary>The text of a map that travels inside the compiler.</summary>
    public static SourceFile Embedded(string name)
    {
        using var reader = new StreamReader(typeof(RenameMap).Assembly.GetManifestResourceStream($"{EmbeddedRoot}{name}.yaml")!);
        return new SourceFile($"{EmbeddedRoot}{name}.yaml", reader.ReadToEnd());
    }

    /// <summary>Reads a map; null where its findings hold an error.</summary>
    public static RenameMap? Read(SourceFile file, out IReadOnlyList<Diagnostic> findings)
    {
        var bag = new DiagnosticBag();
        var map = RenameMapReader.Read(file, bag.Report);
        findings = bag.Sorted();
        return map;
    }

    /// <summary>Their name for one of our tensors, by the first rule that fits; null if none does.</summary>
    public string? ToTheirs(string ours) => rules
        .Select(rule => rule.Ours.Match(ours) is { } match ? rule.Theirs.Fill(match.Numbers, match.Tail) : null)
        .FirstOrDefault(name => name is not null);

    /// <summary>Our name of one of their tensors: the one that <see cref="ToTheirs"/> leads back from.</summary>
    public string? ToOurs(string theirs) => rules
        .Select(rule => rule.Theirs.Match(theirs) is { } match ? rule.Ours.Fill(match.Numbers, match.Tail) : null)
        .FirstOrDefault(name => name is not null && ToTheirs(name) == theirs);

    /// <summary>Whether their files may lack one of our tensors.</summary>
    public bool IsOptional(string ours) => optional.Any(pattern => pattern.Match(ours) is not null);

    /// <summary>Whether one of their tensors is left out on purpose.</summary>
    public bool IsIgnored(string theirs) => ignored.Any(pattern => pattern.Match(theirs) is not null);
}
