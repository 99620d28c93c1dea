using System.Globalization;
using System.Text.RegularExpressions;

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
        Directory.GetFiles(folder.Path).Should().ContainSingle("nothing half-written is left");
    }

    [Fact]
    public void The_module_of_a_run_says_how_its_input_was_normalised()
    {
        using var tiny = new TinyRun();
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);
        var record = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(tiny.Output, "run.json")))!;
        double[] Recorded(string key) => [.. record[key]!.AsArray().Select(value => (double)value!)];
        double[] Written(string key) => [.. Regex.Match(File.ReadAllText(Path.Combine(tiny.Folder, "a.py")), $@"\n    {key} = \((.*)\)\n").Groups[1].Value
            .Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture))];

        foreach (var arguments in new[] { "--spec out/spec.yaml --out a.py", "--spec tiny.yaml --weights out/last.safetensors --out a.py" })
        {
            var result = tiny.Run(["export", "--format", "pytorch", .. arguments.Split(' ')]);

            result.ExitCode.Should().Be(0, result.Errors);
            File.ReadAllText(Path.Combine(tiny.Folder, "a.py")).Should()
                .Contain("Normalise each channel of 8-bit images: (x / 255 - input_mean) / input_std.\n");
            Written("input_mean").Should().Equal(Recorded("input_mean"));
            Written("input_std").Should().Equal(Recorded("input_std"));
        }
        tiny.Run("export", "--spec", "tiny.yaml", "--format", "pytorch", "--out", "b.py").ExitCode.Should().Be(0);
        File.ReadAllText(Path.Combine(tiny.Folder, "b.py")).Should().NotContain("input_mean");
    }

    [Fact]
    public void A_missing_folder_is_reported()
    {
        var result = RunnerProcess.Run("export", "--spec", "specs/res2net-29.yaml", "--format", "pytorch", "--out", "no/such/folder/net.py");

        result.ExitCode.Should().Be(3);
        result.Errors.Should().Contain("no/such/folder/net.py: cannot be written");
    }

    [Theory]
    [InlineData("export", "--spec", "specs/res2net-29.yaml")]
    [InlineData("export", "--spec", "specs/res2net-29.yaml", "--format", "tensorflow")]
    public void The_format_must_be_a_known_one(params string[] arguments) => RunnerProcess.Run(arguments).ExitCode.Should().Be(1);

    [Fact]
    public void A_folded_module_and_its_weights_have_no_normalisation_left()
    {
        using var tiny = new TinyRun();
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);
        var last = Path.Combine(tiny.Output, "last.safetensors");

        var result = tiny.Run("export", "--spec", "tiny.yaml", "--format", "pytorch", "--fold", "--weights", last);

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("1 batch normalisation folded");
        File.ReadAllText(Path.Combine(tiny.Folder, "tiny_net.py")).Should().Contain("For evaluation only").And.NotContain("BatchNorm");
        var folded = Path.Combine(tiny.Folder, "tiny_net.safetensors");
        Safetensors.Names(folded).Should().BeEquivalentTo(
            Safetensors.Names(last).Where(name => !name.StartsWith("stem.batch_norm1.", StringComparison.Ordinal)).Append("stem.conv1.bias"));
        var (factor, term) = (Norm("weight"), Norm("bias"));
        var (mean, variance) = (Norm("running_mean"), Norm("running_var"));
        mean.Should().NotContain(0, "the network was trained");
        var scale = factor.Select((value, channel) => value / Math.Sqrt(variance[channel] + 1e-5)).ToArray();
        var weight = Safetensors.Floats(last, "stem.conv1.weight").Select((value, index) => (float)(value * scale[index / 27]));
        Safetensors.Floats(folded, "stem.conv1.weight").Should().Equal(weight, (found, expected) => Math.Abs(found - expected) <= 1e-7f);
        var bias = term.Select((value, channel) => (float)(value - mean[channel] * scale[channel]));
        Safetensors.Floats(folded, "stem.conv1.bias").Should().Equal(bias, (found, expected) => Math.Abs(found - expected) <= 1e-7f);
        Safetensors.Floats(folded, "head.linear1.weight").Should().Equal(Safetensors.Floats(last, "head.linear1.weight"));

        float[] Norm(string name) => Safetensors.Floats(last, $"stem.batch_norm1.{name}");
    }

    [Fact]
    public void A_network_without_normalisations_has_nothing_to_fold()
    {
        using var folder = new TemporaryFolder();

        var result = RunnerProcess.RunIn(folder.Path, "export", "--spec", Path.Combine(Repository.Root, "specs/convnext-t.yaml"), "--format", "pytorch", "--fold");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Contain("nothing to fold");
    }

    [Fact]
    public void Only_a_module_can_be_folded()
    {
        var result = RunnerProcess.Run(
            "export", "--spec", "specs/resnet-50.yaml", "--format", "safetensors", "--weights", "best.safetensors", "--fold");

        result.ExitCode.Should().Be(1);
        result.Errors.Should().Contain("--fold needs --format pytorch or onnx");
    }

    [Fact]
    public void An_ONNX_file_of_a_run_says_how_well_it_agrees()
    {
        using var tiny = new TinyRun();
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);

        var result = tiny.Run("export", "--spec", "out/spec.yaml", "--format", "onnx", "--weights", "out", "--fold", "--out", "a.onnx");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().MatchRegex(@"^a\.onnx: Tiny, opset 20, \d\.\d\d MB; 1 batch normalisation folded, for evaluation only\n"
            + @"ONNX Runtime \d+\.\d+\.\d+ gives our logits to \d\.\dE-\d of their scale, 1E-4 being allowed\n$");
        System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(tiny.Folder, "a.onnx"))).Should().Contain("input_mean", "the run knows it");
        Directory.GetFiles(tiny.Folder, "*.part").Should().BeEmpty();
        tiny.Run("export", "--spec", "tiny.yaml", "--format", "onnx", "--weights", "out", "--seed", "1").ExitCode.Should().Be(1);
    }

    [Fact]
    public void Weights_can_be_renamed_for_another_library_and_back()
    {
        using var tiny = new TinyRun();
        tiny.Write("map.yaml", "rename: mine\nrules:\n  - stem.conv{n} <-> features.{n-1}\n  - stem.batch_norm1 <-> norm\n  - head.linear1 <-> fc\n");
        tiny.Run(tiny.Arguments()).ExitCode.Should().Be(0);
        var last = Path.Combine(tiny.Output, "last.safetensors");

        Succeeds("export", "--spec", "tiny.yaml", "--format", "pytorch", "--weights", last).Should().Contain("Tiny()").And.Contain("tiny_net.py").And.Contain("tiny_net.safetensors");
        Succeeds("export", "--spec", "tiny.yaml", "--format", "safetensors", "--weights", last, "--rename", "map.yaml", "--out", "theirs.safetensors");
        Succeeds("import-weights", "--spec", "tiny.yaml", "--weights", "theirs.safetensors", "--rename", "map.yaml", "--out", "back.safetensors");

        Names("theirs.safetensors").Should().ContainAll("features.2.weight", "norm.running_var", "fc.bias");
        Bytes("back.safetensors").Should().Equal(Bytes("tiny_net.safetensors"), "the names are ours again, and the numbers never changed");
        Fails(3, "import-weights", "--spec", "tiny.yaml", "--weights", "theirs.safetensors").Should().Contain("missing: stem.conv1.weight");
        Fails(1, "import-weights", "--spec", "tiny.yaml", "--weights", "theirs.safetensors", "--rename", "torchvision").Should().Contain("torchvision-resnet");
        Fails(1, "export", "--spec", "tiny.yaml", "--format", "safetensors").Should().Contain("--weights");

        string Succeeds(params string[] arguments)
        {
            var result = tiny.Run(arguments);
            result.ExitCode.Should().Be(0, result.Errors);
            return result.Output;
        }

        string Fails(int code, params string[] arguments)
        {
            var result = tiny.Run(arguments);
            result.ExitCode.Should().Be(code, result.Errors);
            return result.Errors;
        }

        byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(tiny.Folder, name));

        string Names(string name) => System.Text.Encoding.UTF8.GetString(Bytes(name)[..2000]);
    }
}
