using System.Text.RegularExpressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// The pages under docs/ and the README stay true. A YAML example names its file in its first line; a later one of the same name
/// replaces it. The findings of all examples so far are those of the <c>text</c> block that follows, or none.
/// </summary>
public sealed class DocsTests
{
    private const string FirstBlock = "docs/your-first-block.md";
    private const string Language = "docs/language.md";

    private static readonly Regex Fence = new(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline);
    private static readonly Regex Finding = new(@"^\S+\(\d+,\d+\): (error|warning) SR\d{4}: ");

    private static readonly string[] AllPages =
    [
        "README.md", "docs/studies/README.md",
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => $"docs/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Pages => [.. AllPages];

    [Theory]
    [InlineData(FirstBlock)]
    [InlineData(Language)]
    public void Every_YAML_example_gives_the_findings_that_the_page_shows(string page)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        var fences = Fences(page);
        for (var i = 0; i < fences.Count; i++)
        {
            if (fences[i].Language != "yaml")
                continue;
            var path = Regex.Match(fences[i].Text, @"\A# (specs/\S+\.yaml)\n").Groups[1].Value;
            path.Should().NotBeEmpty($"the first line names the file of\n{fences[i].Text}");
            files[path] = fences[i].Text;
            var shown = i + 1 < fences.Count && fences[i + 1].Language == "text" ? fences[i + 1].Text.Split('\n') : [];

            Findings(files).Should().Equal(
                shown.Where(line => Finding.IsMatch(line)), $"these are the findings of {page} up to\n{fences[i].Text}");
        }
        files.Should().NotBeEmpty();
    }

    [Fact]
    public void The_last_block_on_the_page_is_the_one_that_ships()
    {
        var last = Fences(FirstBlock).Last(fence => fence.Text.StartsWith("# specs/blocks/my-weave.yaml\n", StringComparison.Ordinal)).Text;

        Body(last.Replace("my-weave", "weave")).Should().Be(Body(Read("specs/blocks/weave.yaml")));

        static string Body(string text) => text[text.IndexOf('\n')..];
    }

    [Fact]
    public void The_study_on_the_page_is_the_one_that_ships()
    {
        var shown = Fences(FirstBlock).Single(fence => fence.Text.StartsWith("# specs/studies/weave.yaml\n", StringComparison.Ordinal)).Text;
        var shipped = Read("specs/studies/weave.yaml");

        shown[shown.IndexOf('\n')..].Should().Be(shipped[shipped.IndexOf('\n')..]);
    }

    [Fact]
    public void Shown_lines_of_generated_code_are_lines_of_generated_code()
    {
        var generated = Read("core/models/Generated/Weave29.g.cs").Split('\n').Select(line => line.Trim()).ToHashSet();
        var shown = Fences(FirstBlock).Where(fence => fence.Language == "csharp").SelectMany(fence => fence.Text.TrimEnd('\n').Split('\n'));

        shown.Should().NotBeEmpty().And.OnlyContain(line => generated.Contains(line.Trim()));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Generated_tables_are_up_to_date(string page)
    {
        var path = Path.Combine(Repository.Root, page);
        var text = File.ReadAllText(path);
        var fresh = Regex.Replace(text, @"(<!-- table: (\S+) -->\n).*?(<!-- end -->)",
            match => match.Groups[1].Value + DocsTables.All[match.Groups[2].Value]() + match.Groups[3].Value, RegexOptions.Singleline);
        if (Environment.GetEnvironmentVariable("SERES2NET_ACCEPT") == "1" && fresh != text)
            File.WriteAllText(path, fresh);

        File.ReadAllText(path).Should().Be(fresh, "the tables are written by SERES2NET_ACCEPT=1 dotnet test tests/Compiler");
    }

    [Fact]
    public void Every_table_is_on_a_page() => AllPages.SelectMany(page => Regex
        .Matches(Read(page), @"<!-- table: (\S+) -->")
        .Select(match => match.Groups[1].Value)).Should().BeEquivalentTo(DocsTables.All.Keys);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_existing_files_and_headings(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var links = Regex.Matches(Fence.Replace(Read(page), ""), @"\]\(([^)]+)\)")
            .Select(match => match.Groups[1].Value).Where(link => !link.Contains("://")).ToList();

        links.Where(link => !Exists(folder, page, link)).Should().BeEmpty();
    }

    [Fact]
    public void The_reference_names_everything_that_the_compiler_knows()
    {
        var text = Read(Language);

        DocsTables.Vocabulary.Where(word => !text.Contains($"`{word}`")).Should().BeEmpty();
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static IEnumerable<string> Findings(Dictionary<string, string> files)
    {
        var known = Repository.Specs.Where(file => !files.ContainsKey(file.Path));
        var own = files.Select(file => new SourceFile(file.Key, file.Value));
        return SpecCompiler.Compile([.. known, .. own], files.Keys).Diagnostics.Select(finding => finding.ToString());
    }

    private static bool Exists(string folder, string page, string link)
    {
        var parts = link.Split('#');
        var path = parts[0].Length == 0 ? Path.Combine(Repository.Root, page) : Path.Combine(folder, parts[0]);
        return Path.Exists(path)
            && (parts.Length == 1 || File.ReadAllLines(path).Any(line => line.StartsWith('#') && Anchor(line) == parts[1]));
    }

    // As GitHub makes them.
    private static string Anchor(string heading) =>
        Regex.Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-');

    private static IReadOnlyList<(string Language, string Text)> Fences(string page) => Fence
        .Matches(Read(page))
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value)).ToList();
}
