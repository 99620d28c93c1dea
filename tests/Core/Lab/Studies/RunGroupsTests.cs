using SeRes2Net.Core.Tests.Lab.Runs;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Core.Tests.Lab.Studies;

public class RunGroupsTests
{
    [Fact]
    public void Runs_are_grouped_by_network_recipe_and_data_and_compared_with_the_baseline()
    {
        var results = RunGroups.FromRuns([Run("net", 1), Run("net", 0), Run("gated", 0), Run("gated", 0, recipe: "long"), Run("gated", 1, data: "other")], Run("gated", 0));

        results.Groups.Select(results.NameOf).Should().Equal("gated, mine, tiny", "gated, long, tiny", "gated, mine, other", "net");
        results.Groups[3].Runs.Select(run => run.Seed).Should().Equal(0, 1);
        results.Comparisons.Should().Equal(new DeclaredComparison(3, 0), new DeclaredComparison(1, 0));
        results.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void Of_two_runs_with_one_seed_the_completed_one_counts_once()
    {
        var results = RunGroups.FromRuns([Run("net", 0, outcome: "interrupted"), Run("net", 0), Run("net", 1, outcome: "interrupted")]);

        results.Groups.Single().Runs.Select(run => (run.Seed, run.State)).Should().Equal((0, RunState.Completed), (1, RunState.Unfinished));
        results.Problems.Should().Equal("net, seed 1: has finished 2 of 3 epochs");
    }

    [Fact]
    public void Networks_and_recipes_that_have_one_name_and_are_not_the_same_are_told_apart()
    {
        var (net, edited, changed) = (Run("net", 0), Run("net", 0), Run("net", 0));
        edited = edited with { Record = edited.Record with { SpecHash = "0123456789" } };
        changed = changed with { Record = changed.Record with { RecipeHash = "9876543210" } };

        var results = RunGroups.FromRuns([net, edited, changed, Run("gated", 0)]);

        results.Groups.Select(results.NameOf).Should().Equal("net, spec net, recipe mine", "net, spec net, recipe 9876543", "net, spec 0123456, recipe mine", "gated");
    }

    private static RunFolder Run(string spec, long seed, string recipe = "mine", string data = "tiny", string outcome = "completed") => new("/nowhere", SampleRun.Record with
    {
        Spec = spec,
        SpecHash = spec,
        Recipe = recipe,
        RecipeHash = recipe,
        Data = data,
        DataChecksum = data,
        Seed = seed,
        Outcome = outcome,
    }, [SampleRun.Epoch(1), SampleRun.Epoch(2)], []);
}
