using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Diagnostics;

/// <summary>Errors stop a build; warnings never do.</summary>
public enum Severity
{
    /// <summary>SR0001..: the spec cannot be used.</summary>
    Error,
    /// <summary>SR2001..: worth a look.</summary>
    Warning,
}

/// <summary>One finding about a spec.</summary>
/// <param name="Id">Stable id, e.g. <c>SR0004</c>.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Message">What was expected, what was found, a suggestion.</param>
/// <param name="Where">File, line and column.</param>
public sealed record Diagnostic(string Id, Severity Severity, string Message, SourceSpan Where)
{
    /// <summary>The compiler style that editors and build servers understand: <c>file(line,col): error SR0001: message</c>.</summary>
    public override string ToString() =>
        $"{Where.File}({Where.Line},{Where.Column}): {(Severity == Severity.Error ? "error" : "warning")} {Id}: {Message}";
}
