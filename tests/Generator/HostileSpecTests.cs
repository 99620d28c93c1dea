using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Generator.Tests;

/// <summary>
/// A spec from a stranger cannot inject code into the build: hostile text anywhere in the YAML where text is possible is either a
/// finding, or gives the same program as a harmless text there.
/// </summary>
public sealed class HostileSpecTests
{
    private const string Architecture = """
        name: {NAME}
        summary: {SUMMARY}
        input: [3, 8, 8]
        classes: 10
        stem: [{ conv: { out: 8 }, name: {STEP} }]
        block: own
        stages: [{ name: {STAGE}, mode: {CHOICE} }, { mode: {CHOICE}, gates: [{ gate: small, at: {SLOT} }] }]
        head: [global-avg-pool, linear: { out: classes }]
        """;

    private const string Block = """
        block: own
        summary: {BLOCKSUMMARY}
        parameters:
          mode: { type: choice, of: [{CHOICE}, other], summary: {PARAMETERSUMMARY} }
          factor: { type: float, default: 1, summary: {PARAMETERSUMMARY} }
        checks: [{ warn-if: channels > 0, message: {MESSAGE} }]
        body:
          - residual:
              branch: [conv, batch-norm, { slot: {SLOT} }, { relu: ~, name: {BLOCKSTEP} }]
        """;

    private const string Gate = "gate: small\nsummary: {GATESUMMARY}\nbody: { gated: { by: [global-avg-pool, sigmoid] } }\n";

    private static readonly string[] Places =
    [
        "NAME", "SUMMARY", "STEP", "STAGE", "CHOICE", "SLOT", "BLOCKSUMMARY", "PARAMETERSUMMARY", "MESSAGE", "BLOCKSTEP", "GATESUMMARY",
    ];

    private static readonly string[] Texts =
    [
        "*/ static C() { } /*", "/* never closed", "// line", "\"", "\"\"\"", "\"\"\"\n} class Evil { }\n\"\"\"",
        "\"); Evil(); (\"", "</summary>",
        "</summary>\n/// <summary>", "<see cref=\"Evil\"/>", "<![CDATA[ ]]> <!-- -->", "&amp; &lt; &#10;", "\\", "\\\"",
        "\\u0022); Evil(); (\\u0022", "\\n}",
        "one\ntwo } class Evil { }", "one\rtwo } class Evil { }", "one\r\ntwo", "one\u0085two } class Evil { }",
        "one\u2028two } class Evil { }",
        "one\u2029two } class Evil { }", "{{", "}}", "{0}", "{Evil()}", "$\"{Evil()}\"", "$", "@\"", "#endif", "#error evil",
        "\n#error evil",
        "\u202e} class Evil {", "\ufeff", "\u200b", "\0", "\u001b[2J", "\ud800", "class", "static", "forward", "Ops", "x", "X",
        "this", "e\u0301", "İ",
        new('a', 64), new('a', 200),
    ];

    private static readonly IReadOnlyList<SyntaxTree> Harmless = Generate([]).Trees;

    public static TheoryData<string> AllPlaces() => [.. Places];

    [Theory]
    [MemberData(nameof(AllPlaces))]
    public void Hostile_text_is_refused_or_changes_literals_and_comments_only(string place)
    {
        var accepted = 0;
        foreach (var text in Texts)
        {
            var (trees, findings) = Generate(new() { [place] = text });
            findings.Should().NotContain("SR0099");
            if (findings.Any(id => id.StartsWith("SR0", StringComparison.Ordinal)))
                continue;
            accepted++;
            trees.Should().HaveSameCount(Harmless);
            foreach (var (found, expected) in trees.Zip(Harmless))
            {
                found.GetDiagnostics().Should().BeEmpty(text);
                if (place is "STEP" or "STAGE" or "SLOT" or "BLOCKSTEP")
                    Shape(found).Should().Equal(Shape(expected), $"{text} is a name of members");
                else
                    Tokens(found).Should().Equal(Tokens(expected), text);
            }
        }
        // Few names are allowed for members; texts may hold almost anything.
        accepted.Should().BeGreaterThan(place is "STEP" or "STAGE" or "SLOT" or "BLOCKSTEP" ? 5 : Texts.Length / 2);
    }

    [Theory]
    [InlineData("catalogue")]
    [InlineData("network")]
    [InlineData("ops")]
    [InlineData("class")]
    [InlineData("system")]
    [InlineData("1")]
    [InlineData("a b")]
    [InlineData("\"; class Evil { } \"")]
    [InlineData("*")]
    [InlineData("} class Evil { ")]
    [InlineData("網路")]
    [InlineData("a.b")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("line\nbreak } class Evil { }")]
    public void A_hostile_file_name_gives_one_class_with_the_usual_members(string stem)
    {
        var (trees, _) = Generate([], stem);

        trees.Should().HaveSameCount(Harmless);
        foreach (var (found, expected) in trees.Zip(Harmless))
        {
            found.GetDiagnostics().Should().BeEmpty();
            Shape(found).Should().Equal(Shape(expected));
        }
    }

    private static (IReadOnlyList<SyntaxTree> Trees, IReadOnlyList<string> Findings) Generate(
        Dictionary<string, string> hostile, string stem = "net")
    {
        string Fill(string text) => Places.Aggregate(text, (filled, place) => filled.Replace(
            $"{{{place}}}", hostile.TryGetValue(place, out var evil) ? Quoted(evil) : $"harmless-{place.ToLowerInvariant()}"));
        var result = new GeneratorHost(
        [
            new SourceFile($"/specs/{stem}.yaml", Fill(Architecture)),
            new SourceFile("/specs/blocks/own.yaml", Fill(Block)),
            new SourceFile("/specs/gates/small.yaml", Fill(Gate)),
        ]).Run();
        result.Exception.Should().BeNull();
        var trees = result.GeneratedSources.OrderBy(source => source.HintName == "Catalogue.g.cs")
            .Select(source => CSharpSyntaxTree.ParseText(
                source.SourceText, new CSharpParseOptions(LanguageVersion.CSharp12, DocumentationMode.Diagnose)))
            .ToList();
        return (trees, [.. result.Diagnostics.Select(finding => finding.Id)]);
    }

    // Everything except the texts of literals: names, keywords, numbers, structure.
    private static IEnumerable<string> Tokens(SyntaxTree tree) => tree.GetRoot().DescendantTokens()
        .Select(token => token.IsKind(SyntaxKind.StringLiteralToken) ? "TEXT" : token.Text);

    // The kinds of all nodes, without their names.
    private static IEnumerable<SyntaxKind> Shape(SyntaxTree tree)
    {
        tree.GetRoot().DescendantTrivia().Should()
            .NotContain(trivia => trivia.IsDirective && !trivia.IsKind(SyntaxKind.NullableDirectiveTrivia));
        return tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Select(node => node.Kind());
    }

    // As a double-quoted YAML scalar.
    private static string Quoted(string text) =>
        "\"" + string.Concat(text.Select(c => c is >= ' ' and <= '~' and not ('"' or '\\')
            ? c.ToString()
            : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture))) + "\"";
}
