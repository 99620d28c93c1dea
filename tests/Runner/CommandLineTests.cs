using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("--spce", "specs/resnet-56.yaml")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--epochs", "0")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--epochs", "many")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--precision", "fp17")]
    [InlineData("--spec", "specs/resnet-56.yaml", "--spec")]
    [InlineData("describe")]
    [InlineData("validate", "specs/no-such-file.yaml")]
    public void A_usage_mistake_ends_with_1_and_a_message_on_the_error_stream(params string[] arguments)
    {
        var result = RunnerProcess.Run(arguments);

        result.ExitCode.Should().Be(1);
        result.Output.Should().BeEmpty();
        result.Errors.Should().NotBeEmpty().And.NotContain("   at ");
    }

    [Theory]
    [InlineData("--epochs must be an integer of at least 1, found 'many'.", "--epochs", "many")]
    [InlineData("--threads must be an integer of at least 1, found '0'.", "--threads", "0")]
    [InlineData("--seed must be an integer of at least 0, found '1.5'.", "--seed", "1.5")]
    [InlineData("Argument 'maybe' not recognized. Must be one of:\n\t'true'\n\t'false'", "--channels-last", "maybe")]
    [InlineData("--spec is given 2 times; once is enough.", "--spec")]
    public void A_wrong_value_is_named_in_plain_words(string message, params string[] arguments)
    {
        var result = RunnerProcess.Run(["--spec", "specs/resnet-56.yaml", .. arguments]);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().StartWith(message).And.NotContain("System.");
    }

    [Theory]
    [InlineData("There is no option '--spce'. Did you mean '--spec'?", "--spce specs/resnet-56.yaml")]
    [InlineData("There is no option '--epoch'. Did you mean '--epochs'?", "--spec specs/resnet-56.yaml --epoch 1")]
    [InlineData("There is no option '--lr'. 'learning-rate' is a key of the recipe", "--spec specs/resnet-56.yaml --lr 0.1")]
    [InlineData("There is no command 'train'. Training needs no command: runner --spec FILE.", "train --spec specs/resnet-56.yaml")]
    [InlineData("There is no command 'descibe'. Did you mean 'describe'?", "descibe --spec specs/resnet-56.yaml")]
    [InlineData("Put --spec before the architecture: runner --spec specs/resnet-56.yaml", "specs/resnet-56.yaml")]
    [InlineData("Put --spec before the architecture: runner describe --spec specs/resnet-56.yaml", "describe specs/resnet-56.yaml")]
    [InlineData("'describe' needs an architecture: runner describe --spec FILE.", "describe")]
    [InlineData("specs/resnet-56.yml: no such file. Did you mean specs/resnet-56.yaml?", "--spec specs/resnet-56.yml")]
    [InlineData("se-resnet-29.yaml: no such file. Did you mean specs/se-res2net-29.yaml?", "--spec se-resnet-29.yaml")]
    [InlineData("Which architecture? For example:", "")]
    public void A_usage_mistake_says_what_to_type(string message, string arguments)
    {
        var result = RunnerProcess.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.ExitCode.Should().Be(1);
        result.Errors.Should().StartWith(message).And.NotContain("'-h'").And.NotContain("Unrecognized");
    }

    [Theory]
    [InlineData("--spec", "specs/resnet-56.yaml", "--out", "")]
    [InlineData("export", "--spec", "specs/resnet-56.yaml", "--format", "pytorch", "--out", "")]
    public void An_empty_value_is_a_usage_mistake(params string[] arguments)
    {
        var result = RunnerProcess.Run(arguments);

        result.ExitCode.Should().Be(1);
        result.Errors.Should().StartWith("--out has an empty value.");
    }

    [Fact]
    public void The_help_fits_a_page()
    {
        // Completions of an argument must not become its name.
        RunnerProcess.Run("--help").Output.Split('\n').Should().OnlyContain(line => line.Length < 200);
    }

    [Fact]
    public void A_folder_in_place_of_a_spec_is_distinguished_from_a_missing_file()
    {
        var result = RunnerProcess.Run("describe", "--spec", "specs");

        result.ExitCode.Should().Be(1);
        result.Errors.Should().StartWith("specs is a folder; name one architecture file. There: specs/");
    }

    [LinuxTheory("Other systems have other ways to close a folder.")]
    [InlineData("closed cannot be read: permission denied.", "validate", "closed")]
    [InlineData("Access to the path", "describe", "--spec", "closed/x.yaml")]
    [InlineData("Access to the path", "runs", "closed")]
    [InlineData("Access to the path", "report", "closed")]
    [InlineData("closed cannot be read: permission denied.", "watch", "closed", "--port", "0")]
    [InlineData("Access to the path", "list")]
    [UnsupportedOSPlatform("windows")]
    public void What_may_not_be_read_ends_with_3_and_a_sentence(string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        DirectoryInfo[] closed = [Directory.CreateDirectory(folder.File("closed")), Directory.CreateDirectory(folder.File("specs/closed"))];
        foreach (var one in closed)
            one.UnixFileMode = UnixFileMode.None;

        var result = RunnerProcess.RunAsAnybody(folder.Path, arguments);
        foreach (var one in closed)
            one.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        result.Errors.Should().Contain(message).And.NotContain("unexpected");
        result.ExitCode.Should().Be(3, result.Errors);
    }

    [LinuxTheory("Only Linux has a device that is always full.")]
    [InlineData("describe --spec specs/resnet-56.yaml")]
    [InlineData("describe --spec specs/resnet-56.yaml --json")]
    [InlineData("--help")]
    public void Output_that_cannot_be_written_ends_with_74_and_a_sentence(string arguments)
    {
        using var shell = Process.Start(new ProcessStartInfo(
            "sh", ["-c", $"exec dotnet '{RunnerProcess.Assembly}' {arguments} >/dev/full"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardError = true,
        })!;

        var errors = shell.StandardError.ReadToEnd();

        shell.WaitForExit();
        shell.ExitCode.Should().Be(74, errors);
        errors.Should().StartWith("The output cannot be written: ").And.NotContain("unexpected");
    }

    [Theory]
    [InlineData("bash", " runner ./run")]
    [InlineData("zsh", " runner run")]
    [InlineData("fish", "complete -c run -a")]
    [InlineData("pwsh", "-CommandName runner, run ")]
    public void Completion_is_registered_for_the_script_too(string shell, string words) =>
        RunnerProcess.Run("completion", shell).Output.Should().Contain(words);

    public static TheoryData<string> CommandNames() => [.. CommandLine.Create().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(CommandNames))]
    public void Every_command_has_examples_in_its_help_and_a_row_in_the_reference(string name)
    {
        var result = RunnerProcess.Run(name, "--help");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().MatchRegex($@"\nExamples:\n( .*\n)*.*{name}");
        File.ReadAllText(Path.Combine(Repository.Root, "docs/reference.md")).Should().Contain($"| `runner {name}", "docs/reference.md has a row for each command");
    }

    [Fact]
    public void The_whole_help_shows_examples() => RunnerProcess.Run("--help").Output.Should().Contain("Examples:\n  runner ");

    [Fact]
    public void Completion_knows_options_and_specs()
    {
        RunnerProcess.Run("[suggest:10]", "runner --s").Output.Should().Contain("--spec").And.Contain("--seed");
        RunnerProcess.Run("[suggest:23]", "runner describe --spec ").Output.Should().Contain("specs/res2net-29.yaml");
        RunnerProcess.Run("[suggest:20]", "runner study --data ").Output.Should().Contain("cifar10").And.Contain("shapes10");
        RunnerProcess.Run("[suggest:22]", "runner study --recipe ").Output.Should().Contain("quick-5");
        RunnerProcess.Run("[suggest:22]", "runner study --set lab").Output.Should().Contain("label-smoothing=");
        RunnerProcess.Run("[suggest:12]", "runner diff ").Output.Should().Contain("specs/res2net-29.yaml");
        RunnerProcess.Run("[suggest:17]", "runner explain SR").Output.Should().Contain("SR0001").And.Contain("SR2001");
        RunnerProcess.Run("[suggest:26]", "runner describe --diagram ").Output.Should().Contain("dot").And.Contain("mermaid");
        RunnerProcess.Run("[suggest:16]", "runner schema --").Output.Should().Contain("--fsharp").And.Contain("--namespace");
        RunnerProcess.Run("completion", "bash").Output.Should().Contain("complete ");
    }

    [Fact]
    public void Schema_writes_the_files_that_are_checked_in()
    {
        using var folder = new TemporaryFolder();

        var result = RunnerProcess.RunIn(folder.Path, "schema");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Be("specs/schema/architecture.json\nspecs/schema/definition.json\nspecs/schema/recipe.json\nspecs/schema/study.json\nspecs/schema/claims.json\n");
        foreach (var path in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            File.ReadAllText(Path.Combine(folder.Path, path)).Should().Be(File.ReadAllText(Path.Combine(Repository.Root, path)));
    }

    [Fact]
    public void Schema_writes_blocks_and_gates_as_FSharp_functions()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Blocks.fs", "an older one");

        var result = RunnerProcess.RunIn(folder.Path, "schema", "--fsharp", "Blocks.fs");

        result.ExitCode.Should().Be(0, result.Errors);
        result.Output.Should().Be("Blocks.fs\n");
        Directory.GetFileSystemEntries(folder.Path).Should().ContainSingle("neither schemas nor anything half-written is there");
        File.ReadAllText(Path.Combine(folder.Path, "Blocks.fs"))
            .Should().Be(File.ReadAllText(Path.Combine(Repository.Root, "specs/Definitions.fs")));
        RunnerProcess.RunIn(folder.Path, "schema", "--fsharp", "-").Output.Should().StartWith("// Written by `runner schema --fsharp`");
    }

    [Fact]
    public void The_FSharp_functions_include_those_of_a_folder()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/blocks/above.yaml", "block: above\nbody: [relu]\n");
        folder.Write("specs/mine/gates/se.yaml", "gate: se\nsummary: my own\nbody: [sigmoid]\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "specs/none"));

        Text("specs/mine").Should().Contain("\nnamespace My.Nets\n")
            .And.Contain("static member above()").And.Contain("My own.").And.Contain("member res2net");
        Text("specs/none/").Should().Contain("static member above()").And.NotContain("My own.");
        folder.Write("specs/mine/gates/se.yaml", "gate: se\nbody: [reluu]\n");
        var broken = RunnerProcess.RunIn(folder.Path, "schema", "--fsharp", "Mine.fs", "--specs", "specs/mine");

        broken.ExitCode.Should().Be(2);
        broken.Errors.Should().StartWith("specs/mine/gates/se.yaml(2,8): error SR");
        File.Exists(Path.Combine(folder.Path, "Mine.fs")).Should().BeFalse();

        string Text(string specs)
        {
            var result = RunnerProcess.RunIn(folder.Path, "schema", "--fsharp", "--specs", specs, "--namespace", "My.Nets");
            result.ExitCode.Should().Be(0, result.Errors);
            return result.Output;
        }
    }

    [Theory]
    [InlineData(1, "--out is for the schemas", "--fsharp", "a.fs", "--out", "schema")]
    [InlineData(1, "--specs needs --fsharp", "--specs", "specs")]
    [InlineData(1, "--namespace needs --fsharp", "--namespace", "A")]
    [InlineData(1, "'A..B' is not a namespace", "--fsharp", "a.fs", "--namespace", "A..B")]
    [InlineData(1, "nowhere: no such folder", "--fsharp", "a.fs", "--specs", "nowhere")]
    [InlineData(3, "no/a.fs: cannot be written", "--fsharp", "no/a.fs")]
    public void Schema_says_which_options_cannot_be_combined(int code, string message, params string[] arguments)
    {
        using var folder = new TemporaryFolder();

        var result = RunnerProcess.RunIn(folder.Path, ["schema", .. arguments]);

        result.ExitCode.Should().Be(code);
        result.Errors.Should().Contain(message);
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void List_shows_specs_studies_recipes_blocks_and_gates()
    {
        var result = RunnerProcess.Run("list", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        Names("architectures", "stem").Should().Contain(["res2net-29", "se-res2net-29", "resnet-56", "resnet-56-a", "se-resnet-110"]);
        Names("architectures", "file").Should().Contain("specs/families/depth/se-resnet-32.yaml", "the folders of families are searched");
        Names("studies", "name").Should().Contain("depth");
        Names("claims", "name").Should().Contain("se-res2net");
        Names("recipes", "name").Should().Contain(["report-300", "quick-5", "demo"]);
        Names("blocks", "name").Should().Contain(["basic", "bottleneck", "res2net"]);
        Names("gates", "name").Should().Contain("se");

        IEnumerable<string?> Names(string list, string member) =>
            json.RootElement.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(member).GetString()).ToList();
    }

    [Fact]
    public void Doctor_names_the_library_its_version_and_its_flavour()
    {
        var result = RunnerProcess.Run("doctor", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("torchsharp").GetString().Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        json.RootElement.GetProperty("libtorch").GetString().Should().MatchRegex(@"^\d+\.\d+\.\d+$");
        json.RootElement.GetProperty("libtorch_flavour").GetString().Should().BeOneOf("cpu", "cuda");
        json.RootElement.GetProperty("threads").GetInt32().Should().BeGreaterThan(0);
        json.RootElement.GetProperty("numerics").GetProperty("treatment").GetString().Should().BeOneOf("not_needed", "repaired");
        json.RootElement.GetProperty("numerics").GetProperty("self_test").GetProperty("wrong").GetInt32().Should().Be(0);
    }
}
