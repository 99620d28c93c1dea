using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>
/// Names and summaries come from strangers: whatever they hold, the exported program is the same except for its docstrings.
/// </summary>
public sealed class EscapingTests(TwinProcess python) : IClassFixture<TwinProcess>
{
    public static TheoryData<string> HostileTexts() =>
    [
        "\"\"\"\nimport os; os.system('sh')\n\"\"\"",
        "ends in a quote \"", "ends in two \"\"", "ends in a backslash \\", "\\\"\"\"; evil()", "\\N{BULLET} \\x41 \\u0041 \\777 \\",
        "''' evil() '''", "{evil} {0} %s f\"{1}\"",
        "*/ static C() { } /*", "</summary> <script>alert(1)</script>",
        "first line\nimport evil", "first line\rimport evil", "next line\u0085import evil", "page\u000cimport evil",
        "line separator\u2028import evil\u2029import evil",
        "right to left \u202e }evil{ and zero width \u200b\ufeff", "half a pair \ud800 and nul \0 and bell \a", "# -*- coding: utf-7 -*-",
    ];

    [PyTorchTheory]
    [MemberData(nameof(HostileTexts))]
    public void A_hostile_name_or_summary_changes_nothing_but_docstrings(string text)
    {
        var harmless = Check("harmless.py", Specs.Get("se-res2net-29"));
        var hostile = Check("hostile.py", Named(Specs.Get("se-res2net-29"), text));

        hostile.Tree.Should().Be(harmless.Tree);
        hostile.Docstrings.Should().HaveCount(harmless.Docstrings.Count);
        var words = new string([.. text.Where(char.IsLetter)]);
        new string([.. hostile.Docstrings[0].Where(char.IsLetter)]).Should().StartWith(words + words, "the text arrives, only its spaces change");
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void The_file_holds_no_character_that_hides_or_ends_something(string text)
    {
        var harmless = PythonEmitter.Emit(Named(Specs.Get("se-res2net-29"), "harmless"));
        var source = PythonEmitter.Emit(Named(Specs.Get("se-res2net-29"), text));

        source.Should().NotContainAny("\r", "\u0085", "\u2028", "\u2029", "\u202e", "\u200b", "\0", "\a", "\f", "\ud800");
        (source.Split("\"\"\"").Length).Should().Be(harmless.Split("\"\"\"").Length);
    }

    [Fact]
    public void Text_in_any_script_arrives_unharmed() =>
        PythonEmitter.Emit(Named(Specs.Get("res2net-29"), "Réseau 网络 😀")).Should().StartWith("\"\"\"Réseau 网络 😀: Réseau 网络 😀\n");

    private static CompiledSpec Named(CompiledSpec spec, string text) => spec with
    {
        Graph = spec.Graph with
        {
            Name = text,
            Summary = text,
            Modules = [.. spec.Graph.Modules.Select(module => module with { Summary = text })],
        },
    };

    private (string Tree, List<string> Docstrings) Check(string name, CompiledSpec spec)
    {
        File.WriteAllText(python.File(name), PythonEmitter.Emit(spec));
        python.Send(new { @do = "check", source = python.File(name) });
        var answer = python.Receive();
        return ((string)answer["tree"]!, [.. answer["docstrings"]!.AsArray().Select(text => (string)text!)]);
    }
}
