using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Study files.</summary>
public sealed class StudyTests
{
    private const string Path = "specs/studies/gates.yaml";
    private const string Short = "study: gates\nspecs: [../res2net-29.yaml, ../se-res2net-29.yaml]\n";

    [Fact]
    public void A_study_has_the_values_of_its_file()
    {
        const string Text = """
            study: gates
            summary: Where the gate should stand.
            specs: [../res2net-29.yaml, ../studies/../se-res2net-29.yaml]
            baseline: ../se-res2net-29.yaml
            recipe: quick-5
            data: cifar10
            equivalence: 0.25
            measure: [latency, saliency]
            claims: [../claims/se-res2net.yaml]
            seeds: [2, 0, 2 ** 40]
            language: 1
            """;

        var result = Check(Text);

        result.Diagnostics.Should().BeEmpty();
        result.Specs.Should().BeEmpty("a study is not an architecture");
        var study = result.Studies.Should().ContainSingle().Subject;
        study.Path.Should().Be(Path);
        study.Study.Should().BeEquivalentTo(new Study
        {
            Name = "gates",
            Summary = "Where the gate should stand.",
            Specs = ["../res2net-29.yaml", "../studies/../se-res2net-29.yaml"],
            Baseline = "../studies/../se-res2net-29.yaml",
            Recipes = ["quick-5"],
            Data = "cifar10",
            Equivalence = 0.25,
            Measures = ["latency", "saliency"],
            Claims = ["../claims/se-res2net.yaml"],
            Seeds = [2, 0, 1L << 40],
        }, options => options.WithStrictOrdering());
        study.Specs.Should().Equal("specs/res2net-29.yaml", "specs/se-res2net-29.yaml");
        study.Baseline.Should().Be("specs/se-res2net-29.yaml");
        study.Claims.Should().Equal("specs/claims/se-res2net.yaml");
    }

    [Fact]
    public void The_defaults_of_a_study_are_the_first_spec_the_specs_recipes_and_seed_0()
    {
        var study = Check(Short).Studies.Single().Study;

        study.Baseline.Should().Be("../res2net-29.yaml");
        study.Recipes.Should().BeEmpty();
        study.Data.Should().BeNull();
        study.Equivalence.Should().BeNull();
        study.Seeds.Should().Equal(0);
        study.Summary.Should().BeEmpty();
    }

    [Fact]
    public void Only_studies_among_the_targets_are_checked()
    {
        var file = new SourceFile(Path, Short.Replace("../res2net-29", "../nowhere"));

        var result = SpecCompiler.Compile([.. Repository.Specs, file], ["specs/res2net-29.yaml"]);

        result.Diagnostics.Should().BeEmpty();
        result.Studies.Should().BeEmpty();
    }

    [Theory]
    [InlineData("specs: [../res2net-29.yaml, ../nowhere.yaml]", "SR0026")]
    [InlineData("specs: [../blocks/basic.yaml]", "SR0026")]
    [InlineData("specs: [../res2net-29.yaml, ../res2net-29.yaml]", "SR0017")]
    [InlineData("specs: [/etc/passwd]", "SR0017")]
    [InlineData("baseline: ../weave-29.yaml", "SR0017")]
    [InlineData("recipe: report-30", "SR0036")]
    [InlineData("recipe: [quick-5, report-30]", "SR0036")]
    [InlineData("recipe: [quick-5, quick-5]", "SR0017")]
    [InlineData("recipe: [[quick-5]]", "SR0012")]
    [InlineData("recipe: []", "SR0017")]
    [InlineData("measure: [speed]", "SR0017")]
    [InlineData("measure: [latency, latency]", "SR0017")]
    [InlineData("claims: [../claims/se-res2nt.yaml]", "SR0026")]
    [InlineData("claims: [../res2net-29.yaml]", "SR0026")]
    [InlineData("claims: [/etc/passwd]", "SR0017")]
    [InlineData("claims: [../claims/se-res2net.yaml, ../claims/se-res2net.yaml]", "SR0017")]
    [InlineData("claims: ../claims/se-res2net.yaml", "SR0012")]
    [InlineData("equivalence: 0", "SR0017")]
    [InlineData("equivalence: little", "SR0015")]
    [InlineData("seeds: [0, 0]", "SR0017")]
    [InlineData("seeds: []", "SR0017")]
    [InlineData("seed: [0]", "SR0010")]
    [InlineData("study: gate", "SR0024")]
    [InlineData("name: Gates", "SR0010")]
    public void A_wrong_study_is_refused(string line, string id)
    {
        var key = line.Split(':')[0];
        var lines = Short.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(other => other.Split(':')[0] != key).Append(line);

        var result = Check(string.Join('\n', lines));

        result.Diagnostics.Should().Contain(finding => finding.Id == id && finding.Severity == Severity.Error);
        result.Studies.Should().BeEmpty();
    }

    [Fact]
    public void A_study_has_at_most_a_thousand_specs()
    {
        var specs = Enumerable.Range(0, 1001).Select(i => $"net-{i}.yaml");

        Check($"study: gates\nspecs: [{string.Join(", ", specs)}]\n").Diagnostics.Should().ContainSingle().Which.Id.Should().Be("SR0005");
    }

    [Fact]
    public void A_mistake_in_a_study_does_not_hide_wrong_names_in_it() =>
        Check("study: gate\nspecs: [../nowhere.yaml]\nrecipe: nothing\nseeds: [x]\n").Diagnostics.Select(finding => finding.Id)
            .Should().Equal("SR0024", "SR0026", "SR0036", "SR0015");

    [Fact]
    public void A_study_cannot_be_extended_and_does_not_hide_a_recipe_of_the_same_name()
    {
        var study = new SourceFile("specs/quick-5.yaml", "study: quick-5\nspecs: [res2net-29.yaml]\n");

        Compile.Text("extends: quick-5.yaml\nname: A\n", study).Diagnostics.Should().ContainSingle().Which.Message
            .Should().Be("'specs/quick-5.yaml' is not an architecture; only architectures can be extended.");
        Compile.Text("extends: res2net-29.yaml\nname: A\nrecipe: quick-5\n", study).Diagnostics.Should().BeEmpty();
    }

    [Fact]
    public void Hosts_learn_which_files_a_file_refers_to()
    {
        References(Path, Short).Should().Equal("specs/res2net-29.yaml", "specs/se-res2net-29.yaml");
        References("/p/specs/a.yaml", "extends: \"../b.yaml\"   # quoted\nname: A\n").Should().Equal("/p/b.yaml");
        References("specs/a.yaml", "extends: /etc/passwd.yaml\nname: A\n").Should().BeEmpty("it would not be read");
        References(Path, "study: gates\nspecs: [/etc/a.yaml, C:/b.yaml, ..\\c.yaml, ../d.txt]\n").Should().BeEmpty();
        References("specs/a.yaml", "name: [").Should().BeEmpty();
        References("specs/recipes/r.yaml", "recipe: r\nepochs: 1\n").Should().BeEmpty();
    }

    private static IReadOnlyList<string> References(string path, string text) => SpecCompiler.References(new SourceFile(path, text));

    private static CompileResult Check(string text) => SpecCompiler.Compile([.. Repository.Specs, new SourceFile(Path, text)], [Path]);
}
