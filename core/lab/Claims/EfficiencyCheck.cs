using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>
/// Parameters or multiply-accumulates added for each percentage point of error removed, against the rows that it follows from: with the
/// report's own counts, and with the closed-form ones.
/// </summary>
internal static class EfficiencyCheck
{
    public static IEnumerable<ClaimCheck> Of(ClaimContext context, ClaimRow row, Claim claim)
    {
        var counted = claim.Quantity == Quantity.ParametersPerPoint ? [Quantity.Parameters]
            : claim.Quantity == Quantity.MacsPerPoint ? new[] { Quantity.Macs, Quantity.Flops }
            : null;
        if (counted is null)
            yield break;
        var compared = context.Compared(row, one => ClaimContext.Error(one) is not null && Cost(one, counted) is not null);
        var ratios = compared.Select(pair => Printed(pair, counted)).OfType<Ratio>().ToList();
        if (row.Baseline is not null)
        {
            foreach (var ratio in ratios)
                yield return Direct(claim.Published, ratio);
            if (Compiled(context, row, claim.Quantity) is { } compiled)
                yield return Direct(claim.Published, compiled);
            if (ratios.Count == 0)
                yield return ClaimCheck.Missing("The report gives no counts and errors of both networks that it could follow from.");
        }
        else
        {
            yield return Searched(claim.Published, ratios);
        }
    }

    private static Published? Cost(ClaimRow row, Quantity[] counted) => counted.Select(quantity => row[quantity]).FirstOrDefault(figure => figure is not null);

    // Null unless the subject costs more and errs less.
    private static Ratio? Printed((ClaimRow Subject, ClaimRow Baseline) pair, Quantity[] counted)
    {
        var (cost, less) = (Cost(pair.Subject, counted)!, Cost(pair.Baseline, counted)!);
        return Ratio.Of(pair, cost.Value - less.Value, ValueRange.Of(cost) - ValueRange.Of(less), "as printed");
    }

    private static Ratio? Compiled(ClaimContext context, ClaimRow row, Quantity quantity)
    {
        var pair = (Subject: context.Subject(row), Baseline: context.Claims.Row(row.Baseline)!);
        if (ClaimContext.Error(pair.Subject) is null || ClaimContext.Error(pair.Baseline) is null
            || context.Counts(pair.Subject) is not { } counts || context.Counts(pair.Baseline) is not { } less)
            return null;
        var added = counts.Minus(less);
        double value = quantity == Quantity.ParametersPerPoint ? added.Parameters : added.Macs;
        return Ratio.Of(pair, value, new ValueRange(value, value), "as compiled");
    }

    private static ClaimCheck Direct(Published figure, Ratio ratio)
    {
        var holds = ratio.Range.Meets(figure);
        return ClaimCheck.Of(holds, $"{ratio.Words(figure)}{(holds ? "" : $", not {figure.Text}")}.");
    }

    private static ClaimCheck Searched(Published figure, List<Ratio> ratios)
    {
        const string NotSaid = "Which two networks it compares is not known.";
        if (ratios.Count == 0)
            return ClaimCheck.Missing(NotSaid);
        if (ratios.FirstOrDefault(ratio => figure.Includes(ratio.Value)) is { } exact)
            return ClaimCheck.Of(true, $"{exact.Words(figure)}.");
        if (ratios.FirstOrDefault(ratio => ratio.Range.Meets(figure)) is { } near)
            return ClaimCheck.Missing($"{NotSaid} No two rows give {figure.Text} as they are printed, but rounding would allow it: {near.Words(figure)}.");
        var (least, most) = (ratios.Min(ratio => ratio.Value), ratios.Max(ratio => ratio.Value));
        return ClaimCheck.Of(false,
            $"No two rows of the report give {figure.Text}; those that cost more and err less give {FigureText.Like(figure, least)} to {FigureText.Like(figure, most)}.");
    }

    private sealed record Ratio((ClaimRow Subject, ClaimRow Baseline) Pair, double Added, double Removed, ValueRange Range, string Counted)
    {
        public double Value => Added / Removed;

        public static Ratio? Of((ClaimRow Subject, ClaimRow Baseline) pair, double added, ValueRange addedRange, string counted)
        {
            var (error, more) = (ClaimContext.Error(pair.Subject)!.Value, ClaimContext.Error(pair.Baseline)!.Value);
            var removed = more.Value - error.Value;
            return added > 0 && removed > 0 ? new Ratio(pair, added, removed, addedRange / (more.Range - error.Range), counted) : null;
        }

        public string Words(Published figure) =>
            $"From {Pair.Baseline.Name} to {Pair.Subject.Name}, {Counted}, {FigureText.Like(figure, Added)} more remove"
            + $" {FigureText.Points(Removed)} points of error: {FigureText.Like(figure, Value)} for each";
    }
}
