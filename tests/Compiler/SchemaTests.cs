using System.Diagnostics;
using System.Text.Json;
using SeRes2Net.Compiler.Emit.Schema;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;

namespace SeRes2Net.Compiler.Tests;

/// <summary>The schemas in specs/schema: up to date, complete, referenced, and accepted by an independent validator.</summary>
public sealed class SchemaTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "specs", "schema");

    [Fact]
    public void The_checked_in_schemas_are_the_ones_that_the_compiler_writes()
    {
        foreach (var (name, text) in SchemaEmitter.Emit())
        {
            var path = Path.Combine(Folder, name);
            if (Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1")
                File.WriteAllText(path, text);
            File.ReadAllText(path).Should().Be(text, $"specs/schema/{name} is written by 'runner schema'");
        }
    }

    [Fact]
    public void Every_step_and_every_argument_is_described()
    {
        using var schema = JsonDocument.Parse(SchemaEmitter.Emit().Single(file => file.Name == "definition.json").Text);
        var definitions = schema.RootElement.GetProperty("definitions");
        var properties = definitions.GetProperty("shortcut-step").GetProperty("anyOf").EnumerateArray().Last().GetProperty("properties");

        properties.EnumerateObject().Select(property => property.Name).Except(StepReader.Modifiers)
            .Should().BeEquivalentTo(StepTable.Kinds.Keys);
        foreach (var primitive in Primitives.All)
        {
            var reference = properties.GetProperty(primitive.Name).GetProperty("$ref").GetString()!;
            var value = definitions.GetProperty(reference["#/definitions/".Length..]);
            var map = value.TryGetProperty("anyOf", out var choices)
                ? choices.EnumerateArray().First(choice => choice.TryGetProperty("properties", out _))
                : value;
            map.GetProperty("description").GetString().Should().Be(primitive.Summary);
            map.GetProperty("properties").EnumerateObject().Select(property => property.Name)
                .Should().BeEquivalentTo(primitive.Arguments.Select(argument => argument.Name));
            map.GetProperty("properties").EnumerateObject().Where(argument => argument.Value.GetProperty("description").GetString() == "")
                .Should().BeEmpty();
        }
    }

    [Fact]
    public void Every_spec_file_names_its_schema_in_its_first_line()
    {
        foreach (var file in Repository.Specs)
        {
            var steps = string.Concat(Enumerable.Repeat("../", file.Path.Count(c => c == '/') - 1));
            file.Text.Should().StartWith($"# yaml-language-server: $schema={steps}schema/{SchemaOf(file.Text)}\n", $"{file.Path} begins so");
        }
    }

    [NpmFact]
    public void A_validator_from_npm_accepts_every_spec_file()
    {
        var files = Repository.Specs.ToDictionary(file => Path.Combine(Repository.Root, file.Path), file => SchemaOf(file.Text));

        files.Should().NotBeEmpty();
        Npm.Validate(Folder, files).Should().BeEmpty();
    }

    /// <summary>What the language allows, even if no shipped file uses it.</summary>
    [NpmFact]
    public void It_accepts_what_the_language_allows()
    {
        (string Schema, string Yaml)[] files =
        [
            ("architecture.json", Nets.Stem("{ conv: { out: 4, kernel: [3, 1], padding: [1, 0] } }")),
            ("architecture.json", Nets.Stem("[relu, { conv: ~, when: channels > 2 }, { gated: { by: [sigmoid], merge: add } }]")),
            ("architecture.json", "extends: a.yaml\nname: B\nrecipe: ~\nwith: { scale: ~ }\nstages: { 3: { repeat: 23, width: ~ }, deep: ~, before 1: { out: 8 }, after 3: [{ out: 8 }] }\n"),
            ("architecture.json",
                "extends: a.yaml\nname: B\ngates: [{ gate: se, at: split, streams: first 2, when: stage > 1, reduction: channels // 4 }]\n"),
            ("architecture.json", "extends: a.yaml\nname: 29\nallow: [SR2001]\nexpect: { parameters-max: 1000000, macs: 2 * 10 }\n"),
            ("definition.json",
                "block: b\nparameters: { act: { type: steps, default: [relu] }, g: { type: gate, default: none } }\nbody: [use: act]\n"),
            ("study.json", "study: s\nspecs: [../a.yaml]\n"),
            ("study.json",
                "study: s\nsummary: Why.\nspecs: [a.yaml, ../b.yaml]\nbaseline: ../b.yaml\nrecipe: r\nseeds: [0, 2 ** 3]\nlanguage: 1\n"),
            ("claims.json", "claims: c\nreport: R\ntables: [{ table: T, rows: [{ row: A, error: 3.5 }] }]\n"),
            ("claims.json", ClaimTests.Whole),
            ("recipe.json",
                "recipe: r\nepochs: 2 * 5\nlearning-rate: 5e-2\nschedule: { multi-step: { milestones: [1 / 3, 0.75], factor: 0.1 } }\n"),
        ];
        using var folder = new TemporaryFiles(files.Select(file => file.Yaml));

        Npm.Validate(Folder, folder.With(files.Select(file => file.Schema))).Should().BeEmpty();
    }

    [NpmFact]
    public void It_rejects_wrong_keys_and_types_at_their_places()
    {
        (string Schema, string Yaml, string Place)[] files =
        [
            ("architecture.json", Nets.Stem("relu") + "colour: red\n", ""),
            ("architecture.json", Nets.Stem("reluu"), "/stem"),
            ("architecture.json", Nets.Stem("[{ conv: { oot: 4 } }]"), "/stem/0/conv"),
            ("architecture.json", Nets.Stem("[{ conv: { out: [4] } }]"), "/stem/0/conv/out"),
            ("architecture.json", Nets.Stem("[{ conv: { out: 0 } }]"), "/stem/0/conv/out"),
            ("architecture.json", Nets.Stem("[{ relu: ~, conv: { out: 4 } }]"), "/stem/0"),
            ("architecture.json", Nets.Stem("[projection]"), "/stem/0"),
            ("architecture.json", Nets.Stem("[{ relu: ~, with: { a: 1 } }]"), "/stem/0"),
            ("architecture.json", Nets.Stem("relu", "[3, 8]"), "/input"),
            ("architecture.json", "name: A\nstages: []\n", ""),
            ("architecture.json", "extends: a.yaml\nname: B\nallow: [SR0001]\n", "/allow/0"),
            ("architecture.json", "extends: a.yaml\nname: B\nstages: { beside 1: { repeat: 2 } }\n", "/stages"),
            ("architecture.json", "extends: a.yaml\nname: B\ngates: [{ gate: se, at: split, streams: second }]\n", "/gates/0/streams"),
            ("architecture.json", "extends: a.yaml\nname: B\nexpect: { flops: 1 }\n", "/expect"),
            ("definition.json", "block: b\ngate: b\nbody: [relu]\n", ""),
            ("definition.json", "block: b\nparameters: { c: { type: choice } }\nbody: [relu]\n", "/parameters/c"),
            ("definition.json", "gate: g\nchecks: [{ require: channels > 1 }]\nbody: [relu]\n", "/checks/0"),
            ("study.json", "study: s\n", ""),
            ("study.json", "study: s\nspecs: a.yaml\n", "/specs"),
            ("study.json", "study: s\nspecs: []\n", "/specs"),
            ("study.json", "study: s\nspecs: [a.yaml, a.yaml]\n", "/specs"),
            ("study.json", "study: s\nspecs: [a.yaml]\nseeds: [0, -1]\n", "/seeds/1"),
            ("study.json", "study: s\nspecs: [a.yaml]\nbaselines: a.yaml\n", ""),
            ("claims.json", "claims: c\nreport: R\ntables: []\n", "/tables"),
            ("claims.json", "claims: c\nreport: R\ntables: [{ table: T, rows: [{ row: A }] }]\n", "/tables/0/rows/0"),
            ("claims.json", "claims: c\nreport: R\ntables: [{ table: T, rows: [{ row: A, errors: 3.5 }] }]\n", "/tables/0/rows/0"),
            ("recipe.json", "recipe: r\nepochs: 5\nlearning-rate: fast\n", ""),
            ("recipe.json", "recipe: r\nepochs: [5]\nlearning-rate: 1\nschedule: { one-cycle: { warmup: 0 } }\n", "/epochs"),
            ("recipe.json",
                "recipe: r\nepochs: 5\nlearning-rate: 1\nschedule: { one-cycle: { warmup: 0 }, multi-step: { milestones: [], factor: 1 } }\n",
                "/schedule"),
        ];
        using var folder = new TemporaryFiles(files.Select(file => file.Yaml));

        var found = Npm.Validate(Folder, folder.With(files.Select(file => file.Schema)));

        found.Keys.Should().Equal(folder.Paths, "every one of them is wrong");
        files.Zip(folder.Paths).Should().OnlyContain(pair => found[pair.Second].StartsWith(pair.First.Place, StringComparison.Ordinal));
    }

    private static string SchemaOf(string text) =>
        Has(text, "body") ? "definition.json"
        : Has(text, "name") ? "architecture.json"
        : Has(text, "study") ? "study.json"
        : Has(text, "claims") ? "claims.json"
        : Has(text, "recipe") ? "recipe.json"
        : "architecture.json";

    private static bool Has(string text, string key) => text.Split('\n').Any(line => line.StartsWith(key + ":", StringComparison.Ordinal));

    private sealed class TemporaryFiles : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        public TemporaryFiles(IEnumerable<string> texts)
        {
            Paths = texts.Select((text, i) => folder.Write($"{i:00}.yaml", text)).ToList();
        }

        public IReadOnlyList<string> Paths { get; }

        public Dictionary<string, string> With(IEnumerable<string> schemas) =>
            Paths.Zip(schemas).ToDictionary(pair => pair.First, pair => pair.Second);

        public void Dispose() => folder.Dispose();
    }
}

