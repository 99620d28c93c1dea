using System.Diagnostics;
using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

public class ValidateTests
{
    private const string Head = "input: [3, 32, 32]\nclasses: 10\n";
    private const string Stem = "stem: [conv: { out: 16, kernel: 3 }, batch-norm, relu]\n";
    private const string End = "head: [global-avg-pool, linear: { out: classes }]\n";
    private const string Stages = "block: res2net\nstages:\n  - { out: 64, width: 12 }\n";

    /// <summary>Fifteen ways to be wrong: the file, then line and column, then words from the message.</summary>
    public static TheoryData<string, string, int, int, string> Broken => new()
    {
        { "unknown key", "name: A\ncolour: red\n" + Head + Stem + Stages + End, 2, 1, "colour" },
        { "typo in a block's name", "name: A\n" + Head + Stem + "block: res2nat\nstages:\n  - { out: 64 }\n" + End, 5, 8, "Did you mean 'res2net'" },
        { "typo in a step", "name: A\n" + Head + "stem: [conv: { out: 16 }, reluu]\n" + Stages + End, 4, 27, "Did you mean 'relu'" },
        { "cyclic extends", "extends: spec.yaml\nname: A\n", 1, 10, "circle" },
        { "missing extends", "extends: nowhere.yaml\nname: A\n", 1, 10, "nowhere.yaml" },
        { "wrong type", "name: A\ninput: [3, 32, 32]\nclasses: ten\n" + Stem + Stages + End, 3, 10, "ten" },
        { "duplicate key", "name: A\nname: B\n" + Head + Stem + Stages + End, 2, 1, "name" },
        { "tab", "name: A\nstem:\n\t- relu\n", 3, 1, "tab" },
        { "empty", "", 1, 1, "empty" },
        { "binary", "\u0000\u0001\u0002PNG", 1, 1, "not a text file" },
        { "100,000 brackets", "name: A\nstem: " + new string('[', 100_000), 2, 71, "deep" },
        { "a bracket that stays open", "name: A\ninput: [3, 32\n", 2, 8, "a ']' is missing" },
        { "wrong budget", "name: A\n" + Head + Stem + Stages + End + "expect: { parameters: 5 }\n", 9, 23, "5" },
        { "wrong number of classes", "name: A\n" + Head + Stem + Stages + "head: [global-avg-pool, linear: { out: 7 }]\n", 8, 1, "10x1x1" },
        {
            "channels that do not divide",
            "name: A\n" + Head + "stem:\n  - conv: { out: 10 }\n  - cascade: { splits: 4, each: [relu] }\n" + "stages: []\n" + End, 6, 24, "10 channels"
        },
        {
            "shapes that differ at an addition",
            "name: A\n" + Head + "stem:\n  - residual: { branch: [conv: { out: 16 }] }\nstages: []\n" + End, 5, 5, "16x32x32"
        },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_spec_is_reported_with_its_position_as_compilers_do(string what, string text, int line, int column, string words)
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/spec.yaml", text);

        var result = RunnerProcess.RunIn(folder.Path, "validate", "specs/spec.yaml");

        result.ExitCode.Should().Be(2, what);
        var first = result.Output.Split('\n')[0];
        first.Should().MatchRegex(@"^specs/spec\.yaml\(\d+,\d+\): error SR\d{4}: .+").And.Contain(words);
        first.Should().StartWith($"specs/spec.yaml({line},{column})");
        (result.Output + result.Errors).Should().NotContain("   at ", "a stack trace is not for users");
        RunnerProcess.RunIn(folder.Path, "describe", "--spec", "specs/spec.yaml").ExitCode.Should().Be(2);
    }

    [Fact]
    public void The_shipped_specs_have_no_errors() => RunnerProcess.Run("validate", "specs").ExitCode.Should().Be(0);

    [Fact]
    public void Json_gives_every_finding_with_its_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/a.yaml", "name: A\ncolour: red\nstem: [reluu]\n" + Head + Stages + End);
        folder.Write("specs/b.yaml", "");

