using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Checks that files which a file names are of the kind that it needs.</summary>
/// <param name="files">The files there are.</param>
/// <param name="broken">Called with every broken file that is named.</param>
internal sealed class NamedFiles(FileSet files, Action<Document> broken)
{
    private readonly Lazy<ILookup<string, string>> known = new(() => files.Paths.ToLookup(Paths.Folder, Paths.Name));

    /// <summary>Reports an architecture that is missing, or a file that is none.</summary>
    /// <param name="path">Its path, relative to the file that names it.</param>
    /// <param name="purpose">What it is for: "study".</param>
    /// <param name="use">What would be done with it: "studied".</param>
    /// <param name="report">Where findings go.</param>
    public void CheckArchitecture(YamlScalar path, string purpose, string use, Report report) =>
        Check(path, DocumentKind.Architecture, purpose, "an architecture", $"only architectures can be {use}", report);

    /// <summary>Reports claims that are missing, or a file that holds none.</summary>
    /// <param name="path">Its path, relative to the file that names it.</param>
    /// <param name="report">Where findings go.</param>
    public void CheckClaims(YamlScalar path, Report report) =>
        Check(path, DocumentKind.Claims, "check", "a file of claims", "it has no 'claims:'", report);

    private void Check(YamlScalar path, DocumentKind kind, string purpose, string noun, string reason, Report report)
    {
        var target = Paths.Combine(Paths.Folder(path.Where.File), path.Text);
        if (files.Get(target) is not { } other)
        {
            var written = path.Text.Substring(0, path.Text.LastIndexOf('/') + 1);
            var near = known.Value[Paths.Folder(target)].Select(name => written + name);
            report(Descriptors.MissingFile, path.Where, $"There is no file '{target}' to {purpose}.{Suggestion.For(path.Text, near)}");
        }
        else if (other.IsBroken)
        {
            broken(other);
        }
        else if (other.Kind != kind)
        {
            report(Descriptors.MissingFile, path.Where, $"'{target}' is not {noun}; {reason}.");
        }
    }
}
