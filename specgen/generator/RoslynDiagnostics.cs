using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SeRes2Net.Compiler.Text.Diagnostics;
using CompilerDiagnostic = SeRes2Net.Compiler.Text.Diagnostics.Diagnostic;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace SeRes2Net.Generator;

/// <summary>The compiler's findings as Roslyn reports them: at the file, line and column of the YAML.</summary>
internal static class RoslynDiagnostics
{
    /// <summary>One finding. The message goes in as an argument, so braces in it mean nothing.</summary>
    public static Diagnostic Convert(CompilerDiagnostic finding)
    {
        var severity = finding.Severity == Severity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
        var descriptor = new Microsoft.CodeAnalysis.DiagnosticDescriptor(
            finding.Id, finding.Id, "{0}", "SeRes2Net", severity, isEnabledByDefault: true);
        return Diagnostic.Create(descriptor, Place(finding.Where), finding.Message);
    }

    // The compiler counts from 1, Roslyn from 0.
    private static Location Place(SeRes2Net.Compiler.Text.Sources.SourceSpan where)
    {
        if (string.IsNullOrEmpty(where.File))
        {
            return Location.None;
        }
        var start = new LinePosition(Math.Max(0, where.Line - 1), Math.Max(0, where.Column - 1));
        var end = new LinePosition(Math.Max(0, where.EndLine - 1), Math.Max(0, where.EndColumn - 1));
        return Location.Create(where.File, default, new LinePositionSpan(start, end < start ? start : end));
    }
}
