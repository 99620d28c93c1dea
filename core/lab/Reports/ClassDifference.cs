using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Lab.Reports;

/// <summary>A network's accuracy on one class minus the baseline's.</summary>
/// <param name="Name">The class.</param>
/// <param name="Differences">As fractions, one for each seed that both have.</param>
internal sealed record ClassDifference(string Name, IReadOnlyList<double> Differences)
{
    /// <summary>Mean over the seeds.</summary>
    public double Mean => Differences.Average();

    /// <summary>The classes of every comparison whose runs have confusion tables.</summary>
    public static IReadOnlyList<(string Spec, string Baseline, IReadOnlyList<ClassDifference> Classes)> All(ReportInput input) => !input.Results.IsComplete ? [] :
    [
        .. from declared in input.Results.Comparisons
           let classes = Of(Tables(input, declared.Group), Tables(input, declared.Baseline))
           where classes.Count > 0
           select (input.Results.NameOf(input.Results.Groups[declared.Group]), input.Results.NameOf(input.Results.Groups[declared.Baseline]), classes),
    ];

    private static Dictionary<long, ConfusionTable> Tables(ReportInput input, int group)
    {
        var found = new Dictionary<long, ConfusionTable>();
        foreach (var (run, table) in input.Results.Groups[group].Runs.Zip(input.Confusions[group]))
        {
            if (run.State == RunState.Completed && table is not null)
                found.TryAdd(run.Seed, table);
        }
        return found;
    }

    private static IReadOnlyList<ClassDifference> Of(Dictionary<long, ConfusionTable> tables, Dictionary<long, ConfusionTable> baselines)
    {
        var pairs = tables.Where(pair => baselines.TryGetValue(pair.Key, out var other) && other.ClassNames.SequenceEqual(pair.Value.ClassNames))
            .Select(pair => (pair.Value.Matrix, Baseline: baselines[pair.Key].Matrix)).ToList();
        if (pairs.Count == 0)
            return [];
        var names = tables.Values.First(table => table.Matrix == pairs[0].Matrix).ClassNames;
        return
        [
            .. from label in Enumerable.Range(0, names.Count)
               where pairs.TrueForAll(pair => pair.Matrix.Images(label) > 0 && pair.Baseline.Images(label) > 0)
               select new ClassDifference(names[label], [.. pairs.Select(pair => pair.Matrix.Accuracy(label) - pair.Baseline.Accuracy(label))]),
        ];
    }
}
