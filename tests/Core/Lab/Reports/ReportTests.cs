using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Core.Tests.Lab.Reports;

public sealed class ReportTests
{
    private const string Hostile = "</title></style></svg><script>alert('\"1\"')</script>&amp; | _ $ % \u202E";

    [Fact]
    public void Fifty_networks_with_ten_seeds_are_a_page_of_less_than_five_megabytes()
    {
        var input = SampleStudy.Large.Input();

        string page = HtmlReport.Write(input);

        Encoding.UTF8.GetByteCount(page).Should().BeLessThan(5_000_000);
    }

    [Fact]
    public void A_page_needs_no_network_and_every_picture_is_announced_and_has_its_data_beside_it()
    {
        string page = HtmlReport.Write(SampleStudy.Small.Input());

        Regex.Matches(page, "(?:src|href|url)\\s*[=(]").Should().BeEmpty();
        Regex.Matches(page, "https?://(?!www\\.w3\\.org/2000/svg)").Should().BeEmpty();
        var parsed = Parsed(page);
        var pictures = parsed.Descendants().Where(element => element.Name.LocalName == "svg").ToList();
        pictures.Should().HaveCountGreaterThan(8);
        foreach (var picture in pictures)
        {
            picture.Attribute("role")!.Value.Should().Be("img");
            picture.Elements().Take(2).Select(element => element.Name.LocalName).Should().Equal("title", "desc");
            picture.Ancestors("figure").Single().Descendants("table").Should().NotBeEmpty();
        }
        parsed.Descendants().Attributes("id").Select(id => id.Value).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Names_from_files_are_text_in_every_format()
    {
        var input = (SampleStudy.Small with { Specs = [Hostile, "other"], Classes = ["cat", Hostile] }).Input();
        input = input with
        {
            Differences = [new SpecDifference(Hostile, Hostile, [Hostile])],
            Claims = [new ReportClaim(Hostile, Hostile, Hostile, Hostile, Hostile)],
            Findings = input.Findings with { Results = input.Findings.Results with { Name = Hostile, Summary = Hostile } },
        };

        var page = Parsed(HtmlReport.Write(input));
        page.Descendants().Where(element => element.Name.LocalName == "script").Should().BeEmpty();
        page.Descendants("h1").Single().Value.Should().Be(Hostile.Replace('\u202E', ' '));
        MarkdownReport.Write(input).Should().NotContain("<").And.Contain("&lt;script&gt;").And.NotContain("\u202E");
        LatexReport.Write(input).Should().Contain("\\&amp; $|$ \\_ \\$ \\%");
    }

    [Fact]
    public void What_LaTeX_would_take_for_commands_is_printed() =>
        LatexReport.Escaped("a_b & 5% of $1 #2 {x} ~y^z \\input{f} \"q\" --")
            .Should().Be("a\\_b \\& 5\\% of \\$1 \\#2 \\{x\\} \\textasciitilde{}y\\textasciicircum{}z \\textbackslash{}input\\{f\\} \\char34{}q\\char34{} {-}{-}");

    [Fact]
    public void A_study_with_a_missing_seed_shows_no_verdict_whatever_its_findings_say()
    {
        var complete = SampleStudy.Small.Input();
        var groups = complete.Findings.Results.Groups.ToList();
        groups[2] = groups[2] with { Runs = [.. groups[2].Runs.Select(run => run.Seed == 3 ? new StudyRun(3, RunState.Missing, null, "it has not begun") : run)] };
        var input = complete with { Findings = complete.Findings with { Results = complete.Findings.Results with { Groups = groups } } };

        foreach (string text in new[] { HtmlReport.Write(input), MarkdownReport.Write(input), LatexReport.Write(input) })
        {
            text.Should().Contain("19 of 20 runs are completed, so there is no verdict").And.NotContain("better<").And.NotContain("| better").And.NotContain("& better");
            text.Should().NotContain("p (Welch)").And.NotContain("points to Res2Net");
        }
        HtmlReport.Write(input).Should().Contain("SE first two, seed 3: it has not begun");
        CsvReport.Networks(input).Split('\n')[2].Should().EndWith("no verdict: runs are missing").And.Contain(",,,,");
        HtmlReport.Write(complete).Should().Contain("p (Welch)").And.Contain("better<");
    }

    [Fact]
    public void The_tables_for_programs_have_every_digit()
    {
        var input = SampleStudy.Small.Input();

        var lines = CsvReport.Networks(input).TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToList();

        lines.Should().HaveCount(6).And.OnlyContain(line => line.Length == lines[0].Length);
        double.Parse(lines[2][Array.IndexOf(lines[0], "mean")]).Should().Be(input.Findings.Groups[1].Mean);
        double.Parse(lines[2][Array.IndexOf(lines[0], "welch_t")]).Should().Be(input.Findings.Comparisons[0].Welch!.Statistic);
        CsvReport.Runs(input).Split('\n').Should().HaveCount(22);
    }

    [Fact]
    public void The_confusions_of_run_directories_are_read_and_damaged_ones_named()
    {
        using var folder = new TemporaryFolder();
        var study = SampleStudy.Small with { Specs = ["one"], Seeds = 2, Classes = ["cat", "dog, large", "\"fish\"\n<&>"] };
        study.Write(folder.Path);

        var table = ConfusionTable.Find(folder.File("spec-0-s1"))!;

        table.ClassNames.Should().Equal(study.Classes);
        table.Matrix.Should().BeEquivalentTo(study.Input().Confusions[0][1]!.Matrix);
        folder.Write("spec-0-s1/confusion.csv", "label,cat\ncat,many\n");
        FluentActions.Invoking(() => ConfusionTable.Find(folder.File("spec-0-s1"))).Should().Throw<Exception>().WithMessage("*confusion.csv is damaged*");
    }

    // The page is XML but for its elements without an end.
    private static XElement Parsed(string page) => XElement.Parse(Regex.Replace(page.Replace("<!DOCTYPE html>", ""), "<meta ([^>]*)>", "<meta $1/>").Replace(" open>", " open=\"\">"));
}
