using System.Globalization;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Reports.Charts;
using SeRes2Net.Lab.Reports.Tables;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Lab.Reports.Pages;

/// <summary>Figures of single classes: which were taken for which, and how they differ from the baseline.</summary>
internal static class ClassFigures
{
    private const int MostOpen = 3, MostRows = 20;
    // What a page can hold: six networks with a hundred classes, or hundreds with ten.
    private const int MostCells = 60_000;

    /// <summary>A confusion matrix for each network, over all its completed runs.</summary>
    public static IEnumerable<Html> Confusions(ReportInput input)
    {
        var pooled = input.Results.Groups.Zip(input.Confusions).Select(pair => (Spec: input.Results.NameOf(pair.First), Table: Sum(pair.Second), Runs: pair.Second.Count(table => table is not null)))
            .Where(one => one.Table is not null).ToList();
        int cells = 0;
        for (int i = 0; i < pooled.Count; i++)
        {
            var (spec, table, runs) = (pooled[i].Spec, pooled[i].Table!, pooled[i].Runs);
            cells += table.Matrix.Classes * table.Matrix.Classes;
            if (cells > MostCells)
            {
                yield return Parts.Paragraph($"The matrices of {Figures.Some(pooled.Count - i, "further network")} are left out; {RunReports.ConfusionPictureName} in each run directory shows its own.");
                yield break;
            }
            yield return Parts.Folded($"{spec}, {Figures.Some(runs, "run")}", Confusion($"confusion-{i + 1}", spec, table), pooled.Count <= MostOpen);
        }
    }

    /// <summary>Each comparison's differences by class.</summary>
    public static IEnumerable<Html> Differences(ReportInput input)
    {
        var table = ClassTables.Differences(input);
        if (table.Rows.Count > 0)
            yield return Parts.Table(table, hasCaption: false);
        var all = ClassDifference.All(input);
        for (int i = 0; i < all.Count; i++)
            yield return Parts.Folded($"{all[i].Spec} against {all[i].Baseline}", Difference($"classes-{i + 1}", all[i].Spec, all[i].Baseline, all[i].Classes), all.Count <= MostOpen);
    }

    private static Html Confusion(string id, string spec, ConfusionTable table)
    {
        var matrix = table.Matrix;
        var mistakes = from label in Enumerable.Range(0, matrix.Classes)
                       from answer in Enumerable.Range(0, matrix.Classes)
                       let count = matrix.Counts[label][answer]
                       where label != answer && count > 0
                       orderby count descending
                       select (IReadOnlyList<string>)
                           [table.ClassNames[label], table.ClassNames[answer], Figures.Percent((double)count / matrix.Images(label))];
        var most = mistakes.Take(MostRows).ToList();
        var data = matrix.Classes <= MostRows
            ? new ReportTable($"Answers of {spec}", ReportColumn.Of(["Class", .. table.ClassNames.Select(name => ">" + name)]),
                [.. matrix.Counts.Select((row, label) => (IReadOnlyList<string>)[table.ClassNames[label], .. row.Select(count => Share(count, matrix.Images(label)))])])
            : new ReportTable($"Most frequent mistakes of {spec}", ReportColumn.Of("Class", "Taken for", ">Of the class's images"), most);
        int right = Enumerable.Range(0, matrix.Classes).Sum(matrix.Correct), images = matrix.Counts.Sum(row => row.Sum());
        string first = most.Count == 0 ? "No image was taken for another class." : $"Most often, {most[0][0]} was taken for {most[0][1]}: {most[0][2]} of its images.";
        string description = $"A row for each class, a column for each answer. {Figures.Percent((double)right / images)} of the answers are right. {first}";
        string picture = ConfusionPicture.Draw(matrix, table.ClassNames, $"Which classes {Markup.Short(spec, 30)} took for which", description, Share, id);
        return Parts.Figure(picture, "Shares of a class's images in percent, means over the runs.", data,
            matrix.Classes <= MostRows ? "The figure as a table" : "The most frequent mistakes");
    }

    private static string Share(int count, int images)
    {
        double percent = 100.0 * count / images;
        return percent < 0.05 ? "" : percent.ToString(percent < 9.95 ? "F1" : "F0", CultureInfo.InvariantCulture);
    }

    // Every run has the same images, so that shares of sums are means of shares.
    private static ConfusionTable? Sum(IReadOnlyList<ConfusionTable?> tables)
    {
        var found = tables.OfType<ConfusionTable>().ToList();
        if (found.Count == 0 || found.Exists(table => !table.ClassNames.SequenceEqual(found[0].ClassNames)))
            return null;
        var all = Enumerable.Range(0, found[0].Matrix.Classes).ToList();
        return found[0] with
        {
            Matrix = new ConfusionMatrix([.. all.Select(label => (IReadOnlyList<int>)[.. all.Select(answer => found.Sum(table => table.Matrix.Counts[label][answer]))])]),
        };
    }

    private static Html Difference(string id, string spec, string baseline, IReadOnlyList<ClassDifference> classes)
    {
        // Of many classes, those that changed most.
        var shown = classes.Count <= MostRows ? classes
            : [.. classes.OrderByDescending(one => Math.Abs(one.Mean)).Take(MostRows).OrderByDescending(one => one.Mean)];
        var (best, worst) = (classes.MaxBy(one => one.Mean)!, classes.MinBy(one => one.Mean)!);
        string title = $"{Markup.Short(spec, 30)} against {Markup.Short(baseline, 30)} by class";
        string description = $"A row for each class. Largest gain: {best.Name}, {Figures.Points(best.Mean)} points. Largest loss: {worst.Name}, {Figures.Points(worst.Mean)} points.";
        var data = new ReportTable(title, ReportColumn.Of("Class", ">Mean difference (points)", "By seed"),
            [.. shown.Select(one => (IReadOnlyList<string>)[one.Name, Figures.Points(one.Mean), string.Join(", ", one.Differences.Select(difference => Figures.Points(difference)))])]);
        string picture = IntervalChart.Draw(new ChartText(id, title, description), [.. shown.Select(one => new IntervalRow(one.Name, "a", one.Differences, one.Mean, null))],
            "accuracy minus the baseline's, in percentage points", tick => Axis.Label(100 * tick).Replace('-', '−'), hasZero: true);
        return Parts.Figure(picture, "A ring is a seed that both networks have; the mark below is the mean." +
            (shown.Count < classes.Count ? $" Of {classes.Count} classes, the {shown.Count} that differ most." : ""), data);
    }
}
