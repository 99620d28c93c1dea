using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public sealed class ClaimsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Contradictions_are_findings_and_an_error_only_on_request()
    {
        var result = RunnerProcess.Run("claims", "specs/claims/se-res2net.yaml");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Split('\n').Should().Contain("Significance     Paired test over the seeds                   d                                 1.3  contradicts")
            .And.Contain(line => line.StartsWith("Paired test over the seeds, d 1.3: With 3 paired runs (2 degrees of freedom), p = .005 means d = 8.1"));

        var failed = RunnerProcess.Run("claims", "specs/claims/se-res2net.yaml", "--fail-on", "contradiction", "--json", "--out", folder.Path);

        failed.ExitCode.Should().Be(7);
        using var json = JsonDocument.Parse(failed.Output);
        var report = json.RootElement.GetProperty("reports")[0];
        var claims = report.GetProperty("claims").EnumerateArray().ToList();
        claims.Count(claim => claim.GetProperty("verdict").GetString() == "contradicts").Should().Be(report.GetProperty("contradicted").GetInt32());
        File.ReadAllText(Path.Combine(folder.Path, "claims.md")).Should().Contain("73,984 parameters");
        File.ReadAllText(Path.Combine(folder.Path, "claims.html")).Should().Contain("73,984 parameters");
    }

    [Fact]
    public void Consistent_claims_do_not_fail() =>
        RunnerProcess.Run("claims", "specs/claims/se-resnet-443.yaml", "--fail-on", "contradiction").ExitCode.Should().Be(0);

    [Theory]
    [InlineData(1, "specs/claims/se-res2nt.yaml: no such file. Did you mean 'specs/claims/se-res2net.yaml'?", "specs/claims/se-res2nt.yaml")]
    [InlineData(1, "specs/claims: a folder; name files of claims.", "specs/claims")]
    [InlineData(2, "specs/res2net-29.yaml is not a file of claims: it has no 'claims:'.", "specs/res2net-29.yaml")]
    [InlineData(1, "'doubt' not recognized", "specs/claims/se-res2net.yaml", "--fail-on", "doubt")]
    public void Bad_input_is_refused(int code, string message, params string[] arguments)
    {
        var result = RunnerProcess.Run(["claims", .. arguments]);

        result.ExitCode.Should().Be(code);
        result.Errors.Should().Contain(message);
        result.Output.Should().BeEmpty();
    }

    [Fact]
    public void Errors_in_the_file_are_shown_at_their_place_and_nothing_is_written()
    {
        folder.Write("paper.yaml", "claims: paper\nreport: A paper\ntables: [{ table: T, rows: [{ row: A, error: low }] }]\n");
        var target = Path.Combine(folder.Path, "out");

        var result = RunnerProcess.RunIn(folder.Path, "claims", "paper.yaml", "--out", target);

        result.ExitCode.Should().Be(2);
        result.Errors.Should().StartWith("paper.yaml(3,46): error SR0017: 'error' must be a figure as it is printed");
        Directory.Exists(target).Should().BeFalse();
    }
}
