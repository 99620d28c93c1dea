using SeRes2Net.Compiler.Compare;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Differences between two architectures, and what each costs.</summary>
public sealed class CompareTests
{
    private const string Base = """
        name: Base
        input: [3, 32, 32]
        classes: 10
        stem: [{ conv: { out: 16, kernel: 3 } }, batch-norm, relu]
        block: basic
        stages: [{ repeat: 2, out: 16 }, { repeat: 6, out: 32, stride: 2 }]
        head: [global-avg-pool, linear: { out: classes }]
        recipe: report-300
        """;

    [Fact]
    public void A_gate_is_one_change_with_its_cost()
    {
        var comparison = Compare("extends: res2net-29.yaml\nname: A\n", Nets.Res2Net29("gates: [{ gate: se, at: concat, reduction: 16 }]"));

        comparison.SameNetwork.Should().BeFalse();
        comparison.Changes.Should().Equal(new SpecChange("gate se at concat, reduction: 16", null, "gate se at concat, reduction: 16")
        {
            Effect = new ChangeEffect(false, 19_215, 18_144),
        });
        comparison.Layers.Should().Be(new LayerChanges(Same: 99, Changed: 0, Added: 18, Removed: 0));
        comparison.Operations.Should().BeEquivalentTo(new Dictionary<string, int>
        {
            ["conv"] = 18,
            ["global-avg-pool"] = 9,
            ["multiply"] = 9,
            ["relu"] = 9,
            ["sigmoid"] = 9,
        });
    }

    [Fact]
    public void The_other_way_round_the_gate_is_removed()
    {
        var comparison = Compare(Nets.Res2Net29("gates: [{ gate: se, at: concat }]"), "extends: res2net-29.yaml\nname: A\n");

        comparison.Changes.Single().Should().Be(new SpecChange("gate se at concat", "gate se at concat", null)
        {
            Effect = new ChangeEffect(false, -19_215, -18_144),
        });
    }

    [Fact]
    public void A_stage_with_more_repeats_is_named()
    {
        var comparison = Compare(Base, Base.Replace("repeat: 6", "repeat: 23"));

        // 17 blocks of two 3x3 convolutions from 32 to 32 channels, with batch-norms.
        comparison.Changes.Should().Equal(new SpecChange("stage 2: repeat", "6", "23")
        {
            Effect = new ChangeEffect(false, 17 * (2 * 9_216 + 2 * 64), 17 * 2 * 9_216 * 256),
        });
    }

    [Fact]
    public void Stem_head_input_and_classes_are_compared()
    {
        var other = Base
            .Replace("kernel: 3 }", "kernel: 5 }").Replace("classes: 10", "classes: 100").Replace("[global-avg-pool,", "[global-max-pool,");

        Compare(Base, other).Changes.Select(change => (change.What, change.Before, change.After, change.Effect!.Parameters)).Should().Equal(
            ("classes", "10", "100", 90 * 33),
            ("stem",
                "[{ conv: { out: 16, kernel: 3 } }, batch-norm, relu]", "[{ conv: { out: 16, kernel: 5 } }, batch-norm, relu]", 16 * 3 * 16),
            ("head", "[global-avg-pool, { linear: { out: classes } }]", "[global-max-pool, { linear: { out: classes } }]", 0));
    }

    [Fact]
    public void Stages_can_be_added_and_removed_and_a_change_that_needs_another_has_no_figure()
    {
        var longer = Base.Replace(" }]\nhead", " }, { out: 64, stride: 2 }]\nhead");

        Compare(Base, longer).Changes.Single().Should().Match<SpecChange>(change =>
            change.What == "stage 3" && change.Before == null && change.After == "basic, out: 64, stride: 2");
        Compare(longer, Base).Changes.Single().Should().Match<SpecChange>(change => change.What == "stage 3" && change.After == null);
        var other = Base.Replace("basic", "res2net").Replace("out: 16 }", "out: 16, width: 4 }").Replace("out: 32,", "out: 32, width: 8,");
        Compare(Base, other).Changes.Single(change => change.What == "block").Effect.Should().BeNull("the other block needs a width");
    }

    [Fact]
    public void A_different_spelling_is_not_a_difference()
    {
        var shared = Base.Replace("block: basic", "block: basic\nwith: { shortcut: pad }");
        var own = Base.Replace("out: 16 }", "out: 16, shortcut: pad }").Replace("out: 32,", "out: 32, with: { shortcut: pad },");

        Compare(shared, own).Changes.Should().BeEmpty();
        var spelled = Compare(Base, Base.Replace("out: 32,", "out: 2 * 16,"));
        spelled.SameNetwork.Should().BeTrue();
        spelled.Changes.Single().Effect!.SameNetwork.Should().BeTrue();
    }

    [Fact]
    public void Recipes_are_compared_value_by_value()
    {
        var changes = Compare(Base, Base.Replace("report-300", "quick-5")).Changes;

        (changes[0].What, changes[0].Before, changes[0].After).Should().Be(("recipe", "report-300", "quick-5"));
        changes.Should().Contain(change => change.What == "recipe: epochs" && change.Before == "300" && change.After == "5");
        changes.Should().NotContain(change => change.What == "recipe: batch", "it is the same");
    }

    private static Comparison Compare(string before, string after)
    {
        IReadOnlyList<SourceFile> files = [.. Repository.Specs, new("specs/a-test.yaml", before), new("specs/b-test.yaml", after)];
        var result = SpecCompiler.Compile(files, ["specs/a-test.yaml", "specs/b-test.yaml"]);
        result.Specs.Should().HaveCount(2, string.Join('\n', result.Diagnostics));
        return SpecComparer.Compare(result.Specs[0], result.Specs[1], files, result.Recipes);
    }
}
