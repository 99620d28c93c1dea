using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// Reports findings while one architecture is expanded. A finding inside a definition says which place in which architecture led
/// there; one inside an embedded definition is reported where the user's own files use it.
/// </summary>
/// <param name="bag">Takes the findings.</param>
/// <param name="architecture">The file that is expanded.</param>
/// <param name="allowed">Ids of warnings that are accepted there.</param>
/// <param name="isEmbedded">Whether a path names a file inside the compiler.</param>
internal sealed class Reporter(
    DiagnosticBag bag, string architecture, IReadOnlyCollection<string> allowed, Func<string, bool> isEmbedded)
{
    private readonly Stack<(SourceSpan Site, string Text)> frames = new();

    /// <summary>Whether this architecture has an error, including one that another architecture reported first.</summary>
    public bool Failed { get; private set; }

    /// <summary>Records an error that was reported elsewhere.</summary>
    public void Fail() => Failed = true;

    /// <summary>Runs an action on behalf of a place in a spec.</summary>
    public T Within<T>(SourceSpan site, string text, Func<T> body)
    {
        frames.Push((site, text));
        try
        {
            return body();
        }
        finally
        {
            frames.Pop();
        }
    }

    /// <summary>Reports a finding.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan where, string message)
    {
        if (descriptor.Severity == Severity.Warning && allowed.Contains(descriptor.Id))
            return;
        Failed |= descriptor.Severity == Severity.Error;
        if (frames.Count > 0)
        {
            // The stack enumerates from the innermost frame outwards.
            var context = string.Join(", ", frames.Select(frame => frame.Text).Reverse());
            if (isEmbedded(where.File))
            {
                message += $" (at {where.File}({where.Line},{where.Column}), in {context})";
                where = frames.Select(frame => frame.Site).Where(site => !isEmbedded(site.File)).DefaultIfEmpty(where).First();
            }
            else if (where.File != frames.Last().Site.File)
            {
                var site = frames.Last().Site;
                message += $" (in {context} of {architecture}{(site.File == architecture ? "" : $", at {site.File}")}({site.Line},{site.Column}))";
            }
        }
        bag.Report(descriptor, where, message);
    }
}
