namespace SeRes2Net.Runner.Tests;

/// <summary>A copy of the runner without its native libraries: what touches libtorch fails, and says so.</summary>
public sealed class WithoutLibtorchTests : IDisposable
{
    private readonly TemporaryFolder _copy = new();

    public WithoutLibtorchTests()
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            if (name.EndsWith(".dll", StringComparison.Ordinal) || name.StartsWith("runner.", StringComparison.Ordinal))
                File.Copy(file, Path.Combine(_copy.Path, name));
        }
    }

    [Theory]
    [InlineData("describe", "--spec", "specs/se-res2net-29.yaml")]
    [InlineData("validate", "specs")]
    [InlineData("list")]
    [InlineData("explain")]
    [InlineData("diff", "specs/res2net-29.yaml", "specs/se-res2net-29.yaml")]
    public void Looking_at_specs_needs_no_libtorch(params string[] arguments) => Run(arguments).ExitCode.Should().Be(0);

    [Fact]
    public void Exporting_a_network_needs_no_libtorch() =>
        Run(["export", "--spec", "specs/resnet-56.yaml", "--format", "pytorch", "--out", Path.Combine(_copy.Path, "net.py")]).ExitCode.Should().Be(0);

    [Theory]
    [InlineData("doctor")]
    [InlineData("--spec", "specs/se-res2net-29.yaml", "--data", "shapes10")]
    public void Computing_without_libtorch_ends_with_3_and_says_what_is_missing(params string[] arguments)
    {
        var result = Run(arguments);

        result.ExitCode.Should().Be(3);
        result.Errors.Should().Contain("libtorch").And.NotContain("   at ");
    }

    public void Dispose() => _copy.Dispose();

    private RunnerResult Run(string[] arguments)
    {
        using var runner = RunnerProcess.StartCopy(Path.Combine(_copy.Path, "runner.dll"), Repository.Root, arguments);
        return runner.Wait();
    }
}
