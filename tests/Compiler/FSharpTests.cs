using SeRes2Net.Compiler.Emit.FSharp;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Blocks and gates as F# functions: which ones exist, what they are called, and that a stranger's text cannot do harm.</summary>
public sealed class FSharpTests
{
    [Fact]
    public void The_functions_for_shipped_definitions_are_the_accepted_ones()
    {
        var text = FSharpEmitter.Emit(DefinitionSet.In([], null), FSharpEmitter.DefaultNamespace);

        // The catalogue uses them.
        Golden.Check("../../../specs/Definitions.fs", text);
        text.Split('\n').Should().OnlyContain(line => line.Length <= 140 && line == line.TrimEnd());
    }

    [Fact]
    public void The_primitives_of_the_DSL_are_those_of_the_compiler()
    {
        Golden.Check("../../../specgen/dsl/Generated/Primitives.fs", FSharpPrimitives.Union());
        Golden.Check("../../../specgen/dsl/Generated/PrimitiveSteps.fs", FSharpPrimitives.Steps());
    }

    [Fact]
    public void The_recipe_of_the_library_has_the_keys_of_the_table() =>
        Golden.Check("../../../specgen/dsl/Generated/Recipe.fs", RecipeEmitter.Emit());

    [Fact]
    public void Every_type_of_parameter_has_its_own()
    {
        var text = Emit(Block("b", """
            parameters:
              n: { type: int, max: 9, default: channels // 2 }
              x: { type: float, min: 0, max: 0.5, summary: a share }
              flag: { type: bool, default: true }
              how: { type: choice, of: [first, last], default: =('last' if flag else 'first') }
              act:
                type: steps
                default:
                  - leaky-relu:
                      slope: x
                  - dropout: { rate: 0.5 }
              also: { type: gate, default: none }
              stride: { type: int, default: 1, first-only: true }
            """));

        text.Should().Be("""
            // Written by `runner schema --fsharp`; do not edit.
            namespace N

            open SeRes2Net.Dsl

            /// <summary>Values of 'how' of b.</summary>
            [<RequireQualifiedAccess>]
            type BHow =
                | First
                | Last

            /// <summary>The blocks there are, as functions of their parameters.</summary>
            type Blocks =
                /// <summary>The block b.</summary>
                /// <param name="n">An integer, at most 9. Default: channels // 2.</param>
                /// <param name="x">A share. A number from 0 to 0.5. Must be given.</param>
                /// <param name="flag">A truth value. Default: true.</param>
                /// <param name="how">One of first, last. Default: =('last' if flag else 'first').</param>
                /// <param name="act">Steps. Default: [{ leaky-relu: { slope: x } }, { dropout: { rate: 0.5 } }].</param>
                /// <param name="also">A gate. Default: none.</param>
                /// <param name="stride">An integer. Default: 1. Reaches the first block of a stage only.</param>
                static member b
                    (
                        ?n: Expression,
                        ?x: Expression,
                        ?flag: Expression,
                        ?how: Pick<BHow>,
                        ?act: Step list,
                        ?also: GateUse,
                        ?stride: Expression
                    ) : BlockUse =
                    Optional.block (
                        "b",
                        [ Optional.expression ("n", n)
                          Optional.expression ("x", x)
                          Optional.expression ("flag", flag)
                          Optional.choice ("how", how, function BHow.First -> "first" | BHow.Last -> "last")
                          Optional.steps ("act", act)
                          Optional.gate ("also", also)
                          Optional.expression ("stride", stride) ]
                    )

            """);
    }

    [Fact]
    public void A_definition_without_parameters_is_a_function_without_arguments() =>
        Emit(Gate("plain", "")).Should().Contain("    static member plain() : GateUse =\n        Optional.gate (\"plain\", [])\n");

