namespace SeRes2Net.Lab.Reports.Tables;

/// <summary>Accuracy of each class against the baseline.</summary>
internal static class ClassTables
{
    // Wider tables are not read; the charts show the classes that changed most.
    private const int MostClasses = 20;

    /// <summary>A row for each comparison, a column for each class: the mean difference over seeds that both have.</summary>
    public static ReportTable Differences(ReportInput input)
    {
        var all = ClassDifference.All(input);
        var names = all.Select(comparison => comparison.Classes.Select(difference => difference.Name).ToList()).FirstOrDefault() ?? [];
        bool fits = names.Count <= MostClasses && all.All(comparison => comparison.Classes.Select(difference => difference.Name).SequenceEqual(names));
        return new ReportTable("Differences by class", ReportColumn.Of(["Network", "Baseline", .. names.Select(name => ">" + name)]),
            !fits ? [] :
            [
                .. all.Select(comparison => (IReadOnlyList<string>)
                    [comparison.Spec, comparison.Baseline, .. comparison.Classes.Select(difference => Figures.Points(difference.Mean))]),
            ])
        {
            Note = "Accuracy of each class's images minus the baseline's, in percentage points: means over the seeds that both have.",
        };
    }
}
