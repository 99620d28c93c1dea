using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Files of claims.</summary>
public sealed class ClaimTests
{
    private const string Path = "specs/claims/paper.yaml";

    /// <summary>Every key that such a file may have.</summary>
    internal const string Whole = """
        claims: paper
        report: A paper
        source: arXiv
        summary: What it says.
        protocols:
          long: { summary: 300 epochs., recipe: report-300, data: cifar10, seeds: [0, 1, 2] }
        tables:
          - table: CIFAR-10
            place: Table 2
            protocol: long
            rows:
              - { row: Res2Net-29, spec: ../res2net-29.yaml, parameters: 0.65M, flops: 102M, error: 3.45 +- 0.05 }
              - { row: SE-Res2Net-29, spec: ../se-res2net-29.yaml, parameters: "670,337", error: "2.98 \u00b1 0.04 %", accuracy: 97.02% }
              - { row: Its block, spec: ../resnet-18-cifar.yaml, part: stage1.block1, parameters: 0.07M, macs: 75.5M }
          - table: Text
            rows:
              - { row: Effect, of: SE-Res2Net-29, baseline: Res2Net-29, test: welch, n: 3, t: 12.7, p: < .001, d: 10, gain: about 0.5 }
              - { row: Effect again, repeats: Effect, p: .0002, note: In the abstract., added-parameters: 19k, added-macs: 18k }
              - { row: Cost, parameters-per-point: 0.04M, macs-per-point: 0.04M, iou: .6, latency: 4.2, size: 2.6M }
        language: 1
        """;

