using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Core.Tests.Lab.Runs;
using SeRes2Net.Lab.Claims;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Claims;

/// <summary>Right claims pass; each planted wrong one is flagged, with the arithmetic.</summary>
public sealed class ClaimCheckerTests
{
    private const string File = "specs/claims/paper.yaml";

    // t, p and d of the two tests are SciPy's: ttest_ind_from_stats(2.98, .04, 3, 3.45, .05, 3, equal_var=False), t.isf(.0025, 2).
    private const string Right = """
        claims: paper
        report: A paper
        protocols: { short: { recipe: quick-5, data: cifar10, seeds: [0, 1, 2] } }
        tables:
          - table: Results
            protocol: short
            rows:
              - { row: Plain, spec: ../res2net-29.yaml, parameters: 0.65M, macs: 102M, flops: 204M, error: 3.45 +- 0.05, accuracy: 96.55 }
              - { row: Gated, spec: ../se-res2net-29.yaml, parameters: 0.67M, error: 2.98 +- 0.04 }
              - { row: Block, spec: ../resnet-18-cifar.yaml, part: stage1.block1, parameters: 73984, flops: 75M }
              - { row: Paired, of: Gated, baseline: Plain, gain: 0.47, added-parameters: 19k, parameters-per-point: 41k, n: 3, t: 14.1, p: .005, d: 8.1 }
              - { row: Welch, of: Gated, baseline: Plain, test: welch, t: 12.7, p: .0003, d: 10.4 }
              - { row: Somewhere, n: 3, p: .005, d: 8.1 }
              - { row: Cost, parameters-per-point: 0.04M }
              - { row: Again, repeats: Cost, parameters-per-point: 0.04M }
        """;

    [Fact]
    public void Right_claims_are_consistent()
    {
        var report = Check(Right);

        report.Findings.Where(finding => finding.Verdict != ClaimVerdict.Consistent).Select(finding => $"{finding.Row.Name} {finding.Claim.Quantity}")
            .Should().Equal("Gated error");
        Finding(report, "Plain", "flops").Checks.Should().ContainSingle().Which.Sentence.Should()
            .Be("Res2Net-29: 204,149,760 FLOPs at two for each multiply-accumulate.");
        Finding(report, "Plain", "macs").Measured.Should().BeNull();
        report.HasContradictions.Should().BeFalse();
    }

