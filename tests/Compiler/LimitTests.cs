using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Compiler.Emit.Diagrams;
using SeRes2Net.Compiler.Emit.CSharp;
using System.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Files that no text editor shows well, and files that would be expensive: both quickly give a message.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("", "SR0003")]
    [InlineData("# only a comment\n", "SR0003")]
    [InlineData("---\n...\n", "SR0003")]
    [InlineData("\0PNG\u0001", "SR0004")]
    [InlineData("name: \uFFFD\uFFFD", "SR0004")]
    [InlineData("a: [1", "SR0001")]
    [InlineData("a: 1\nb: {c", "SR0001")]
    [InlineData("a: \"open", "SR0001")]
    [InlineData("a: 'open\n", "SR0001")]
    [InlineData("- a\nb: c\n", "SR0001")]
    [InlineData("a: b: c\n", "SR0001")]
    [InlineData("]", "SR0001")]
    [InlineData("@", "SR0001")]
    [InlineData("%YAML 9\n---\na: 1\n", "SR0001")]
    [InlineData("? [a, b]\n: c\n", "SR0012")]
    [InlineData("!!map { a: 1 }", "SR0007")]
    [InlineData("a: *b\n", "SR0007")]
    public void A_file_that_is_not_YAML_gives_one_error_with_a_position(string text, string id)
    {
        var finding = Compile.Text(text).Diagnostics.Should().ContainSingle().Subject;

        finding.Id.Should().Be(id, finding.Message);
        finding.Where.Line.Should().BeGreaterThan(0);
        finding.Where.Column.Should().BeGreaterThan(0);
        finding.Message.Should().NotContain("Exception").And.NotContain("   at ");
    }

    [Theory]
    [InlineData("a: [1", 1, 4)]
    [InlineData("a: 1\nb: {c", 2, 4)]
    [InlineData("a: [1, 2\nb: 3\n", 1, 4)]
    [InlineData("a:\n  - { b: [1] \n  - c\n", 2, 5)]
    [InlineData("a: {\n  b: [1, 2]\n\n", 1, 4)]
    public void An_unclosed_bracket_is_reported_where_it_opens(string text, int line, int column)
    {
        var finding = Compile.Text(text).Diagnostics.Should().ContainSingle().Subject;

        (finding.Id, finding.Where.Line, finding.Where.Column).Should().Be(("SR0001", line, column), finding.Message);
    }

    [Theory]
    [InlineData("a\\nb")]
    [InlineData("a\\e[31m")]
    [InlineData("a\\u2028b")]
    [InlineData("a\\u202Eb")]
    public void A_name_neither_ends_a_line_nor_changes_its_direction(string name)
    {
        var findings = Compile.Text(Nets.Stem("relu").Replace("name: Test", $"name: \"{name}\"")).Diagnostics;

        findings.Should().ContainSingle().Which.Id.Should().Be("SR0017");
    }

    [Fact]
    public void A_message_is_one_line_of_sensible_length_whatever_it_quotes()
    {
        var message = Compile.Text(Nets.Stem("[ \"one\\ntwo\\e[31m\\u2028\\u202E" + new string('x', 9000) + "\" ]")).Diagnostics
            .Should().ContainSingle().Subject.Message;

        message.Should().StartWith("There is no step 'one\\ntwo\\u001B[31m\\u2028\\u202Exx").And.EndWith("x ..");
        message.Length.Should().BeLessThan(1100);
    }

    [Theory]
    [InlineData("[", 100_000)]
    [InlineData("{a: ", 50_000)]
    [InlineData("- ", 100_000)]
    [InlineData("? ", 100_000)]
    [InlineData("x: {y: [", 20_000)]
    public void Deep_nesting_is_refused_quickly(string unit, int times)
    {
        var watch = Stopwatch.StartNew();
        var finding = Compile.Text(string.Concat(Enumerable.Repeat(unit, times))).Diagnostics.Should().ContainSingle().Subject;

        finding.Id.Should().BeOneOf("SR0005", "SR0012", "SR0001");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_large_file_is_refused()
    {
        var finding = Compile.Text("name: " + new string('x', 300_000)).Diagnostics.Should().ContainSingle().Subject;

        finding.Id.Should().Be("SR0005");
    }

    [Theory]
    [InlineData("(")]
    [InlineData("- ")]
    [InlineData("not ")]
    [InlineData("2 ** ")]
    [InlineData("1 if true else ")]
    [InlineData("max(")]
    [InlineData("1 + ")]
    public void A_monstrous_expression_is_refused(string unit)
    {
        var expression = string.Concat(Enumerable.Repeat(unit, 10_000)) + "1";

        Compile.Text(Net($"[{{ conv: {{ out: \"{expression}\" }} }}]")).Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0014");
    }

    [Theory]
    [InlineData("[{ conv: { out: 1048576, kernel: 1048575 } }, { conv: { out: 1048576 } }]")]
    [InlineData("[{ conv: { out: 100000 } }, { cascade: { splits: 100000, each: [relu, relu] } }]")]
    public void A_network_beyond_the_limits_is_refused(string stem)
    {
        var watch = Stopwatch.StartNew();

        Compile.Text(Net(stem)).Diagnostics.Should().Contain(finding => finding.Id == "SR0005");
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_number_of_blocks_beyond_the_limit_is_refused()
    {
        var text = Net("[]") + "block: basic\nstages: [{ repeat: 99999, out: 8 }, { repeat: 99999, out: 8 }]\n";

        Compile.Text(text).Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0005");
    }

    [Fact]
    public void A_compiler_bug_is_a_finding()
    {
        var file = new SourceFile("specs/test.yaml", null!);

        var finding = SpecCompiler.Compile([file]).Diagnostics.Should().ContainSingle().Subject;

        finding.Id.Should().Be("SR0099");
        finding.Where.File.Should().Be("specs/test.yaml");
    }

    private static string Net(string stem) =>
        $"name: Net\ninput: [3, 8, 8]\nclasses: 10\nstem: {stem}\nhead: [global-avg-pool, linear: {{ out: classes }}]\n";

    // Allocations stand for the work: they are the same on every machine, and grow fourfold where the work is linear.
    [Fact]
    public void Four_times_as_many_steps_are_four_times_the_work_for_every_emitter()
    {
        foreach (var emit in new Action<CompiledSpec>[]
        {
            spec => CSharpEmitter.Emit(spec),
            spec => PythonEmitter.Emit(spec),
            spec => DiagramEmitter.Mermaid(spec.Graph),
        })
        {
            var (small, large) = (Copies(500), Copies(2000));
            emit(small);

            Allocated(() => emit(large)).Should().BeLessThan(8 * Allocated(() => emit(small)));
        }

        static CompiledSpec Copies(int times) => Compile.Spec($$"""
            name: Copies
            input: [3, 8, 8]
            classes: 2
            stem: [{ repeat: { times: {{times}}, of: [conv: {}, batch-norm, relu] } }]
            head: [global-avg-pool, linear: { out: classes }]
            """);

        static long Allocated(Action action)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