    [Fact]
    public void Claims_have_the_values_of_their_file()
    {
        var result = Check(Whole);

        result.Diagnostics.Should().BeEmpty();
        var file = result.Claims.Should().ContainSingle().Subject;
        var (claims, rows) = (file.Claims, file.Claims.Rows.ToList());
        (claims.Name, claims.Report, claims.Source, claims.Summary).Should().Be(("paper", "A paper", "arXiv", "What it says."));
        claims.Protocols.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new ClaimProtocol { Name = "long", Summary = "300 epochs.", Recipe = "report-300", Data = "cifar10", Seeds = [0, 1, 2] });
        claims.Tables.Select(table => (table.Name, table.Place, table.Protocol, table.Rows.Count)).Should()
            .Equal(("CIFAR-10", "Table 2", "long", 3), ("Text", "", null, 3));
        rows.SelectMany(row => row.Claims).Select(claim => claim.Quantity).Should().BeEquivalentTo(Quantity.All.Concat(
            [Quantity.Parameters, Quantity.Parameters, Quantity.Error, Quantity.P]), "every quantity is in the file");
        (rows[2].Part, rows[3].Of, rows[3].Baseline, rows[3].IsWelch, rows[4].Repeats, rows[4].IsWelch, rows[4].Note).Should()
            .Be(("stage1.block1", "SE-Res2Net-29", "Res2Net-29", true, "Effect", false, "In the abstract."));
        file.SpecOf(rows[0]).Should().Be("specs/res2net-29.yaml");
        file.SpecOf(rows[4]).Should().BeNull();
        SpecCompiler.References(new SourceFile(Path, Whole)).Should()
            .Equal("specs/res2net-29.yaml", "specs/se-res2net-29.yaml", "specs/resnet-18-cifar.yaml");
    }

    [Theory]
    [InlineData("0.18M", 175_000, 185_000)]
    [InlineData(".005", 0.0045, 0.0055)]
    [InlineData("4,697,162", 4_697_161.5, 4_697_162.5)]
    [InlineData("-1.5 %", -1.55, -1.45)]
    [InlineData("about 6", 5, 7)]
    [InlineData("~34M", 33e6, 35e6)]
    [InlineData("< .001", double.NegativeInfinity, 0.001)]
    public void A_figure_stands_for_what_rounds_to_it(string text, double low, double high)
    {
        var figure = Published.Parse(text)!;

        figure.Low.Should().BeApproximately(low, 1e-9 * Math.Abs(high));
        figure.High.Should().BeApproximately(high, 1e-9 * Math.Abs(high));
        figure.Text.Should().Be(text);
    }

    [Fact]
    public void A_figure_may_have_a_standard_deviation()
    {
        var figure = Published.Parse("2.98 +- 0.04")!;

        (figure.Value, figure.Deviation!.Value).Should().Be((2.98, 0.04));
        Published.Parse("2.98")!.Deviation.Should().BeNull();
        new[] { "", "many", "1e5", "1,00", "2.98 +-", "+", "0.18 M", "1.2.3", new string('9', 400) }.Select(Published.Parse).Should().AllBeEquivalentTo((Published?)null);
    }

    [Theory]
    [InlineData("claims: paper", "claims: papers", "SR0024", "expected 'paper'")]
    [InlineData("report: A paper", "report: ~", "SR0012", "'report' must be a text")]
    [InlineData("report: A paper\n", "", "SR0011", "needs 'report:'")]
    [InlineData("source: arXiv", "sources: arXiv", "SR0010", "Did you mean 'source'")]
    [InlineData("recipe: report-300", "recipe: report-30", "SR0036", "Did you mean 'report-300'")]
    [InlineData("seeds: [0, 1, 2]", "seeds: [0, 0]", "SR0017", "has 0 twice")]
    [InlineData("long: {", "other: {", "SR0017", "'protocol' must be one of 'protocols'; found 'long'. There are: other")]
    [InlineData("  long: {", "  short: 1\n  long: {", "SR0012", "A protocol is a map")]
    [InlineData("../res2net-29.yaml", "../res2net-28.yaml", "SR0026", "to count. Did you mean '../res2net-29.yaml'")]
    [InlineData("../res2net-29.yaml", "../blocks/basic.yaml", "SR0026", "only architectures can be counted")]
    [InlineData("../res2net-29.yaml", "/etc/passwd", "SR0017", "relative to this one")]
    [InlineData("spec: ../resnet-18-cifar.yaml, ", "", "SR0011", "'part' needs 'spec'")]
    [InlineData("row: SE-Res2Net-29", "row: Res2Net-29", "SR0017", "two rows 'Res2Net-29'")]
    [InlineData("repeats: Effect", "repeats: Efect", "SR0017", "name of a row of this file; found 'Efect'. Did you mean 'Effect'")]
    [InlineData("repeats: Effect", "repeats: Effect again", "SR0017", "name of another row")]
    [InlineData("test: welch", "test: welsh", "SR0017", "Did you mean 'welch'")]
    [InlineData("n: 3", "n: three", "SR0017", "'n' must be a figure as it is printed")]
    [InlineData("flops: 102M", "flop: 102M", "SR0010", "Did you mean 'flops'")]
    [InlineData("  - table: Text", "  - place: Text", "SR0011", "needs 'table:'")]
    [InlineData("parameters: 0.65M, flops: 102M, error: 3.45 +- 0.05", "note: Nothing", "SR0011", "A row needs a figure")]
    [InlineData("- { row: Cost,", "- x\n      - { row: Cost,", "SR0012", "'rows' is a list of maps; found 'x'")]
    public void A_wrong_file_is_refused(string right, string wrong, string id, string words)
    {
        Whole.Should().Contain(right);

        var result = Check(Whole.Replace(right, wrong));

        result.Diagnostics.Should().Contain(finding => finding.Id == id && finding.Severity == Severity.Error && finding.Message.Contains(words))
            .Which.Where.Line.Should().BeGreaterThan(0);
        result.Claims.Should().BeEmpty();
    }

    [Fact]
    public void A_table_has_between_one_and_a_thousand_rows()
    {
        Check("claims: paper\nreport: R\ntables: [{ table: T, rows: [] }]\n").Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0017");

        var rows = string.Join(", ", Enumerable.Range(0, 1001).Select(i => $"{{ row: R{i}, n: 3 }}"));
        Check($"claims: paper\nreport: R\ntables: [{{ table: T, rows: [{rows}] }}]\n").Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0005");
    }

    private static CompileResult Check(string text) => SpecCompiler.Compile([.. Repository.Specs, new SourceFile(Path, text)], [Path]);
}
