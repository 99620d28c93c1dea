using SeRes2Net.Compiler;
using SeRes2Net.Lab.Claims;
using SeRes2Net.Lab.Reports;

namespace SeRes2Net.Core.Tests.Lab.Claims;

/// <summary>The claims of the four reports, and the pages about them.</summary>
public sealed class ClaimPageTests
{
    private static readonly string[] Files = ["se-res2net", "se-resnet-443", "se-resnet-18", "se-resnet", "saliency"];

    private static readonly Lazy<IReadOnlyList<ClaimReport>> Reports = new(() =>
    {
        var result = SpecCompiler.Compile(Repository.Specs);
        return [.. Files.Select(name => ClaimChecker.Check(result.Claims.Single(file => file.Claims.Name == name), result))];
    });

    [Fact]
    public void The_figures_that_are_known_to_contradict_each_other_are_flagged()
    {
        var wrong = Reports.Value[0].Findings.Where(finding => finding.Verdict == ClaimVerdict.Contradicts)
            .Select(finding => $"{finding.Claim.Quantity} {finding.Claim.Published.Text}");

        wrong.Should().Contain(["p .005", "d 1.3", "parameters-per-point 0.15M", "parameters-per-point 0.79M", "parameters 0.18M", "flops 34M"]);
        Reports.Value[1].Findings.Where(finding => finding.Claim.Quantity.Name == "parameters").Should()
            .OnlyContain(finding => finding.Verdict == ClaimVerdict.Consistent).And.HaveCount(2, "4,697,162 and 4,733,610 are exact");
    }

    [Theory]
    [InlineData("claims.md")]
    [InlineData("claims.html")]
    public void The_checked_in_pages_are_what_the_compiler_finds(string name)
    {
        var text = name.EndsWith(".md", StringComparison.Ordinal) ? ClaimPages.Markdown(Reports.Value) : ClaimPages.Html(Reports.Value);
        var path = Path.Combine(Repository.Root, "docs", "studies", name);
        if (Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1")
            File.WriteAllText(path, text);

        Content(File.ReadAllText(path)).Should().Be(Content(text),
            $"docs/studies/{name} is written by 'runner claims {string.Join(' ', Files.Select(file => $"specs/claims/{file}.yaml"))} --out docs/studies'");
    }

    // The style of pages is another matter.
    private static string Content(string text) => text[Math.Max(0, text.IndexOf("<main>", StringComparison.Ordinal))..];
}
