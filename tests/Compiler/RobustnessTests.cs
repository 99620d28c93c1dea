using System.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;
using Xunit.Abstractions;

namespace SeRes2Net.Compiler.Tests;

/// <summary>The compiler runs on every keystroke of half-written files: it never throws, and it is quick.</summary>
public sealed class RobustnessTests(ITestOutputHelper output)
{
    [Fact]
    public void Half_written_files_give_findings_and_never_an_internal_error()
    {
        // A fixed seed, so that failures can be reproduced.
        var random = new Random(20240607);
        string[] pieces =
        [
            "[", "]", "{", "}", ":", ": ", ",", "- ", "\n", "\n  ", "\"", "'", "#", "&a ", "*a", "!", "|", ">", "~", "0", "-1", "1e9", "(", ")",
            "slot", "use: se", "when: first",
        ];
        foreach (var file in Repository.Specs)
        {
            var others = Repository.Specs.Where(other => other != file).ToList();
            for (var i = 0; i < 30; i++)
            {
                var text = Mutate(file.Text, random, pieces);

                var result = SpecCompiler.Compile([.. others, file with { Text = text }], [file.Path]);

                result.Diagnostics.Where(finding => finding.Id == "SR0099").Should().BeEmpty(text);
                var misplaced = result.Diagnostics.Where(finding => finding.Where.Line <= 0 || finding.Where.Column <= 0);
                misplaced.Should().BeEmpty($"every finding of this file has a place:\n{text}");
            }
        }
    }

    [Fact]
    public void Every_prefix_of_a_spec_gives_findings_and_never_an_internal_error()
    {
        var file = Repository.Specs.Single(file => file.Path == "specs/blocks/res2net.yaml");
        for (var length = 0; length < file.Text.Length; length += 7)
        {
            var result = SpecCompiler.Compile([file with { Text = file.Text[..length] }]);

            result.Diagnostics.Should().NotContain(finding => finding.Id == "SR0099");
        }
    }

    [Fact]
    public void Two_hundred_specs_compile_together()
    {
        var ablations = Enumerable.Range(0, 200).Select(i => new SourceFile(
            $"specs/ablations/net-{i}.yaml", $"extends: ../se-res2net-29.yaml\nname: Net {i}\nstages: {{ 1: {{ width: {4 + i} }} }}\n"));
        var files = Repository.Specs.Concat(ablations).ToList();
        var shipped = SpecCompiler.Compile(Repository.Specs).Specs.Count;
        var watch = Stopwatch.StartNew();

        var result = SpecCompiler.Compile(files);

        output.WriteLine($"200 specs compiled in {watch.ElapsedMilliseconds} ms.");
        result.Diagnostics.Should().BeEmpty();
        result.Specs.Count.Should().Be(200 + shipped);
    }

    private static string Mutate(string text, Random random, string[] pieces)
    {
        for (var changes = random.Next(1, 4); changes > 0 && text.Length > 0; changes--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(6), text.Length - at);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, pieces[random.Next(pieces.Length)]),
                _ => text.Insert(at, text.Substring(random.Next(text.Length - length + 1), length)),
            };
        }
        return text;
    }
}
