using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Diagnostics;

/// <summary>How a phase of the compiler reports a finding.</summary>
internal delegate void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message);

/// <summary>Findings, at most one of a kind per place: the same step is expanded once per block, but is wrong once.</summary>
internal sealed class DiagnosticBag
{
    private const int LongestMessage = 1000;

    private readonly List<Diagnostic> found = [];
    private readonly HashSet<(string, string, int, int)> seen = [];

    private readonly HashSet<(string, int, int)> ambiguous = [];

    public bool HasErrors { get; private set; }

    public IReadOnlyList<Diagnostic> Found => found;

    public void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message) => Add(descriptor.At(where, message));

    public void Add(Diagnostic diagnostic)
    {
        diagnostic = diagnostic with { Message = Printable(diagnostic.Message) };
        HasErrors |= diagnostic.Severity == Severity.Error;
        var where = diagnostic.Where;
        // Whatever else is wrong with a value that means different things to different readers follows from that.
        var place = (where.File, where.Line, where.Column);
        if (diagnostic.Id == Descriptors.AmbiguousScalar.Id)
            ambiguous.Add(place);
        else if (ambiguous.Contains(place))
            return;
        if (seen.Add((diagnostic.Id, where.File, where.Line, where.Column)))
            found.Add(diagnostic);
    }

    // Messages quote what strangers wrote, and end up in terminals and logs: one line of sensible length.
    private static string Printable(string message)
    {
        if (message.Length > LongestMessage)
            message = message.Substring(0, LongestMessage) + " ..";
        return message.Any(IsOdd)
            ? string.Concat(message.Select(c => c == '\n' ? "\\n" : IsOdd(c) ? $"\\u{(int)c:X4}" : c.ToString()))
            : message;

        // Controls, separators of lines, and what turns the direction of writing.
        static bool IsOdd(char c) => char.IsControl(c) || char.GetUnicodeCategory(c)
            is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;
    }

    public IReadOnlyList<Diagnostic> Sorted() => found
        .OrderBy(d => d.Where.File, StringComparer.Ordinal)
        .ThenBy(d => d.Where.Line)
        .ThenBy(d => d.Where.Column)
        .ThenBy(d => d.Id, StringComparer.Ordinal)
        .ToList();
}
