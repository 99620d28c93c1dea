using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Claims;

/// <summary>
/// Published tests: t, p and Cohen's d determine each other for a number of runs, and the means and standard deviations of two rows bound
/// them. Signs are left aside.
/// </summary>
internal static class TestCheck
{
    private const int MostRuns = 1000;

    private static readonly Quantity[] Figures = [Quantity.T, Quantity.P, Quantity.D];

    public static IEnumerable<ClaimCheck> Of(ClaimContext context, ClaimRow row, Claim claim)
    {
        if (claim.Quantity == Quantity.Runs)
            return NumberOfRuns(context, row, claim.Published);
        if (!Figures.Contains(claim.Quantity))
            return [];
        if (context.Runs(row) is not { } runs)
            return [ClaimCheck.Missing("The number of runs is not known, and without it p, t and d cannot be compared.")];
        if (runs < 2)
            return [ClaimCheck.Of(false, $"A test needs two runs of each network or more; the report says {runs}.")];
        var test = new TTest(runs, row.IsWelch);
        return [.. AgainstEachOther(test, row, claim), .. AgainstMeans(context, test, row, claim)];
    }

    private static IEnumerable<ClaimCheck> NumberOfRuns(ClaimContext context, ClaimRow row, Published figure)
    {
        if (context.Claims.ProtocolOf(context.Table(row)) is not { Seeds.Count: > 0 } protocol)
            return [];
        var holds = figure.Includes(protocol.Seeds.Count);
        return [ClaimCheck.Of(holds, $"The protocol '{protocol.Name}' has {protocol.Seeds.Count} seeds{(holds ? "" : $", not {figure.Text}")}.")];
    }

    private static IEnumerable<ClaimCheck> AgainstEachOther(TTest test, ClaimRow row, Claim claim)
    {
        foreach (var other in Figures.Where(quantity => quantity != claim.Quantity))
        {
            if (row[other] is not { } figure)
                continue;
            var implied = test.Range(claim.Quantity, test.T(other, figure));
            var holds = implied.Meets(claim.Published);
            var sentence = $"With {test}, {other} = {figure.Text} means {claim.Quantity} = {FigureText.Short(test.Value(claim.Quantity, test.T(other, figure.Value)))}"
                + $" ({FigureText.Ends(implied)} within rounding)";
            yield return ClaimCheck.Of(holds, holds ? $"{sentence}." : $"{sentence}, not {claim.Published.Text}.{Fitting(test, row, other, claim)}");
        }
    }

    // The fewest runs with which both figures would hold.
    private static string Fitting(TTest test, ClaimRow row, Quantity other, Claim claim)
    {
        for (var runs = 2; runs <= MostRuns; runs++)
        {
            var fitting = test with { Runs = runs };
            if (fitting.Range(claim.Quantity, fitting.T(other, row[other]!)).Meets(claim.Published))
                return $" Both would hold with {runs} runs.";
        }
        return "";
    }

    private static IEnumerable<ClaimCheck> AgainstMeans(ClaimContext context, TTest test, ClaimRow row, Claim claim)
    {
        var compared = context.Compared(row, one => ClaimContext.Error(one) is { Deviation: not null });
        // One of each two: a difference without its sign has no direction.
        var pairs = compared.Where(pair => row.Baseline is not null || string.CompareOrdinal(pair.Subject.Name, pair.Baseline.Name) < 0)
            .Select(pair => (Pair: pair, T: FromMeans(test, pair.Subject, pair.Baseline))).ToList();
        if (pairs.Count == 0)
            yield break;
        var fits = pairs.Where(one => test.Range(claim.Quantity, one.T).Meets(claim.Published)).ToList();
        if (row.Baseline is not null)
        {
            var (pair, t) = pairs[0];
            yield return ClaimCheck.Of(fits.Count > 0,
                $"With {test}, {Mean(pair.Baseline)} and {Mean(pair.Subject)} give {claim.Quantity} of {FigureText.Ends(test.Range(claim.Quantity, t))}"
                + (test.IsWelch ? "" : ", however the runs go together") + (fits.Count > 0 ? "." : $", not {claim.Published.Text}."));
        }
        else if (fits.Count == 0)
        {
            var ranges = pairs.Select(one => test.Range(claim.Quantity, one.T)).ToList();
            var hull = new ValueRange(ranges.Min(range => range.Low), ranges.Max(range => range.High));
            yield return ClaimCheck.Of(false,
                $"Which two networks it compares is not known, but no two rows of the report give {claim.Quantity} = {claim.Published.Text}:"
                + $" with {test}, their means and standard deviations give {FigureText.Ends(hull)}.");
        }
    }

    // Of paired runs only this is known: the standard deviation of the differences lies between the difference of the two and their sum.
    private static ValueRange FromMeans(TTest test, ClaimRow subject, ClaimRow baseline)
    {
        var (error, more) = (ClaimContext.Error(subject)!.Value, ClaimContext.Error(baseline)!.Value);
        var difference = (more.Range - error.Range).Magnitude();
        var (a, b) = (ValueRange.Of(error.Deviation!).Magnitude(), ValueRange.Of(more.Deviation!).Magnitude());
        var spread = test.IsWelch
            ? new ValueRange(Math.Sqrt((a.Low * a.Low) + (b.Low * b.Low)), Math.Sqrt((a.High * a.High) + (b.High * b.High)))
            : new ValueRange(Nothing((a - b).Magnitude().Low, a.High), a.High + b.High);
        return new ValueRange(difference.Low / spread.High, difference.High / spread.Low) * Math.Sqrt(test.Runs);
    }

    // What is left of a difference of two equal numbers is 0.
    private static double Nothing(double value, double scale) => value < 1e-9 * scale ? 0 : value;

    private static string Mean(ClaimRow row) =>
        $"{(row[Quantity.Error] ?? row[Quantity.Accuracy])!.Text} ({row.Name})";
}