    [Theory]
    [InlineData("error: 2.98", "error: 298", "Gated", "error", "No error is more than 100%.")]
    [InlineData("p: .0003", "p: 3", "Welch", "p", "No p is more than 1.")]
    [InlineData("Somewhere, n: 3", "Somewhere, n: 2.5", "Somewhere", "n", "A number of runs is whole.")]
    [InlineData("parameters: 0.65M", "parameters: 0.63M", "Plain", "parameters", "Res2Net-29 has 651,122 parameters, which is 0.65M and not 0.63M.")]
    [InlineData(" macs: 102M", " macs: 204M", "Plain", "macs", "102,074,880 multiply-accumulates, which is 102M and not 204M: 0.50 times as many.")]
    [InlineData("flops: 204M", "flops: 51M", "Plain", "flops", "No other convention gives it either: 204,149,760 FLOPs")]
    [InlineData("accuracy: 96.55", "accuracy: 96.45", "Plain", "error", "add up to 99.90.")]
    [InlineData("parameters: 73984", "parameters: 0.18M", "Block", "parameters", "stage1.block1 of ResNet-18 (3x3 stem) has 73,984 parameters")]
    [InlineData("gain: 0.47", "gain: 0.57", "Paired", "gain", "falls from 3.45 (Plain) to 2.98 (Gated): 0.47, not 0.57.")]
    [InlineData("added-parameters: 19k", "added-parameters: 9k", "Paired", "added-parameters", "has 19,215 parameters")]
    [InlineData("parameters-per-point: 41k", "parameters-per-point: 150k", "Paired", "parameters-per-point",
        "From Plain to Gated, as compiled, 19k more remove 0.47 points of error: 41k for each, not 150k.")]
    [InlineData("41k, n: 3", "41k, n: 5", "Paired", "n", "has 3 seeds, not 5.")]
    [InlineData("p: .005, d: 8.1 }\n      - { row: Welch", "p: .005, d: 1.3 }\n      - { row: Welch", "Paired", "d",
        "With 3 paired runs (2 degrees of freedom), p = .005 means d = 8.1 (7.8 to 8.6 within rounding), not 1.3. Both would hold with 9 runs.")]
    [InlineData("p: .005, d: 8.1 }\n      - { row: Welch", "p: .005, d: 1.3 }\n      - { row: Welch", "Paired", "p", "d = 1.3 means p = 0.15")]
    [InlineData("t: 14.1", "t: 3.0", "Paired", "t", "give t of at least 8.0, however the runs go together, not 3.0.")]
    [InlineData("p: .0003", "p: .03", "Welch", "p", "With 3 runs of each network, 3.45 +- 0.05 (Plain) and 2.98 +- 0.04 (Gated) give p of")]
    [InlineData("Somewhere, n: 3, p: .005, d: 8.1", "Somewhere, n: 3, d: 1.3", "Somewhere", "d", "no two rows of the report give d = 1.3")]
    [InlineData("Cost, parameters-per-point: 0.04M", "Cost, parameters-per-point: 0.79M", "Cost", "parameters-per-point", "No two rows of the report give 0.79M")]
    [InlineData("repeats: Cost, parameters-per-point: 0.04M", "repeats: Cost, parameters-per-point: 0.05M", "Cost", "parameters-per-point",
        "The report also says 0.05M (Again), which is not 0.04M.")]
    public void A_planted_wrong_claim_is_flagged(string right, string wrong, string row, string quantity, string words)
    {
        Right.Should().Contain(right);

        var finding = Finding(Check(Right.Replace(right, wrong)), row, quantity);

        finding.Verdict.Should().Be(ClaimVerdict.Contradicts);
        finding.Checks.Where(check => check.Verdict == ClaimVerdict.Contradicts).Should().Contain(check => check.Sentence.Contains(words));
    }

    [Theory]
    [InlineData(", spec: ../res2net-29.yaml", "", "Plain", "parameters", "No architecture is named")]
    [InlineData("part: stage1.block1", "part: stage1.blok1", "Block", "parameters", "ResNet-18 (3x3 stem) has no part 'stage1.blok1'.")]
    [InlineData(", seeds: [0, 1, 2]", "", "Welch", "p", "The number of runs is not known")]
    [InlineData("row: Cost, parameters-per-point", "row: Cost, macs-per-point", "Cost", "macs-per-point", "Which two networks it compares is not known.")]
    [InlineData("Again, repeats: Cost, parameters-per-point: 0.04M", "Again, iou: 0.5", "Again", "iou", "Only a measurement can tell.")]
    public void What_cannot_be_checked_says_why(string right, string wrong, string row, string quantity, string words)
    {
        Right.Should().Contain(right);

        var finding = Finding(Check(Right.Replace(right, wrong)), row, quantity);

        finding.Verdict.Should().Be(ClaimVerdict.Unchecked);
        finding.Checks.Should().Contain(check => check.Sentence.Contains(words));
    }

    [Fact]
    public void Deviations_that_are_printed_as_zero_leave_t_without_an_upper_bound()
    {
        var text = Right.Replace("3.45 +- 0.05", "3.5 +- 0.0").Replace("2.98 +- 0.04", "3.0 +- 0.0").Replace("t: 12.7, p: .0003, d: 10.4", "t: 50");

        Finding(Check(text), "Welch", "t").Verdict.Should().Be(ClaimVerdict.Consistent);
        Finding(Check(text.Replace("t: 50", "t: 5")), "Welch", "t").Verdict.Should().Be(ClaimVerdict.Contradicts);
    }

    [Fact]
    public void Rounding_is_read_from_the_figure()
    {
        ClaimVerdict Of(string figure) => Finding(Check(Right.Replace(" macs: 102M", $" macs: \"{figure}\"")), "Plain", "macs").Verdict;

        // 102,074,880: rounded, cut off, rounded to tens of millions, and none of these.
        new[] { "102M", "102.07M", "0.10G", "102,074,880", "102074k", "100M", "~103M" }.Select(Of).Should().AllBeEquivalentTo(ClaimVerdict.Consistent);
        new[] { "103M", "100.0M", "0.11G", "102,074,881", "110M", "< 102M" }.Select(Of).Should().AllBeEquivalentTo(ClaimVerdict.Contradicts);
    }

