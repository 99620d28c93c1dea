using System.Text.RegularExpressions;
using SeRes2Net.Compiler.Emit.Diagrams;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Tests;

/// <summary>What diagrams show, and that no name can break out of them.</summary>
public sealed partial class DiagramTests
{
    private const string Hostile = "\"];\nend\n</script><b>`--> x`\\\"\\N ]%%{init:{}}%% ---\ntitle: #quot;\u2028;\u202e\ud800 {|}";

    private static readonly NetworkGraph Graph = Compile.Shipped("se-res2net-29").Graph;

    [Fact]
    public void Every_distinct_block_is_drawn_once_and_stages_refer_to_it()
    {
        var dot = DiagramEmitter.Dot(Graph)!;

        Titles(dot).Should().Equal(
            "SE-Res2Net-29",
            "A: res2net (stage1.block1)", "se (branch.concat.se)",
            "B: res2net (stage1.block2, stage1.block3)", "se (branch.concat.se)",
            "C: res2net (stage2.block1)", "se (branch.concat.se)",
            "D: res2net (stage2.block2, stage2.block3)", "se (branch.concat.se)",
            "E: res2net (stage3.block1)", "se (branch.concat.se)",
            "F: res2net (stage3.block2, stage3.block3)", "se (branch.concat.se)");
        dot.Should().Contain("label=\"stage2\\n1 x C (res2net)\\n2 x D (res2net)\\n128x16x16\"");
        dot.Should().Contain("label=\"conv 3x3 /2, 24\\nbatch-norm\\nrelu\\n24x16x16\"");
    }

    [Fact]
    public void Only_a_value_passed_from_one_split_to_the_next_is_a_carry()
    {
        Regex.Count(DiagramEmitter.Dot(Graph, "stage1.block1")!, "carry").Should().Be(0, "the first block of a stage adds nothing");
        Regex.Count(DiagramEmitter.Dot(Graph, "stage1.block2")!, "carry").Should().Be(2);
        Regex.Count(DiagramEmitter.Mermaid(Graph, "stage1.block2")!, "carry").Should().Be(2);
        var first = Compile.Spec(Nets.Res2Net29("with: { carry-first: true }")).Graph;
        Regex.Count(DiagramEmitter.Dot(first, "stage1.block2")!, "carry").Should().Be(3);
    }

    [Fact]
    public void Parallel_paths_and_sequences_of_steps_are_not_carries()
    {
        var graph = Compile.Spec(Nets.Stem(
            "[{ branches: { of: [[relu], [sigmoid]], merge: add } }, { residual: { branch: [relu] } }, { residual: { branch: [relu] } }]"))
            .Graph;

        DiagramEmitter.Dot(graph)!.Should().NotContain("carry");
    }

    [Fact]
    public void Layers_that_share_weights_say_so()
    {
        var graph = Compile.Spec(Nets.Stem("[{ branches: { of: [[relu], [sigmoid]], shared: [conv: { out: 4 }], merge: add } }]")).Graph;

        var dot = DiagramEmitter.Dot(graph)!;
        dot.Should().Contain("\"conv 1x1, 4\\n4x8x8\"").And.Contain("\"conv 1x1, 4 (shared)\\n4x8x8\"");
    }

    [Fact]
    public void All_operations_and_arrows_are_there()
    {
        var block = Graph.Modules.Single(module => module.Path == "stage2.block2");
        var dot = DiagramEmitter.Dot(Graph, block.Path)!;

        // Every box shows its operations and a shape, an end its name and a shape.
        var lines = Regex.Matches(dot, "  n[0-9]+ \\[label=\"([^\"]*)\"").Sum(label => Regex.Count(label.Groups[1].Value, @"\\n"));
        lines.Should().Be(block.OpCount + 2);
        var mermaid = DiagramEmitter.Mermaid(Graph, block.Path)!;
        Regex.Count(mermaid, "-->|==>").Should().Be(Regex.Count(dot, "n[0-9]+ -> n[0-9]+(;| \\[color)"));
    }

    [Fact]
    public void A_stem_or_a_gate_can_be_drawn_alone_and_a_missing_module_cannot()
    {
        Titles(DiagramEmitter.Dot(Graph, "stem")!).Should().Equal("stem");
        Titles(DiagramEmitter.Dot(Graph, "stage1.block1.branch.concat.se")!).Should().Equal("se (stage1.block1.branch.concat.se)");
        DiagramEmitter.Dot(Graph, "stage9").Should().BeNull();
        DiagramEmitter.Mermaid(Graph, "").Should().BeNull();
    }

    [Fact]
    public void A_hostile_name_stays_inside_its_quotes()
    {
        var hostile = Graph with { Name = Hostile };

        QuotedText().Replace(DiagramEmitter.Dot(hostile)!, "\"\"").Should().Be(QuotedText().Replace(DiagramEmitter.Dot(Graph)!, "\"\""));
        var mermaid = DiagramEmitter.Mermaid(hostile)!;
        MermaidText().Replace(mermaid, "\"\"").Should().Be(MermaidText().Replace(DiagramEmitter.Mermaid(Graph)!, "\"\""));
        mermaid.Should().NotContainAny("</", "`", "script>", "%%", "\u2028", "\u202e", "\\");
        Regex.Replace(mermaid, "<br>|-->|==>", "").Should().NotContainAny("<", ">");
    }

    private static IEnumerable<string> Titles(string dot) =>
        Regex.Matches(dot, "^ +label=\"([^\"]*)\";$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    // As Graphviz reads it: a backslash escapes the quote after it.
    [GeneratedRegex("\"(\\\\.|[^\"\\\\\n])*\"")]
    private static partial Regex QuotedText();

    // As Mermaid reads it: up to the next quote.
    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex MermaidText();
}
