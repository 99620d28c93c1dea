using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>Published figures against others of the same report: error and accuracy, differences of rows, what is said twice.</summary>
internal static class RowCheck
{
    public static IEnumerable<ClaimCheck> Of(ClaimContext context, ClaimRow row, Claim claim) =>
        ErrorAndAccuracy(row, claim).Concat(Differences(context, row, claim)).Concat(Repetitions(context, row, claim));

    private static IEnumerable<ClaimCheck> ErrorAndAccuracy(ClaimRow row, Claim claim)
    {
        if (claim.Quantity != Quantity.Error && claim.Quantity != Quantity.Accuracy)
            yield break;
        if (row[Quantity.Error] is not { } error || row[Quantity.Accuracy] is not { } accuracy)
            yield break;
        var sum = ValueRange.Of(error) + ValueRange.Of(accuracy);
        yield return ClaimCheck.Of(
            sum.Low <= 100 + 1e-9 && sum.High >= 100 - 1e-9,
            $"An error of {error.Text} and an accuracy of {accuracy.Text} add up to {FigureText.Like(error, error.Value + accuracy.Value)}.");
    }

    private static IEnumerable<ClaimCheck> Differences(ClaimContext context, ClaimRow row, Claim claim)
    {
        if (context.Claims.Row(row.Baseline) is not { } baseline)
            yield break;
        var subject = context.Subject(row);
        if (claim.Quantity == Quantity.Gain && ClaimContext.Error(subject) is { } error && ClaimContext.Error(baseline) is { } more)
        {
            yield return Difference(claim.Published, more.Range - error.Range, more.Value - error.Value,
                $"The error falls from {FigureText.Like(claim.Published, more.Value)} ({baseline.Name}) to {FigureText.Like(claim.Published, error.Value)} ({subject.Name})");
        }
        var counted = claim.Quantity == Quantity.AddedParameters ? Quantity.Parameters : claim.Quantity == Quantity.AddedMacs ? Quantity.Macs : null;
        if (counted is not null && subject[counted] is { } large && baseline[counted] is { } small)
        {
            yield return Difference(claim.Published, ValueRange.Of(large) - ValueRange.Of(small), large.Value - small.Value,
                $"{subject.Name} is said to have {large.Text} and {baseline.Name} {small.Text}");
        }
    }

    private static ClaimCheck Difference(Published figure, ValueRange range, double nominal, string sentence)
    {
        var holds = range.Meets(figure);
        return ClaimCheck.Of(holds, $"{sentence}: {FigureText.Like(figure, nominal)}{(holds ? "" : $", not {figure.Text}")}.");
    }

    private static IEnumerable<ClaimCheck> Repetitions(ClaimContext context, ClaimRow row, Claim claim)
    {
        var others = context.Claims.Rows.Where(other => other.Repeats == row.Name || other.Name == row.Repeats);
        foreach (var other in others)
        {
            if (other[claim.Quantity] is not { } again)
                continue;
            // 0.04M and 0.05M touch at 45,000, but no one value is printed as both.
            var common = Math.Min(again.High, claim.Published.High) - Math.Max(again.Low, claim.Published.Low);
            var holds = common > 1e-6 * Math.Min(again.Unit, claim.Published.Unit);
            yield return ClaimCheck.Of(holds, $"The report also says {again.Text} ({other.Name}){(holds ? "" : $", which is not {claim.Published.Text}")}.");
        }
    }
}
