namespace SeRes2Net.Compiler.Tests;

/// <summary>Where YAML's rules are broken, the message names the slip in the writer's words, at its place.</summary>
public sealed class SyntaxHintTests
{
    [Theory]
    [InlineData("name: X\nblock: y\n  stages: 3\n", 3, 3, "This line is indented deeper than 'block: y' above it, which has a value already; indent it like that line, or leave that line's value out.")]
    [InlineData("name: X\nexpect:\n  parameters: 1\n   macs: 2\n", 4, 4, "This line is indented deeper than 'parameters: 1' above it, which has a value already; indent it like that line, or leave that line's value out.")]
    [InlineData("name: X\nstages:\n  - {a: 1}\n - {b: 1}\n", 4, 2, "This line is indented by 1 space; the lines above it, by 0 or 2: align it with one of them.")]
    [InlineData("expect:\n    parameters: 1\n\n  # a comment\n  macs: 2\n", 5, 3, "This line is indented by 2 spaces; the lines above it, by 0 or 4: align it with one of them.")]
    [InlineData("name: \"abc\nfoo: 1\n", 1, 7, "This \" opens a text that is not closed: a second \" is missing.")]
    [InlineData("summary: \"50\\% of it\"\n", 1, 10, "In a text in double quotes a backslash begins an escape such as \\n; write it twice, or use single quotes.")]
    [InlineData("augment: { a: [1, 2 }\n", 1, 15, "This '[' is not closed: a ']' is missing.")]
    [InlineData("name: a: b\n", 1, 8, "This line has two ':'; put a value that holds one in quotes.")]
    [InlineData("name: X\nepochs 5\nlearning-rate: 0.1\n", 2, 1, "Expected 'key: value', found 'epochs 5': a ':' is missing.")]
    [InlineData("name: X\nepochs:5\nlearning-rate: 0.1\n", 2, 1, "A space is missing after the ':': 'epochs: 5'.")]
    [InlineData("name: X\n- a\n", 2, 1, "A list's '-' stands where a key was expected; the items of a list stand below their key, indented deeper.")]
    [InlineData("- a\nb: c\n", 2, 1, "A key stands among the '-' of a list; a list has a key above it, and what belongs to an item is indented deeper than its '-'.")]
    [InlineData("name: @x\n", 1, 7, "A value cannot start with '@'; put it in quotes.")]
    [InlineData("name: }\n", 1, 7, "This '}' closes nothing: there is no '{' before it.")]
    [InlineData("stages: ]\r\nname: x\r\n", 1, 9, "This ']' closes nothing: there is no '[' before it.")]
    public void What_is_wrong_is_said_where_it_is_wrong(string text, int line, int column, string message)
    {
        var finding = Compile.Text(text).Diagnostics.Should().ContainSingle().Subject;

        (finding.Id, finding.Where.Line, finding.Where.Column, finding.Message).Should().Be(("SR0001", line, column, message));
    }

    [Fact]
    public void What_no_rule_of_ours_explains_keeps_the_words_of_the_parser() =>
        Compile.Text("name: !<x\n").Diagnostics.Should().ContainSingle().Which.Message.Should().StartWith("This is not well-formed YAML: ");
}
