namespace SeRes2Net.Compiler.Text.Diagnostics;

/// <summary>A kind of finding: what the catalogue of diagnostics says about it.</summary>
/// <param name="Id">Stable id: <c>SR0001</c>.. errors, <c>SR2001</c>.. warnings. Never reused.</param>
/// <param name="Title">A few words.</param>
/// <param name="Meaning">When it is reported and why it matters.</param>
/// <param name="Example">A few lines of YAML that cause it.</param>
/// <param name="Fix">What to do.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, string Meaning, string Example, string Fix)
{
    /// <summary>Error or warning, as the id says.</summary>
    public Severity Severity => Id.StartsWith("SR2", StringComparison.Ordinal) ? Severity.Warning : Severity.Error;

    /// <summary>One finding of this kind.</summary>
    public Diagnostic At(Sources.SourceSpan where, string message) => new(Id, Severity, message, where);
}
