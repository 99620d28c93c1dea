using System;
using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler.Diagnostics;

/// <summary>How a phase of the compiler says what it found.</summary>
internal delegate void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message);

/// <summary>Findings, at most one of a kind per place: the same step is expanded once per block, but is wrong once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<Diagnostic> found = [];
    private readonly HashSet<(string, string, int, int)> seen = [];

    public bool HasErrors { get; private set; }

    public IReadOnlyList<Diagnostic> Found => found;

    public void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message) => Add(descriptor.At(where, message));

    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        var where = diagnostic.Where;
        if (seen.Add((diagnostic.Id, where.File, where.Line, where.Column)))
            found.Add(diagnostic);
    }

    public IReadOnlyList<Diagnostic> Sorted() => found
        .OrderBy(d => d.Where.File, StringComparer.Ordinal)
        .ThenBy(d => d.Where.Line)
        .ThenBy(d => d.Where.Column)
        .ThenBy(d => d.Id, StringComparer.Ordinal)
        .ToList();
}