    [Theory]
    [InlineData("carry-first", "carryFirst")]
    [InlineData("carry_first", "carryFirst")]
    [InlineData("Width", "width")]
    [InlineData("a-1", "a1")]
    [InlineData("type", "``type``")]
    [InlineData("base", "``base``")]
    [InlineData("params", "``params``")]
    [InlineData("tail-call", "tailCall")]
    [InlineData("tailcall", "``tailcall``")]
    [InlineData("Mod", "``mod``")]
    public void Members_and_parameters_are_in_camel_case_and_keywords_in_backticks(string name, string identifier)
    {
        FSharpNames.Quoted(FSharpNames.Members([name], []).Single()).Should().Be(identifier);
        Emit(Gate(name, "")).Should().Contain($"    static member {identifier}() : GateUse =\n        Optional.gate (\"{name}\", [])\n");
    }

    [Fact]
    public void Names_that_would_be_one_identifier_keep_their_spelling()
    {
        Members("a-b", "a_b", "c").Should().Equal("``a-b``", "a_b", "c");
        Members("a-b", "aB", "AB").Should().Equal("``a-b``", "aB", "AB");
        Cases("a-b", "aB", "c").Should().Equal("``a-b``", "``aB``", "C");
        Emit(Gate("g", "parameters: { a-b: { type: int }, a_b: { type: int } }")).Should()
            .Contain("(?``a-b``: Expression, ?a_b: Expression)")
            .And.Contain("Optional.expression (\"a-b\", ``a-b``); Optional.expression (\"a_b\", a_b)");
    }

    [Fact]
    public void Cases_begin_with_a_capital_or_are_in_backticks()
    {
        Cases("first", "3x3", "max-pool", "a b", "größe", "type").Should()
            .Equal("First", "``3x3``", "MaxPool", "``a b``", "``größe``", "Type");
        // Characters that no identifier can hold, not even in backticks.
        Cases("a.b", "a`b", "", "a/b").Should().Equal("``a_b``", "``a_b_``", "``_``", "``a_b__``");
        // Names that the F# compiler gives to members of a union itself.
        Cases("tags", "a", "is-a").Should().Equal("Tags_", "A", "IsA_");
    }

    [Fact]
    public void Unions_hide_neither_each_other_nor_the_types_of_the_functions()
    {
        const string Choice = "{ type: choice, of: [x] }";
        var text = Emit(
            Gate("a", $"parameters: {{ b-c: {Choice} }}"), Gate("a-b", $"parameters: {{ c: {Choice} }}"),
            Gate("gate", $"parameters: {{ use: {Choice} }}"),
            Block("s", $"parameters: {{ t: {Choice} }}"), Gate("s", $"parameters: {{ t: {Choice} }}"));

        text.Split('\n').Where(line => line.StartsWith("type ", StringComparison.Ordinal)).Should().Equal(
            "type ``block s t`` =", "type ``gate a b-c`` =", "type ``gate a-b c`` =",
            "type GateUse_ =", "type ``gate s t`` =", "type Blocks =", "type Gates =");
        text.Should().Contain("?bC: Pick<``gate a b-c``>").And.Contain("function ``gate a b-c``.X -> \"x\"")
            .And.Contain("?``use``: Pick<GateUse_>");
    }

