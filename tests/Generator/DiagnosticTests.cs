using Microsoft.CodeAnalysis;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Generator.Tests;

/// <summary>The build shows the compiler's findings: file, line, column, id, severity.</summary>
public sealed class DiagnosticTests
{
    private const string Good = """
        name: Good
        input: [3, 8, 8]
        classes: 2
        stem:
          - conv: { out: 8, kernel: 3 }
        block: basic
        stages:
          - { repeat: 1, out: 8 }
        head:
          - global-avg-pool
          - linear: { out: classes }

        """;

    [Theory]
    [InlineData("block: basic", "block: basik", 6, 8)]
    [InlineData("classes: 2", "clases: 2", 3, 1)]
    [InlineData("kernel: 3", "kernel: three", 5, 29)]
    [InlineData("  - conv:", "\t- conv:", 5, 1)]
    public void A_broken_spec_is_reported_at_its_line_and_column(string good, string bad, int line, int column)
    {
        var result = new GeneratorHost([new SourceFile("/p/specs/bad.yaml", Good.Replace(good, bad))]).Run();

        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        errors.Should().Contain(error =>
            error.Location.GetLineSpan().Path == "/p/specs/bad.yaml"
            && error.Location.GetLineSpan().StartLinePosition.Line == line - 1
            && error.Location.GetLineSpan().StartLinePosition.Character == column - 1);
        errors.Should().OnlyContain(error => error.Id.StartsWith("SR0"));
        errors.Should().OnlyContain(error => error.GetMessage(null).Length > 10);
        result.Exception.Should().BeNull();
    }

    [Fact]
    public void A_broken_spec_does_not_prevent_the_others_from_being_generated()
    {
        var result = new GeneratorHost(
            [new SourceFile("/p/specs/good.yaml", Good), new SourceFile("/p/specs/bad.yaml", Good.Replace("basic", "basik"))]).Run();

        result.GeneratedSources.Select(source => source.HintName).Should().BeEquivalentTo(["Good.g.cs", "Catalogue.g.cs"]);
        result.Diagnostics.Should().NotBeEmpty();
    }

    [Fact]
    public void Braces_in_a_message_have_no_special_meaning()
    {
        var result = new GeneratorHost([new SourceFile("/p/specs/bad.yaml", Good.Replace("basic", "'{0}{evil}'"))]).Run();

        result.Diagnostics.Should().Contain(diagnostic => diagnostic.GetMessage(null).Contains("{0}{evil}"));
    }

    [Theory]
    [InlineData("/p/specs/good.yaml", "/p/specs/more/good.yaml")]
    [InlineData("/p/specs/Net-A.yaml", "/p/specs/net-a.yaml")]
    [InlineData("/p/specs/net-a.yaml", "/p/specs/neta.yaml")]
    public void Two_specs_with_the_same_class_name_are_an_error_and_the_first_is_generated(string one, string other)
    {
        var result = new GeneratorHost([new SourceFile(one, Good), new SourceFile(other, Good)]).Run();

        result.Exception.Should().BeNull("Roslyn would drop everything that was generated");
        result.Diagnostics.Should().ContainSingle(d => d.Severity == DiagnosticSeverity.Error)
            .Which.Location.GetLineSpan().Path.Should().Be(other);
        result.GeneratedSources.Should().HaveCount(2);
    }

    [Fact]
    public void Files_without_the_mark_are_not_specs() =>
        new GeneratorHost([new SourceFile("/p/specs/bad.yaml", "oops")], marked: false).Run()
            .Diagnostics.Should().BeEmpty();

    [Fact]
    public void A_study_gives_findings_and_no_class()
    {
        var result = new GeneratorHost(
        [
            new SourceFile("/p/specs/good.yaml", Good),
            new SourceFile("/p/specs/studies/fine.yaml", "study: fine\nspecs: [../good.yaml]\n"),
            new SourceFile("/p/specs/studies/wrong.yaml", "study: wrong\nspecs: [../nowhere.yaml]\n"),
        ]).Run();

        result.GeneratedSources.Select(source => source.HintName).Should().BeEquivalentTo(["Good.g.cs", "Catalogue.g.cs"]);
        var finding = result.Diagnostics.Should().ContainSingle().Subject;
        finding.Id.Should().Be("SR0026");
        finding.Location.GetLineSpan().Path.Should().Be("/p/specs/studies/wrong.yaml");
    }
}
