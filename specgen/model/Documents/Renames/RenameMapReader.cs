using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Documents.Renames;

/// <summary>Reads a rename map: <c>rename:</c>, <c>rules:</c> with lines <c>ours &lt;-> theirs</c>, <c>optional:</c>, <c>ignore:</c>.</summary>
internal static class RenameMapReader
{
    private const string Arrow = "<->";
    private static readonly string[] Keys = ["rename", "summary", "rules", "optional", "ignore"];

    /// <summary>The map; null where something was reported.</summary>
    public static RenameMap? Read(SourceFile file, Report report)
    {
        var failed = false;
        void Fail(DiagnosticDescriptor descriptor, SourceSpan where, string message)
        {
            failed |= descriptor.Severity == Severity.Error;
            report(descriptor, where, message);
        }
        if (YamlReader.Read(file, Fail) is not { } root)
            return null;
        if (root is not YamlMapping map)
        {
            report(Descriptors.WrongType, root.Where, "A rename map has 'rename:' and 'rules:'.");
            return null;
        }
        var fields = new Fields(map, "a rename map", Keys, Fail);
        var name = fields.Text("rename", required: true);
        var rules = new List<(NamePattern, NamePattern)>();
        foreach (var (text, where) in Lines(fields, "rules", required: true, Fail))
        {
            if (Rule(text, where, Fail) is { } rule)
                rules.Add(rule);
        }
        var optional = Patterns(fields, "optional", Fail);
        var ignored = Patterns(fields, "ignore", Fail);
        return failed || name is null ? null : new RenameMap(name, fields.Text("summary") ?? "", rules, optional, ignored);
    }

    private static (NamePattern, NamePattern)? Rule(string text, SourceSpan where, Report report)
    {
        var at = text.IndexOf(Arrow, StringComparison.Ordinal);
        if (at < 0)
        {
            report(Descriptors.InvalidValue, where, $"A rule reads 'ours {Arrow} theirs', e.g. stem.conv1 {Arrow} conv1; found '{text}'.");
            return null;
        }
        var ours = Pattern(text.Substring(0, at).Trim(), where, report);
        var theirs = Pattern(text.Substring(at + Arrow.Length).Trim(), where, report);
        if (ours is null || theirs is null)
            return null;
        if (text.Contains("*."))
        {
            report(Descriptors.InvalidValue, where, $"'*.' stands only in 'optional' and 'ignore'; found '{text}'.");
            return null;
        }
        if (ours.Numbers.OrderBy(n => n, StringComparer.Ordinal).SequenceEqual(theirs.Numbers.OrderBy(n => n, StringComparer.Ordinal)))
            return (ours, theirs);
        report(Descriptors.InvalidValue, where, $"Both sides of a rule name the same numbers, so that it can be read both ways; found '{text}'.");
        return null;
    }

    private static List<NamePattern> Patterns(Fields fields, string key, Report report) => Lines(fields, key, required: false, report)
        .Select(line => Pattern(line.Text, line.Where, report)).OfType<NamePattern>().ToList();

    private static NamePattern? Pattern(string text, SourceSpan where, Report report)
    {
        var pattern = NamePattern.Parse(text);
        if (pattern is null)
        {
            report(Descriptors.InvalidValue, where,
                $"A name is made of letters, digits, '_', '-', '.' and numbers such as {{s}} or {{b-1}}; found '{text}'.");
        }
        return pattern;
    }

    private static IEnumerable<(string Text, SourceSpan Where)> Lines(Fields fields, string key, bool required, Report report)
    {
        foreach (var item in fields.Sequence(key, required)?.Items ?? [])
        {
            if (item is YamlScalar { IsNull: false } scalar)
                yield return (scalar.Text, scalar.Where);
            else
                report(Descriptors.WrongType, item.Where, $"'{key}' is a list of lines, found {item.Noun}.");
        }
    }
}
