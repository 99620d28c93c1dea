using System.Text.RegularExpressions;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// Every file or folder of Broken/ is a case. Its files begin with the findings they must give, one per line and nothing else:
/// <c># LINE:COLUMN ID words of the message</c>. <c>SERES2NET_ACCEPT=1</c> writes these lines; read them in review.
/// </summary>
public sealed partial class BrokenSpecTests
{
    private static readonly string Folder = Path.Combine("tests", "Compiler", "Broken");

    public static TheoryData<string> Cases()
    {
        var names = Repository.Read(Folder).Select(file => file.Path[(Folder.Length + 1)..]);
        return [.. names.Select(name => name.Split('/')[0]).Distinct()];
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_broken_spec_gives_its_findings_at_their_places(string name)
    {
        var files = Files(name);
        var result = SpecCompiler.Compile([.. Repository.Specs, .. files], files.Select(file => file.Path).ToList());

        foreach (var file in files)
        {
            var found = result.Diagnostics
                .Where(d => d.Where.File == file.Path)
                .Select(d => $"# {d.Where.Line}:{d.Where.Column} {d.Id} {d.Message}");
            if (Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1")
                Accept(file, found);
            else
                Expected(file).Should().Equal(found, $"{file.Path} says so");
        }
        result.Diagnostics.Should().NotBeEmpty();
        result.Diagnostics.Should().OnlyContain(d => files.Any(file => file.Path == d.Where.File),
            "a finding points into the case's own files");
    }

    [Fact]
    public void Every_kind_of_finding_has_a_case()
    {
        // Findings that no text file can show are tested in LimitTests.
        string[] elsewhere = ["SR0003", "SR0004", "SR0005", "SR0099"];
        var covered = Repository.Read(Folder).SelectMany(Expected).Select(line => line.Split(' ')[2]).Concat(elsewhere).Distinct();

        covered.Should().BeEquivalentTo(Descriptors.All.Select(descriptor => descriptor.Id));
    }

    [Fact]
    public void Every_descriptor_is_listed_explained_and_unique()
    {
        var fields = typeof(Descriptors).GetFields()
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => field.GetValue(null));

        Descriptors.All.Should().BeEquivalentTo(fields).And.OnlyHaveUniqueItems(d => d.Id).And.BeInAscendingOrder(d => d.Id);
        Descriptors.All.Should().OnlyContain(d => d.Title != "" && d.Meaning != "" && d.Example != "" && d.Fix != "");
    }

    private static IReadOnlyList<SourceFile> Files(string name) => Repository.Read(Folder)
        .Select(file => file with { Path = file.Path[(Folder.Length + 1)..] })
        .Where(file => file.Path.Split('/')[0] == name)
        .Select(file => file with { Path = $"specs/{file.Path}" })
        .ToList();

    private static IEnumerable<string> Expected(SourceFile file) =>
        file.Text.Split('\n').TakeWhile(line => ExpectationLine().IsMatch(line));

    // The lines written above the content move every place below it, so they count.
    private static void Accept(SourceFile file, IEnumerable<string> found)
    {
        var content = file.Text.Split('\n').SkipWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).ToList();
        var before = file.Text.Split('\n').Length - content.Count;
        var lines = found.ToList();
        var shifted = lines.Select(line => Place().Replace(line, place => $"# {int.Parse(place.Groups[1].Value) + lines.Count - before}:"));
        var path = Path.Combine(Repository.Root, Folder, file.Path["specs/".Length..]);
        File.WriteAllText(path, string.Join('\n', shifted.Concat(content)));
    }

    [GeneratedRegex("^# [0-9]+:[0-9]+ SR[0-9]{4} ")]
    private static partial Regex ExpectationLine();

    [GeneratedRegex("^# ([0-9]+):")]
    private static partial Regex Place();
}