        var result = RunnerProcess.RunIn(folder.Path, "validate", "specs", "--json");

        result.ExitCode.Should().Be(2);
        using var json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("files").GetArrayLength().Should().Be(2);
        json.RootElement.GetProperty("errors").GetInt32().Should().Be(3);
        var last = json.RootElement.GetProperty("diagnostics").EnumerateArray().Last();
        last.GetProperty("file").GetString().Should().Be("specs/b.yaml");
        last.GetProperty("line").GetInt32().Should().Be(1);
        last.GetProperty("severity").GetString().Should().Be("error");
        last.GetProperty("id").GetString().Should().StartWith("SR");
    }

    [Fact]
    public void Folders_patterns_and_definitions_can_be_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/a.yaml", "name: A\n" + Head + Stem + Stages + End);
        folder.Write("specs/blocks/odd.yaml", "block: odd\nbody: [reluu]\n");

        RunnerProcess.RunIn(folder.Path, "validate", "specs/*.yaml").ExitCode.Should().Be(0);
        RunnerProcess.RunIn(folder.Path, "validate", "specs/blocks/odd.yaml").ExitCode.Should().Be(2);
        RunnerProcess.RunIn(folder.Path, "validate", ".").Output.Should().StartWith("specs/blocks/odd.yaml(2,8): error ");
    }

    [Fact]
    public void Something_that_is_not_a_file_is_an_ordinary_finding()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/a.yaml", "name: A\n" + Head + Stem + Stages + End);
        folder.Write("specs/old.yml", "name: Old\n");
        Directory.CreateDirectory(Path.Combine(folder.Path, "specs/folder.yaml"));
        List<string> odd = ["specs/folder.yaml"];
        if (OperatingSystem.IsLinux())
        {
            // Reading this one would block for ever.
            Process.Start("mkfifo", [Path.Combine(folder.Path, "specs/pipe.yaml")]).WaitForExit();
            odd.Add("specs/pipe.yaml");
            Directory.CreateSymbolicLink(Path.Combine(folder.Path, "specs/circle"), ".");
        }

        var result = RunnerProcess.RunIn(folder.Path, ["validate", "specs/a.yaml", .. odd]);
        var whole = RunnerProcess.RunIn(folder.Path, "validate", "specs");

        result.ExitCode.Should().Be(2);
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should()
            .Equal(odd.Select(path => $"{path}(1,1): error SR0026: The file cannot be read: it is not a regular file."));
        whole.ExitCode.Should().Be(odd.Count == 1 ? 0 : 2);
        whole.Errors.Should().Contain($"{odd.Count} file").And.Contain("specs/old.yml is ignored: specs are named *.yaml.");
        RunnerProcess.RunIn(folder.Path, "describe", "--spec", "specs/a.yaml").ExitCode.Should().Be(0, "neighbours do not matter");
    }

    [Fact]
    public void An_unreadable_definition_is_not_replaced_by_the_one_that_ships()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/a.yaml", "name: A\n" + Head + Stem + Stages + End);
        Directory.CreateDirectory(Path.Combine(folder.Path, "specs/blocks/res2net.yaml"));

        var result = RunnerProcess.RunIn(folder.Path, "describe", "--spec", "specs/a.yaml");

        result.ExitCode.Should().Be(2);
        result.Errors.Should().StartWith("specs/blocks/res2net.yaml(1,1): error SR0026: The file cannot be read: ");
    }

    [NotOnWindowsFact("Windows needs special rights for links.")]
    public void A_definition_that_links_nowhere_is_not_replaced_by_the_one_that_ships()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/a.yaml", "name: A\n" + Head + Stem + Stages + End);
        Directory.CreateDirectory(Path.Combine(folder.Path, "specs/blocks"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "specs/blocks/res2net.yaml"), "nowhere.yaml");

        RunnerProcess.RunIn(folder.Path, "describe", "--spec", "specs/a.yaml").ExitCode.Should().Be(2);
    }

    [Fact]
    public void Specs_are_UTF_8()
    {
        using var folder = new TemporaryFolder();
        var text = "name: A\n" + Head + Stem + Stages + End;
        var path = folder.Write("specs/a.yaml", text);
        File.WriteAllText(path, text, System.Text.Encoding.Unicode);
        RunnerProcess.RunIn(folder.Path, "validate", "specs/a.yaml").Output.Should().StartWith("specs/a.yaml(1,1): error SR0004: ");
        File.WriteAllText(path, text, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        RunnerProcess.RunIn(folder.Path, "validate", "specs/a.yaml").ExitCode.Should().Be(0, "a UTF-8 byte order mark does no harm");
    }

    [Fact]
    public void The_contents_of_a_file_named_by_extends_are_not_shown()
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret.txt", "password: hunter2\n");
        foreach (var path in new[] { "../secret.txt", Path.Combine(folder.Path, "secret.txt") })
        {
            folder.Write("specs/a.yaml", $"extends: '{path}'\nname: A\n");

            var result = RunnerProcess.RunIn(folder.Path, "validate", "specs/a.yaml");

            result.ExitCode.Should().Be(2);
            result.Output.Should().StartWith("specs/a.yaml(1,10): error SR0017: 'extends' is the path of a .yaml file relative to this one");
            (result.Output + result.Errors).Should().NotContain("hunter2").And.NotContain("password");
        }
    }

    [Fact]
    public void A_study_alone_finds_the_specs_it_names()
    {
        using var folder = new TemporaryFolder();
        folder.Write("nets/a.yaml", "name: A\n" + Head + Stem + Stages + End);
        folder.Write("nets/b.yaml", "extends: a.yaml\nname: B\n");
        folder.Write("questions/good.yaml", "study: good\nspecs:\n  - ../nets/a.yaml   # the baseline\n  - '../nets/b.yaml'\n");
        folder.Write("questions/bad.yaml", "study: bad\nspecs: [../nets/a.yaml, ../nets/c.yaml]\n");

        var good = RunnerProcess.RunIn(folder.Path, "validate", "questions/good.yaml");
        var bad = RunnerProcess.RunIn(folder.Path, "validate", "questions/bad.yaml");

        good.ExitCode.Should().Be(0, good.Output);
        bad.ExitCode.Should().Be(2);
        bad.Output.Should().StartWith("questions/bad.yaml(2,25): error SR0026: There is no file 'nets/c.yaml' to study. Did you mean '../nets/");
    }

    [Fact]
    public void A_study_is_not_trained_or_described_and_does_not_affect_the_specs_beside_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("specs/a.yaml", "name: A\n" + Head + Stem + Stages + End);
        folder.Write("specs/why.yaml", "study: why\nspecs: [a.yaml]\n");

        foreach (var arguments in (string[][])[["--spec", "specs/why.yaml"], ["describe", "--spec", "specs/why.yaml"]])
        {
            var result = RunnerProcess.RunIn(folder.Path, arguments);

            result.ExitCode.Should().Be(2);
            result.Errors.Should().Contain("specs/why.yaml is a study, not an architecture; name one of those it compares: specs/a.yaml.");
        }
        RunnerProcess.RunIn(folder.Path, "describe", "--spec", "specs/a.yaml").ExitCode.Should().Be(0);
        RunnerProcess.RunIn(folder.Path, "validate", "specs").ExitCode.Should().Be(0);
        var list = RunnerProcess.RunIn(folder.Path, "list", "--json");
        using var json = JsonDocument.Parse(list.Output);
        var stems = json.RootElement.GetProperty("architectures").EnumerateArray().Select(item => item.GetProperty("stem").GetString());
        stems.Should().Contain("a").And.NotContain("why");
        json.RootElement.GetProperty("studies").EnumerateArray().Single().GetProperty("name").GetString().Should().Be("why");
        list.Errors.Should().BeEmpty();
    }
}
