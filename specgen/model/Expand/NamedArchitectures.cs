using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Checks that files which a file names are architectures.</summary>
/// <param name="files">The files there are.</param>
/// <param name="broken">Called with every broken file that is named.</param>
internal sealed class NamedArchitectures(FileSet files, Action<Document> broken)
{
    private readonly Lazy<ILookup<string, string>> known = new(() => files.Paths.ToLookup(Paths.Folder, Paths.Name));

    /// <summary>Reports a file that is missing or is not an architecture.</summary>
    /// <param name="spec">Its path, relative to the file that names it.</param>
    /// <param name="purpose">What it is for: "study".</param>
    /// <param name="use">What would be done with it: "studied".</param>
    /// <param name="report">Where findings go.</param>
    public void Check(YamlScalar spec, string purpose, string use, Report report)
    {
        var target = Paths.Combine(Paths.Folder(spec.Where.File), spec.Text);
        if (files.Get(target) is not { } other)
        {
            var written = spec.Text.Substring(0, spec.Text.LastIndexOf('/') + 1);
            var near = known.Value[Paths.Folder(target)].Select(name => written + name);
            report(Descriptors.MissingFile, spec.Where, $"There is no file '{target}' to {purpose}.{Suggestion.For(spec.Text, near)}");
        }
        else if (other.IsBroken)
        {
            broken(other);
        }
        else if (other.Kind != DocumentKind.Architecture)
        {
            report(Descriptors.MissingFile, spec.Where, $"'{target}' is not an architecture; only architectures can be {use}.");
        }
    }
}
