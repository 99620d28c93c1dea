namespace SeRes2Net.Runner.Tests;

public class ExportTests
{
    [Fact]
    public void A_python_module_is_written_under_a_name_that_can_be_imported()
    {
        using var folder = new TemporaryFolder();

        var result = RunnerProcess.RunIn(folder.Path, "export", "--spec", Path.Combine(Repository.Root, "specs/se-res2net-29.yaml"), "--format", "pytorch");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("se_res2net_29.py").And.Contain("SeRes2net29").And.Contain("670,337");
        var source = File.ReadAllText(Path.Combine(folder.Path, "se_res2net_29.py"));
        source.Should().StartWith("\"\"\"SE-Res2Net-29").And.Contain("class SeRes2net29(nn.Module):").And.EndWith(" parameters\")\n");
        Directory.GetFiles(folder.Path).Should().ContainSingle("nothing half-written stays");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_to_be_missing()
    {
        var result = RunnerProcess.Run("export", "--spec", "specs/res2net-29.yaml", "--format", "pytorch", "--out", "no/such/folder/net.py");

        result.ExitCode.Should().Be(3);
        result.Errors.Should().Contain("no/such/folder/net.py: cannot be written");
    }

    [Theory]
    [InlineData("export", "--spec", "specs/res2net-29.yaml")]
    [InlineData("export", "--spec", "specs/res2net-29.yaml", "--format", "tensorflow")]
    public void The_format_must_be_one_there_is(params string[] arguments) => RunnerProcess.Run(arguments).ExitCode.Should().Be(1);
}
