using System.Globalization;
using SeRes2Net.Lab.Evaluation;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary><c>confusion.svg</c>: which classes were taken for which. The shade is a cell's share of its row.</summary>
internal static class ConfusionPicture
{
    private const double Space = 620, LargestCell = 48, CellWithNumber = 24, CellWithName = 9, LetterWidth = 7, Margin = 20;
    private const int LongestName = 24;

    /// <summary>The picture for any number of classes, with counts; names and numbers are left out where there is no room for them.</summary>
    public static string Draw(ConfusionMatrix matrix, IReadOnlyList<string> classNames, int epoch) => Draw(
        matrix, classNames, "Which classes were taken for which", Description(matrix, classNames, epoch),
        (count, _) => count.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same with other words.</summary>
    /// <param name="matrix">The counts.</param>
    /// <param name="classNames">Class names by class index.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="description">What one sees.</param>
    /// <param name="cellText">What a cell says, from its count and the images of its class.</param>
    /// <param name="id">Its name in a page; null for a picture on its own.</param>
    public static string Draw(
        ConfusionMatrix matrix, IReadOnlyList<string> classNames, string title, string description, Func<int, int, string> cellText, string? id = null)
    {
        double cell = Math.Clamp(Math.Floor(Space / matrix.Classes), 1, LargestCell), size = cell * matrix.Classes;
        var names = classNames.Select(name => Markup.Short(name, LongestName)).ToList();
        double names0 = cell < CellWithName ? 0 : Math.Min(LongestName, names.Max(name => name.Length)) * LetterWidth;
        double left = Margin + 20 + names0, top = 72 + names0 * 0.75;
        var svg = new SvgWriter(Math.Max(left + size + Margin + names0 * 0.7, 480), top + size + 62, title, description, id);
        svg.Text("title", Margin, 22, title);
        svg.Text("faint", left, top - names0 * 0.75 - 22, "answer");
        svg.Text("faint", Margin, top + size / 2, "class of the image", "middle", -90);
        string small = cell < 14 ? " small" : "";
        for (int label = 0; label < matrix.Classes && names0 > 0; label++)
        {
            svg.Text(small, left - 8, top + label * cell + cell / 2 + 4, names[label], "end");
            svg.Text(small, left + (label + 0.5) * cell + 2, top - 6, names[label], "start", -45);
        }
        var all = Enumerable.Range(0, matrix.Classes).ToList();
        var cells = (from label in all
                     let images = matrix.Images(label)
                     from answer in all
                     let count = matrix.Counts[label][answer]
                     where count > 0
                     select (X: left + answer * cell, Y: top + label * cell, Shade: Math.Round(Shade((double)count / images), 2), Text: cellText(count, images))).ToList();
        foreach (var alike in cells.GroupBy(drawn => drawn.Shade).OrderBy(alike => alike.Key))
            svg.Squares("cell", alike.Select(drawn => (drawn.X, drawn.Y)), cell, alike.Key);
        foreach (var drawn in cells.Where(_ => cell >= CellWithNumber))
            svg.Text(drawn.Shade > 0.55 ? "on" : "", drawn.X + cell / 2, drawn.Y + cell / 2 + 4, drawn.Text, "middle");
        svg.Rectangle("frame", left, top, size, size);
        Key(svg, left, top + size + 20);
        return svg.ToString();
    }

    /// <summary>Opacity for a share. The root shows rare mistakes, which would be invisible beside the diagonal.</summary>
    private static double Shade(double share) => Math.Sqrt(share);

    private static void Key(SvgWriter svg, double left, double top)
    {
        double[] shares = [0.01, 0.05, 0.2, 0.5, 1];
        svg.Text("faint", left, top + 26, "share of the class's images:");
        for (int i = 0; i < shares.Length; i++)
        {
            svg.Rectangle("cell", left + 170 + i * 40, top, 40, 12, Shade(shares[i]));
            svg.Text("faint small", left + 190 + i * 40, top + 26, $"{100 * shares[i]:F0}%", "middle");
        }
    }

    private static string Description(ConfusionMatrix matrix, IReadOnlyList<string> classNames, int epoch)
    {
        int images = matrix.Counts.Sum(row => row.Sum()), correct = Enumerable.Range(0, matrix.Classes).Sum(matrix.Correct);
        var all = Enumerable.Range(0, matrix.Classes).ToList();
        var (count, label, answer) = all.SelectMany(l => all.Where(a => a != l).Select(a => (matrix.Counts[l][a], l, a))).MaxBy(mistake => mistake.Item1);
        string worst = count == 0 ? "No image was taken for another class."
            : $"Most often, {classNames[label]} was taken for {classNames[answer]}: {count} of {matrix.Images(label)} images.";
        return $"A row for each class, a column for each answer, after epoch {epoch}: {correct} of {images} test images are right. {worst}";
    }
}
