using System.Text;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// docs/diagnostics.md: every finding with the smallest broken spec that shows it, and what the compiler says about it.
/// <c>SERES2NET_ACCEPT=1 dotnet test tests/Compiler</c> writes the page.
/// </summary>
public sealed class CatalogueTests
{
    private const string Broken = "tests/Compiler/Broken/";

    private static readonly string Page = Path.Combine(Repository.Root, "docs", "diagnostics.md");

    // Findings that no text file can show, or only a long one.
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["SR0003"] = "# to be written\n",
        ["SR0004"] = "\0PNG",
        ["SR0005"] = "extends: resnet-56.yaml\nname: Long\nrepeat: 100000\n",
    };

    [Fact]
    public void The_checked_in_page_is_the_one_that_the_code_gives()
    {
        var text = Write();
        if (Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1")
            File.WriteAllText(Page, text);

        File.ReadAllText(Page).Should().Be(text, "docs/diagnostics.md is made from the descriptors and tests/Compiler/Broken");
    }

    private static string Write()
    {
        var cases = Cases();
        var page = new StringBuilder();
        page.Append("# Findings\n\n");
        page.Append("What the build, `runner validate` and editors report: `SR0001`.. are errors, `SR2001`.. warnings, which never fail\n");
        page.Append("a build and which a spec acknowledges with `allow: [SR2001]`. `runner explain SR0001` shows an entry in the terminal.\n");
        page.Append("This page is written by `SERES2NET_ACCEPT=1 dotnet test tests/Compiler`; edit the descriptors instead.\n\n");
        page.Append("| id | what |\n| --- | --- |\n");
        foreach (var descriptor in Descriptors.All)
            page.Append($"| [{descriptor.Id}](#{descriptor.Id.ToLowerInvariant()}) | {descriptor.Title} |\n");
        foreach (var descriptor in Descriptors.All)
            Write(page, descriptor, cases);
        return page.ToString();
    }

    private static void Write(StringBuilder page, DiagnosticDescriptor descriptor, IReadOnlyList<Case> cases)
    {
        page.Append($"\n## {descriptor.Id}\n\n");
        page.Append($"**{descriptor.Title}** ({(descriptor.Severity == Severity.Error ? "error" : "warning")}). {descriptor.Meaning}\n\n");
        var example = cases
            .Where(known => known.Findings.Any(finding => finding.Id == descriptor.Id))
            .OrderBy(known => known.Findings.Count(finding => finding.Id != descriptor.Id))
            .ThenBy(known => known.Files.Sum(file => file.Text.Length))
            .ThenBy(known => known.Files[0].Path, StringComparer.Ordinal)
            .FirstOrDefault();
        if (example is null)
        {
            page.Append($"```yaml\n{descriptor.Example}\n```\n\n");
        }
        else
        {
            foreach (var file in example.Files)
                page.Append($"```yaml\n# {file.Path}\n{Shown(file.Text)}\n```\n\n");
            page.Append("```text\n");
            foreach (var finding in example.Findings)
                page.Append(finding).Append('\n');
            page.Append("```\n\n");
        }
        page.Append(descriptor.Fix).Append('\n');
    }

    // The example's first line is its path, so lines are counted with it, as the reader sees them.
    private static IReadOnlyList<Case> Cases()
    {
        var broken = Repository.Read(Broken.TrimEnd('/'))
            .Select(file => new SourceFile("specs/" + file.Path[Broken.Length..], WithoutExpectations(file.Text)))
            .GroupBy(file => file.Path.Split('/')[1])
            .Select(group => group.ToList());
        var others = Elsewhere.Values.Select(text => new List<SourceFile> { new("specs/example.yaml", text) });
        return broken.Concat(others).Select(files => new Case(files, Findings(files))).ToList();
    }

    private static IReadOnlyList<Diagnostic> Findings(IReadOnlyList<SourceFile> files)
    {
        var numbered = files.Select(file => file with { Text = $"# {file.Path}\n{file.Text}" }).ToList();
        return SpecCompiler.Compile([.. Repository.Specs, .. numbered], numbered.Select(file => file.Path).ToList()).Diagnostics;
    }

    private static string WithoutExpectations(string text) =>
        string.Join('\n', text.Split('\n').SkipWhile(line => line.StartsWith("# ", StringComparison.Ordinal)));

    private static string Shown(string text) => text.TrimEnd('\n').Replace("\0", "\\0");

    private sealed record Case(IReadOnlyList<SourceFile> Files, IReadOnlyList<Diagnostic> Findings);
}
