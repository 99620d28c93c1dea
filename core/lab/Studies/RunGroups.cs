using SeRes2Net.Lab.Runs;

namespace SeRes2Net.Lab.Studies;

/// <summary>Makes a study of runs that were trained without one.</summary>
public static class RunGroups
{
    /// <summary>What a study without a file is called.</summary>
    public const string Name = "comparison";

    /// <summary>
    /// Groups runs by network, recipe and data. With each recipe and data, every network is compared with the baseline; a network's other
    /// recipes are compared with its first. Of several runs with one seed, which are the same run, one counts.
    /// </summary>
    /// <param name="runs">At least one.</param>
    /// <param name="baseline">A run of the network that the others are compared with; null: the first.</param>
    public static StudyResults FromRuns(IReadOnlyList<RunFolder> runs, RunFolder? baseline = null)
    {
        string first = (baseline ?? runs[0]).Record.SpecHash;
        var groups = runs.GroupBy(run => (run.Record.SpecHash, run.Record.RecipeHash, run.Record.DataChecksum))
            .OrderBy(alike => alike.Key.SpecHash == first ? 0 : 1)
            .Select(alike => (alike.Key, Group: Of([.. alike]))).ToList();
        var all = Enumerable.Range(0, groups.Count).ToList();
        var comparisons = (from i in all
                           let key = groups[i].Key
                           let network = all.FindIndex(j => groups[j].Key == key with { SpecHash = first })
                           where network >= 0 && network != i
                           select new DeclaredComparison(i, network))
            .Concat(from i in all
                    let key = groups[i].Key
                    let recipe = all.FindIndex(j => groups[j].Key.SpecHash == key.SpecHash && groups[j].Key.DataChecksum == key.DataChecksum)
                    where recipe != i
                    select new DeclaredComparison(i, recipe));
        return new StudyResults { Name = Name, Groups = [.. groups.Select(one => one.Group)], Comparisons = [.. comparisons] };
    }

    private static StudyGroup Of(IReadOnlyList<RunFolder> runs)
    {
        var record = runs[0].Record;
        return new StudyGroup(record.Spec, record.SpecStem, record.SpecHash, record.Recipe, record.Data, record.Parameters, record.Macs,
        [
            .. from run in runs
               group RunStates.Of(run.Record.Seed, run) by run.Record.Seed into seed
               orderby seed.Key
               // A completed one rather than another, and the latest of these.
               select seed.OrderBy(run => run.State).ThenByDescending(run => run.Folder!.Record.Started).First(),
        ])
        {
            RecipeHash = record.RecipeHash,
            DataChecksum = record.DataChecksum,
        };
    }
}
