using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SeRes2Net.Compiler.Text.Yaml;

/// <summary>
/// Reads one file into nodes with positions. Works on the parser's events: a tree loader overflows the stack on
/// deep nesting, and most of what YAML can do beyond lists, maps and scalars is refused here by name.
/// </summary>
internal sealed class YamlReader
{
    private const int DeepestNesting = 64;
    private const int MostPieces = 100;

    private readonly SourceFile file;
    private readonly Report report;
    private readonly Parser parser;
    // Brackets and braces that are open.
    private readonly Stack<ParsingEvent> flows = new();
    private SourceSpan? endOfFile;

    private YamlReader(SourceFile file, Report report)
    {
        this.file = file;
        this.report = report;
        parser = new Parser(new StringReader(file.Text));
    }

    /// <summary>The file's only document, or null after reporting its first syntax error.</summary>
    public static YamlNode? Read(SourceFile file, Report report)
    {
        if (!TextScan.IsReadable(file, report))
            return null;
        var reader = new YamlReader(file, report);
        try
        {
            return reader.ReadDocument();
        }
        catch (Refused)
        {
            return null;
        }
        catch (YamlException e)
        {
            // An error after a bracket that was opened on an earlier line: most likely the bracket was never closed.
            if (reader.flows.Count > 0 && (e.Start.Line > reader.flows.Peek().Start.Line || e.Start.Line <= 0 || SyntaxHint.ClosesAnother(file, e.Start.Line, e.Start.Column)))
                return reader.NeverClosed();
            // Some of the parser's own errors carry no place.
            var where = e.Start.Line > 0 && e.Start.Column > 0 ? reader.Span(e.Start, e.End) : reader.LastPlace();
            var words = Sentence(e.InnerException?.Message ?? e.Message);
            var hint = SyntaxHint.At(file, where, words) ?? (where, $"This is not well-formed YAML: {words}");
            report(Descriptors.Syntax, hint.Item1, hint.Item2);
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The parser gives up on some inputs without saying where, e.g. when brackets are still open at the end.
            if (reader.flows.Count > 0)
                return reader.NeverClosed();
            if (TextScan.Unclosed(file) is { } open)
                report(Descriptors.Syntax, open.Where, $"This '{open.Bracket}' is not closed: a '{(open.Bracket == '[' ? ']' : '}')}' is missing.");
            else
                report(Descriptors.Syntax, reader.EndOfFile(), "This is not well-formed YAML: the file ends where more was expected.");
            return null;
        }
    }

    private YamlNode? ReadDocument()
    {
        Next<StreamStart>();
        if (Peek() is StreamEnd)
        {
            report(Descriptors.EmptyFile, EndOfFile(),
                "The file is empty; an architecture starts with 'name:', a definition with 'block:' or 'gate:'.");
            return null;
        }
        Next<DocumentStart>();
        var root = ReadNode(0);
        Next<DocumentEnd>();
        if (Peek() is DocumentStart second)
            Refuse(Descriptors.ForbiddenYaml, second, "A file holds one document; remove the second one that starts here.");
        if (root.IsNull)
        {
            report(Descriptors.EmptyFile, root.Where,
                "The file is empty; an architecture starts with 'name:', a definition with 'block:' or 'gate:'.");
            return null;
        }
        return root;
    }

    private YamlNode ReadNode(int depth)
    {
        var next = Peek();
        if (depth > DeepestNesting)
            Refuse(Descriptors.TooLarge, next, $"Nesting is deeper than {DeepestNesting} levels.");
        if (next is AnchorAlias)
            Refuse(Descriptors.ForbiddenYaml, next,
                "Aliases (*name) are not part of the language; write the value out, or use 'extends:'.");
        if (next is NodeEvent { Anchor.IsEmpty: false })
            Refuse(Descriptors.ForbiddenYaml, next,
                "Anchors (&name) are not part of the language; write the value out, or use 'extends:'.");
        if (next is NodeEvent { Tag.IsEmpty: false } tagged)
            Refuse(Descriptors.ForbiddenYaml, next, $"Tags ({tagged.Tag}) are not part of the language; "
                + (tagged.Tag.ToString() is { Length: > 1 } tag && tag[0] == '!' ? $"to negate a condition, write 'not {tag.Substring(1)}'; otherwise remove it." : "remove it."));
        return next switch
        {
            SequenceStart => ReadSequence(depth),
            MappingStart => ReadMapping(depth),
            _ => ReadScalar(isKey: false),
        };
    }

    private YamlSequence ReadSequence(int depth)
    {
        var start = Next<SequenceStart>();
        var isFlow = start.Style == SequenceStyle.Flow;
        if (isFlow)
            flows.Push(start);
        var items = new List<YamlNode>();
        var pieces = new List<YamlScalar>();
        while (Peek() is not SequenceEnd)
        {
            items.Add(ReadNode(depth + 1));
            var last = items[items.Count - 1];
            CheckBrokenExpression(pieces, (last is YamlMapping { Entries.Count: 1 } map ? map.Entries[0].Value : last) as YamlScalar);
        }
        if (isFlow)
            flows.Pop();
        return new YamlSequence(items, Span(start.Start, Next<SequenceEnd>().End)) { OwnLines = !isFlow };
    }