    [Fact]
    public void Texts_of_strangers_stay_in_their_comments_and_literals()
    {
        var text = Emit(Gate("g", """
            summary: "</summary> *) \"\"\" \\ & <b>\r\n\u2028type Evil = class end\u2029\u0085\u202e"
            parameters:
              n: { type: int, default: 1, summary: "x\n(* \u2028let y = 1" }
              c: { type: choice, of: ["\"", "\\", "a\nb", "``", "*)", "\"\"\"", "\u2028", "{0}%d"], summary: "\n" }
            """));

        text.Should().Be(""""
            // Written by `runner schema --fsharp`; do not edit.
            namespace N

            open SeRes2Net.Dsl

            /// <summary>Values of 'c' of g.</summary>
            [<RequireQualifiedAccess>]
            type GC =
                | ``_``
                | ``__``
                | ``a_b``
                | ``___``
                | ``____``
                | ``_____``
                | ``______``
                | ``_0__d``

            /// <summary>The gates there are, as functions of their parameters.</summary>
            type Gates =
                /// <summary>&lt;/summary&gt; *) """ \ &amp; &lt;b&gt; type Evil = class end .</summary>
                /// <param name="n">X (* let y = 1. An integer. Default: 1.</param>
                /// <param name="c">One of ", \, a b, ``, *), """, , {0}%d. Must be given.</param>
                static member g(?n: Expression, ?c: Pick<GC>) : GateUse =
                    Optional.gate (
                        "g",
                        [ Optional.expression ("n", n)
                          Optional.choice (
                              "c",
                              c,
                              function
                              | GC.``_`` -> "\""
                              | GC.``__`` -> "\\"
                              | GC.``a_b`` -> "a\u000ab"
                              | GC.``___`` -> "``"
                              | GC.``____`` -> "*)"
                              | GC.``_____`` -> "\"\"\""
                              | GC.``______`` -> "\u2028"
                              | GC.``_0__d`` -> "{0}%d"
                          ) ]
                    )

            """");
    }

    [Fact]
    public void The_nearer_of_two_definitions_wins()
    {
        var set = DefinitionSet.In(
        [
            new SourceFile("far/specs/gates/se.yaml", "gate: se\nsummary: far\nbody: [relu]\n"),
            new SourceFile("far/specs/mine/gates/se.yaml", "gate: se\nsummary: near\nbody: [relu]\n"),
            new SourceFile("far/specs/mine/own.yaml", "block: own\nbody: [relu]\n"),
            new SourceFile("far/specs/mine/net.yaml", Nets.Stem("relu")),
            new SourceFile("far/specs/other/gates/unseen.yaml", "gate: unseen\nbody: [relu]\n"),
        ], "far/specs/mine/");

        var text = FSharpEmitter.Emit(set, "N");

        set.Diagnostics.Should().BeEmpty();
        text.Should().Contain("/// <summary>Near.</summary>\n    static member se() : GateUse =")
            .And.NotContain("Far.").And.NotContain("unseen");
        text.Should().Contain("static member own() : BlockUse").And.Contain("static member res2net").And.NotContain("member net");
    }

    [Fact]
    public void A_broken_definition_is_reported_and_omitted()
    {
        var set = DefinitionSet.In([new SourceFile("specs/gates/se.yaml", "gate: se\nbody: [reluu]\n")], "specs");

        set.Diagnostics.Should().ContainSingle().Which.Id.Should().Be(Descriptors.UnknownStep.Id);
        FSharpEmitter.Emit(set, "N").Should().NotContain(" se(").And.Contain(" eca(");
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        SourceFile[] files = [Gate("b", ""), Gate("a", ""), Block("z", "")];

        Emit(files).Should().Be(Emit([.. files.Reverse()]));
    }

    [Theory]
    [InlineData("A", true)]
    [InlineData("SeRes2Net.Specs_2", true)]
    [InlineData("", false)]
    [InlineData("A..B", false)]
    [InlineData("A.2", false)]
    [InlineData("A\nopen System", false)]
    [InlineData("A ``", false)]
    public void A_namespace_is_made_of_identifiers(string text, bool isOne) => FSharpEmitter.IsNamespace(text).Should().Be(isOne);

    [Fact]
    public void A_namespace_may_be_a_keyword() =>
        FSharpEmitter.Emit(DefinitionSet.In([], null), "A.type").Should().Contain("\nnamespace A.``type``\n");

    private static IEnumerable<string> Members(params string[] names) => FSharpNames.Members(names, []).Select(FSharpNames.Quoted);

    private static IEnumerable<string> Cases(params string[] names) => FSharpNames.Cases(names).Select(FSharpNames.QuotedUpper);

    private static SourceFile Block(string name, string rest) => new($"specs/blocks/{name}.yaml", $"block: {name}\nbody: [relu]\n{rest}\n");

    private static SourceFile Gate(string name, string rest) => new($"specs/gates/{name}.yaml", $"gate: {name}\nbody: [relu]\n{rest}\n");

    // Those files only, without the library.
    private static string Emit(params SourceFile[] files) => FSharpEmitter.Emit(files.Select(file =>
    {
        var document = Documents.Document.Of(file);
        document.Diagnostics.Should().NotContain(finding => finding.Severity == Severity.Error);
        return document.Definition!;
    }), "N");
}
