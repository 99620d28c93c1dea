using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>Published parameters, multiply-accumulates and FLOPs against the closed-form counts of the compiled network.</summary>
internal static class CountCheck
{
    public static IEnumerable<ClaimCheck> Of(ClaimContext context, ClaimRow row, Claim claim)
    {
        var (quantity, figure) = (claim.Quantity, claim.Published);
        var isAdded = quantity == Quantity.AddedParameters || quantity == Quantity.AddedMacs;
        if (!isAdded && quantity != Quantity.Parameters && quantity != Quantity.Macs && quantity != Quantity.Flops)
            yield break;
        if (isAdded)
        {
            if (context.Claims.Row(row.Baseline) is { } baseline
                && context.Counts(context.Subject(row)) is { } counts && context.Counts(baseline) is { } less)
                yield return Compare(figure, counts.Minus(less), quantity);
            yield break;
        }
        if (row.Spec is null)
            yield return ClaimCheck.Missing("No architecture is named, so there is nothing to count.");
        else if (context.Counts(row) is { } own)
            yield return Compare(figure, own, quantity);
        else
            yield return ClaimCheck.Missing($"{context.Spec(row)?.Graph.Name ?? row.Spec} has no part '{row.Part}'.");
    }

    private static ClaimCheck Compare(Published figure, NetworkCounts counts, Quantity quantity)
    {
        var (noun, value) = quantity == Quantity.Parameters || quantity == Quantity.AddedParameters
            ? ("parameters", counts.Parameters)
            : ("multiply-accumulates", counts.Macs);
        (string Noun, long Value)[] conventions = quantity == Quantity.Flops
            ? [(noun, value), ("FLOPs at two for each multiply-accumulate", 2 * value), ("FLOPs in thop's convention", counts.Thop), ("FLOPs in fvcore's convention", counts.Fvcore)]
            : [(noun, value)];
        foreach (var how in new Func<Published, double, string?>[] { Rounded, CutOff, Coarse })
        {
            foreach (var convention in conventions)
            {
                if (how(figure, convention.Value) is { } words)
                    return ClaimCheck.Of(true, $"{counts.Name}: {FigureText.Count(convention.Value)} {convention.Noun}{words}.");
            }
        }
        var times = value / figure.Value;
        var ratio = times is > 0 and (< 0.9 or > 1.1) ? $": {FigureText.Short(times)} times as many" : "";
        var others = conventions.Length == 1 ? "" : " No other convention gives it either: "
            + string.Join(", ", conventions.Skip(1).Select(other => $"{FigureText.Count(other.Value)} {other.Noun}")) + ".";
        return ClaimCheck.Of(false,
            $"{counts.Name} has {FigureText.Count(value)} {noun}, which is {FigureText.Like(figure, value)} and not {figure.Text}{ratio}.{others}");
    }

    private static string? Rounded(Published figure, double value) => figure.Includes(value) ? "" : null;

    private static string? CutOff(Published figure, double value) =>
        double.IsFinite(figure.Low) && value >= figure.Value && value < figure.Value + figure.Unit ? ", cut off instead of rounded" : null;

    // 250M may be a number of tens of millions, but 100M is not taken for one of hundreds.
    private static string? Coarse(Published figure, double value)
    {
        if (figure.Text.Contains('.', StringComparison.Ordinal))
            return null;
        for (var step = figure.Unit * 10; step <= figure.Value / 10 && figure.Value % step == 0; step *= 10)
        {
            if (Math.Abs(value - figure.Value) <= step / 2)
                return $", if the last digits of {figure.Text} are not significant";
        }
        return null;
    }
}