    private YamlMapping ReadMapping(int depth)
    {
        var start = Next<MappingStart>();
        var isFlow = start.Style == MappingStyle.Flow;
        if (isFlow)
            flows.Push(start);
        var entries = new List<YamlEntry>();
        var keys = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        var pieces = new List<YamlScalar>();
        while (Peek() is not MappingEnd)
        {
            if (Peek() is not (Scalar or AnchorAlias))
                Refuse(Descriptors.WrongType, Peek(), "A key must be a name.");
            if (Peek() is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
                ReadNode(depth + 1);
            var key = ReadScalar(isKey: true);
            if (key is { Plain: true, Text: "<<" })
            {
                report(Descriptors.ForbiddenYaml, key.Where, "The merge key '<<' is not part of the language; use 'extends:'.");
                throw new Refused();
            }
            var entry = new YamlEntry(key, ReadNode(depth + 1));
            if (keys.TryGetValue(key.Text, out var first))
            {
                report(Descriptors.DuplicateKey, key.Where, $"The key '{key.Text}' was already given in line {first.Line}.");
                continue;
            }
            keys.Add(key.Text, key.Where);
            entries.Add(entry);
            CheckBrokenExpression(pieces, entry.Value.IsNull ? key : entry.Value as YamlScalar, continues: entry.Value.IsNull);
        }
        if (isFlow)
            flows.Pop();
        var end = Next<MappingEnd>().End;
        // [key: value] is a map that the parser gives no place.
        var isPlaced = depth == 0 || start.Start.Index > 0 || entries.Count == 0;
        return new YamlMapping(entries, isPlaced ? Span(start.Start, end) : entries[0].Key.Where) { OwnLines = !isFlow };
    }

    // { out: max(1, channels), bias: true } is read as out: "max(1" and a key "channels)" without a value, [max(1, rows), 3] as "max(1" and
    // "rows)", [map: max(x, 0)] as a map and "0)". 'pieces' begin with a parenthesis that does not close.
    private void CheckBrokenExpression(List<YamlScalar> pieces, YamlScalar? next, bool continues = true)
    {
        if (!continues || pieces.Count > MostPieces)
            pieces.Clear();
        if (next is null || pieces.Count == 0 && Parentheses(next) <= 0)
            return;
        pieces.Add(next);
        if (pieces.Sum(Parentheses) > 0)
            return;
        report(Descriptors.UnquotedComma, pieces[0].Where,
            $"Inside {{ }} and [ ] an expression with a comma must be quoted: \"{string.Join(", ", pieces.Select(piece => piece.Text))}\".");
        throw new Refused();
    }

    private static int Parentheses(YamlScalar scalar) =>
        scalar.Plain ? scalar.Text.Count(c => c == '(') - scalar.Text.Count(c => c == ')') : 0;

    private YamlScalar ReadScalar(bool isKey)
    {
        var scalar = Next<Scalar>();
        var plain = scalar.Style == ScalarStyle.Plain;
        var where = Span(scalar.Start, scalar.End);
        if (plain && !isKey && CoreSchema.Ambiguity(scalar.Value) is { } ambiguity)
            report(Descriptors.AmbiguousScalar, where, ambiguity);
        return new YamlScalar(scalar.Value, plain, where);
    }

    private ParsingEvent Peek()
    {
        if (parser.Current is null && !parser.MoveNext())
            throw new InvalidOperationException("unexpected end");
        return parser.Current!;
    }

    private T Next<T>()
        where T : ParsingEvent
    {
        if (Peek() is not T found)
            throw new YamlException(Peek().Start, Peek().End, $"a {typeof(T).Name} was expected here");
        // The parser keeps its last event as Current after the end of the stream; nobody reads past it.
        if (found is not StreamEnd)
            parser.MoveNext();
        return found;
    }

    private YamlNode? NeverClosed()
    {
        var start = flows.Peek();
        report(Descriptors.Syntax, Span(start.Start, start.End),
            start is SequenceStart ? "This '[' is not closed: a ']' is missing." : "This '{' is not closed: a '}' is missing.");
        return null;
    }

    private void Refuse(DiagnosticDescriptor descriptor, ParsingEvent at, string message)
    {
        report(descriptor, Span(at.Start, at.End), message);
        throw new Refused();
    }

    // The parser's marks may lie beyond the end of the file.
    private SourceSpan Span(Mark start, Mark end)
    {
        var last = EndOfFile();
        var (line, column) = Within(start);
        var (endLine, endColumn) = Within(end);
        return new SourceSpan(file.Path, line, column, endLine, endColumn);

        (int, int) Within(Mark mark) => mark.Line < last.Line || (mark.Line == last.Line && mark.Column < last.Column)
            ? ((int)mark.Line, (int)mark.Column)
            : (last.Line, last.Column);
    }

    // The end of what could be read.
    private SourceSpan LastPlace() =>
        parser.Current is { End: { Line: > 0, Column: > 0 } end } ? Span(end, end) : EndOfFile();

    private SourceSpan EndOfFile()
    {
        endOfFile ??= TextScan.EndOf(file);
        return endOfFile.Value;
    }

    private static string Sentence(string message)
    {
        var text = message.Trim().TrimEnd('.');
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text.Substring(0, end)) + ".";
    }

    // Leaves the recursion after the first error has been reported.
    private sealed class Refused : Exception;
}
