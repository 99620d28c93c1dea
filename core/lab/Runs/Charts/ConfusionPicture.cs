using System.Globalization;
using SeRes2Net.Lab.Evaluation;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary><c>confusion.svg</c>: which classes were taken for which. The shade is a cell's share of its row.</summary>
internal static class ConfusionPicture
{
    private const double Space = 620, LargestCell = 48, CellWithNumber = 24, CellWithName = 9, LetterWidth = 7, Margin = 20;
    private const int LongestName = 24;

    /// <summary>The picture for any number of classes; names and numbers are left out where there is no room for them.</summary>
    public static string Draw(ConfusionMatrix matrix, IReadOnlyList<string> classNames, int epoch)
    {
        double cell = Math.Clamp(Math.Floor(Space / matrix.Classes), 1, LargestCell), size = cell * matrix.Classes;
        var names = classNames.Select(Short).ToList();
        double names0 = cell < CellWithName ? 0 : Math.Min(LongestName, names.Max(name => name.Length)) * LetterWidth;
        double left = Margin + 20 + names0, top = 72 + names0 * 0.75;
        const string Title = "Which classes were taken for which";
        var svg = new SvgWriter(Math.Max(left + size + Margin + names0 * 0.7, 480), top + size + 62, Title, Description(matrix, classNames, epoch));
        svg.Text("title", Margin, 22, Title);
        svg.Text("faint", left, top - names0 * 0.75 - 22, "answer");
        svg.Text("faint", Margin, top + size / 2, "class of the image", "middle", -90);
        string small = cell < 14 ? " small" : "";
        for (int label = 0; label < matrix.Classes; label++)
        {
            double y = top + label * cell;
            if (names0 > 0)
            {
                svg.Text(small, left - 8, y + cell / 2 + 4, names[label], "end");
                svg.Text(small, left + (label + 0.5) * cell + 2, top - 6, names[label], "start", -45);
            }
            int images = matrix.Images(label);
            for (int answer = 0; answer < matrix.Classes; answer++)
            {
                int count = matrix.Counts[label][answer];
                if (count == 0)
                    continue;
                double shade = Shade((double)count / images);
                svg.Rectangle("cell", left + answer * cell, y, cell, cell, shade);
                if (cell >= CellWithNumber)
                    svg.Text(shade > 0.55 ? "on" : "", left + (answer + 0.5) * cell, y + cell / 2 + 4, count.ToString(CultureInfo.InvariantCulture), "middle");
            }
        }
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

    private static string Short(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";

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