    [Fact]
    public void A_measurement_speaks_against_a_claim_only_if_the_protocol_is_the_same()
    {
        var same = Measured("quick-5", RunState.Completed)!;
        var other = Measured("quick-20", RunState.Completed)!;

        (same.IsSameProtocol, same.IsInside, same.Runs).Should().Be((true, false, 3));
        // 4, 5 and 6% of error: 5 +- 2.48 (t of 2 degrees of freedom is 4.303).
        same.Sentence.Should().Be("Measured 5.00% (2.52% to 7.48%) in 3 runs; the published figure lies outside.");
        (other.IsSameProtocol, other.IsInside).Should().Be((false, false));
        other.Sentence.Should().EndWith(
            " in 3 runs with another protocol, quick-20 on cifar10; the report's is quick-5 on cifar10. Neither figure speaks against the other.");
        Measured("quick-5", RunState.Missing).Should().BeNull("a study that is not finished says nothing");
    }

    [Fact]
    public void What_measures_left_in_run_directories_is_shown_beside_claims()
    {
        using var folder = new TemporaryFolder();
        MeasuredClaim? Found() => Measured("quick-5", RunState.Completed, "iou: 0.48", "iou", seed => folder.File($"{seed}"));

        for (int seed = 0; seed < 2; seed++)
            folder.Write($"{seed}/saliency/saliency.json", $$"""{ "maps": [{ "mean": { "iou_at_median": 0.4{{seed}} } }] }""");
        Found().Should().BeNull("one run was not measured");
        folder.Write("2/saliency/saliency.json", """{ "maps": [{ "mean": { "iou_at_median": 0.42 } }] }""");

        // 0.41 +- 4.303 * 0.01 / sqrt 3
        Found()!.Sentence.Should().Be("Measured 0.410 (0.385 to 0.435) in 3 runs; the published figure lies outside.");
        Measured("quick-5", RunState.Completed, "latency: 3", "latency", seed => folder.File($"{seed}")).Should().BeNull();
    }

    private static MeasuredClaim? Measured(
        string recipe, RunState last, string claim = "error: 2.00", string quantity = "error", Func<int, string>? path = null)
    {
        var compiled = Compile(Right.Replace("error: 3.45 +- 0.05, accuracy: 96.55", claim).Replace("gain: 0.47, ", "").Replace("t: 12.7, p: .0003, d: 10.4", "n: 3"));
        var record = SampleRun.Record with { RecipeHash = RunDirectory.Hash(compiled.Recipes.First(file => file.Recipe.Name == recipe).Recipe) };
        var runs = new[] { 0.96, 0.95, 0.94 }.Select((accuracy, seed) => new StudyRun(
            seed, seed == 2 ? last : RunState.Completed,
            new RunFolder(path?.Invoke(seed) ?? "", record, [SampleRun.Epoch(1) with { TestAccuracy = accuracy }], []), null)).ToList();
        var hash = compiled.Specs.Single(spec => spec.Stem == "res2net-29").Hash;
        var results = new StudyResults
        {
            Name = "study",
            Groups = [new StudyGroup("Res2Net-29", "res2net-29", hash, recipe, "cifar10", 1, 1, runs)],
            Comparisons = [],
        };
        return Finding(ClaimChecker.Check(compiled.Claims.Single(), compiled, results), "Plain", quantity).Measured;
    }

    private static ClaimReport Check(string text)
    {
        var compiled = Compile(text);
        return ClaimChecker.Check(compiled.Claims.Single(), compiled);
    }

    private static CompileResult Compile(string text)
    {
        var file = new SourceFile(File, text);
        var compiled = SpecCompiler.Compile([.. Repository.Specs, file], [File, .. SpecCompiler.References(file).Distinct()]);
        compiled.Diagnostics.Should().BeEmpty();
        return compiled;
    }

    private static ClaimFinding Finding(ClaimReport report, string row, string quantity) =>
        report.Findings.Single(finding => finding.Row.Name == row && finding.Claim.Quantity.Name == quantity);
}
