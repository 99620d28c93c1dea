using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Tests;

/// <summary>The YAML reader, and the writer that run directories and the DSL rely on.</summary>
public sealed class YamlTests
{
    [Theory]
    [InlineData("a: 1\nb: [x, \"1\", 'true', ~]\nc: {}\nd: []\n")]
    [InlineData("a: { b: { c: [1, [2, 3], { d: e }] } }\n")]
    [InlineData("- [a, b]\n- - c\n  - d: 1\n    e: 2\n")]
    [InlineData("text: |\n  two\n  lines\nfolded: >\n  one\n  line\n")]
    [InlineData("a: \"colon: hash # comma, quote \\\" backslash \\\\ tab \\t ümlaut 数 \\u0085\"\n")]
    [InlineData("a: '- x'\nb: '@'\nc: '%'\nd: ' spaces '\ne: 'x '\nf: '1e5'\ng: 'null'\nh: 'no'\ni: '010'\nj: ''\nk: '- '\nl: '#'\n")]
    [InlineData("a: =passthrough\nb: -1\nc: not first and (split > 2 or carry-first)\nd: \"max(1, channels // 2)\"\ne: -x * 2\n")]
    [InlineData("\"odd key: #\": 1\n\"\": 2\n")]
    public void Written_nodes_read_back_unchanged(string yaml)
    {
        var first = Read(yaml);
        var text = YamlWriter.Write(first);
        var second = Read(text);

        Form(second).Should().Be(Form(first), text);
        YamlWriter.Write(second).Should().Be(text);
        text.Should().NotContain("\r").And.EndWith("\n");
    }

    [Fact]
    public void A_long_map_is_written_as_a_block()
    {
        var map = Read($"a: {{ {string.Join(", ", Enumerable.Range(0, 30).Select(i => $"key{i}: {i}"))} }}\n");

        YamlWriter.Write(map).Should().StartWith("a:\n  key0: 0\n  key1: 1\n");
    }

    [Fact]
    public void Positions_are_those_that_an_editor_shows()
    {
        var map = (YamlMapping)Read("a: 1\nlist:\r\n  - { key: value }\n  - \"quoted\"\n");
        var list = (YamlSequence)map["list"]!;

        map.Find("list")!.Key.Where.Should().Be(new SourceSpan("test.yaml", 2, 1, 2, 5));
        ((YamlMapping)list.Items[0])["key"]!.Where.Should().Be(new SourceSpan("test.yaml", 3, 12, 3, 17));
        list.Items[1].Where.Should().Be(new SourceSpan("test.yaml", 4, 5, 4, 13));
    }

    private static YamlNode Read(string yaml)
    {
        var bag = new DiagnosticBag();
        var node = YamlReader.Read(new SourceFile("test.yaml", yaml), bag.Report);
        bag.Found.Should().BeEmpty(yaml);
        return node!;
    }

    // Distinguishes null from text, but not how a text was quoted.
    private static string Form(YamlNode node) => node switch
    {
        YamlMapping map => $"{{{string.Join("|", map.Entries.Select(entry => $"<{entry.Key.Text}>{Form(entry.Value)}"))}}}",
        YamlSequence list => $"[{string.Join("|", list.Items.Select(Form))}]",
        YamlScalar { IsNull: true } => "~",
        YamlScalar scalar => $"<{(scalar.Plain ? CoreSchema.Classify(scalar.Text) : ScalarKind.Text)} {scalar.Text}>",
        _ => "?",
    };
}
