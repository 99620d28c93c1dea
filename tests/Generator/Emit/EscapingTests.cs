using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeRes2Net.Compiler.Emit.CSharp;

namespace SeRes2Net.Generator.Tests.Emit;

/// <summary>
/// Names and summaries come from strangers: whatever they hold, the generated program is the same except for one literal.
/// </summary>
public sealed class EscapingTests
{
    public static TheoryData<string> HostileTexts() =>
    [
        "\"); System.Diagnostics.Process.Start(\"sh\"); (\"",
        "*/ static C() { } /*",
        "</summary> <script>alert(1)</script> & <c>",
        "first line\n} public static class Evil { static Evil() { } } /*",
        "first line\r} evil();",
        "next line\u0085} evil();",
        "line separator\u2028} evil(); paragraph separator\u2029} evil();",
        "back\\slash \\\" \\u0022 {0} {evil} $\"{1}\"",
        "right to left \u202e }evil{ and zero width \u200b\ufeff",
        "half a pair \ud800 and nul \0 and bell \a",
        "#if X\n#endif",
        "a\n#pragma warning disable\nb",
    ];

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_name_or_summary_changes_nothing_but_one_literal(string text)
    {
        var harmless = Parse(CSharpEmitter.Emit(Samples.Hierarchical()));
        var hostile = Parse(CSharpEmitter.Emit(Samples.Hierarchical(name: text, summary: text, blockSummary: text)));

        hostile.GetDiagnostics().Should().BeEmpty();
        var expected = Tokens(harmless).Select(token => token == "\"Sample\"" ? "NAME" : token);
        var found = hostile.GetRoot().DescendantTokens()
            .Select(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == text ? "NAME" : token.Text);
        found.Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Comments_stay_well_formed_XML_and_hide_nothing(string text)
    {
        var source = CSharpEmitter.Emit(Samples.Hierarchical(name: text, summary: text, blockSummary: text));

        var comments = source.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("///", StringComparison.Ordinal));
        var xml = "<all>" + string.Join("\n", comments.Select(line => line[3..])) + "</all>";
        var parse = () => System.Xml.Linq.XElement.Parse(xml);
        parse.Should().NotThrow();
        source.Should().NotContainAny("\r", "\u0085", "\u2028", "\u2029", "\u202e", "\u200b", "\0");
    }

    [Fact]
    public void Text_in_any_script_arrives_unharmed()
    {
        var source = CSharpEmitter.Emit(Samples.Hierarchical(name: "Réseau 网络 😀", summary: "Δ of λ"));

        source.Should().Contain("<summary>Réseau 网络 😀: Δ of λ</summary>");
        var literal = Parse(source).GetRoot().DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken));
        literal.Select(token => token.ValueText).Should().Contain("Réseau 网络 😀");
    }

    private static IEnumerable<string> Tokens(SyntaxTree tree) => tree.GetRoot().DescendantTokens().Select(token => token.Text);

    private static SyntaxTree Parse(string source) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose));
}