/// <summary>
/// A test with the validator from npm. Installing it takes a second or two, each validation half a second. Where neither npm
/// and a registry nor Debian's packages of the validator are there, the test is skipped and says so; with CI set it fails.
/// </summary>
public sealed class NpmFactAttribute : FactAttribute
{
    public NpmFactAttribute()
    {
        if (Npm.Problem is { } problem && Environment.GetEnvironmentVariable("CI") is null or "" or "false")
            Skip = problem;
    }
}

/// <summary>Runs tests/schema/validate.mjs with the packages of its lock file.</summary>
internal static class Npm
{
    private static readonly string Home = Path.Combine(Repository.Root, "tests", "schema");
    private static readonly Lazy<string?> Installation = new(Install);

    /// <summary>Why there is no validator; null if there is one.</summary>
    public static string? Problem => Installation.Value;

    /// <summary>Validates files, given with their schemas' names: for every file that does not fit, the place and the reason.</summary>
    public static SortedDictionary<string, string> Validate(string schemas, IReadOnlyDictionary<string, string> files)
    {
        Problem.Should().BeNull("the validator is needed here");
        var list = Path.GetTempFileName();
        File.WriteAllLines(list, files.Select(file => $"{file.Value} {file.Key}"));
        var (code, output) = Run("node", "validate.mjs", schemas, list);
        File.Delete(list);
        code.Should().Be(0, output);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            found.Add(root.GetProperty("path").GetString()!,
                $"{root.GetProperty("place").GetString()} {root.GetProperty("message").GetString()} {root.GetProperty("detail")}");
        }
        return found;
    }

    private static string? Install()
    {
        var marker = Path.Combine(Home, "node_modules", ".package-lock.json");
        if (File.Exists(marker) && File.GetLastWriteTimeUtc(marker) >= File.GetLastWriteTimeUtc(Path.Combine(Home, "package-lock.json")))
            return null;
        var problem = TryInstall();
        // If the registry cannot be reached, Debian's packages of the same validator will do.
        return problem is null || Directory.Exists("/usr/share/nodejs/ajv") && Directory.Exists("/usr/share/nodejs/yaml") ? null : problem;
    }

    private static string? TryInstall()
    {
        try
        {
            var (code, output) = Run(
                OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            return code == 0 ? null : $"npm cannot install the validator: {output.Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "npm is not installed";
        }
    }

    private static (int Code, string Output) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}
