using SeRes2Net.Compiler.Documents.Claims;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Claims;

/// <summary>How t, p and d of a t-test follow from each other.</summary>
/// <param name="Runs">Runs of each network.</param>
/// <param name="IsWelch">Welch's test instead of a paired one.</param>
internal sealed record TTest(int Runs, bool IsWelch)
{
    // Welch's degrees of freedom depend on both spreads, within these bounds.
    private int FewestDegrees => Runs - 1;

    private int MostDegrees => IsWelch ? 2 * (Runs - 1) : Runs - 1;

    // d of a paired test is t / sqrt(n); with the pooled standard deviation of two groups it is t sqrt(2 / n).
    private double DPerT => IsWelch ? Math.Sqrt(2.0 / Runs) : 1 / Math.Sqrt(Runs);

    /// <summary>The size of t that belongs to a value of p, t or d.</summary>
    public double T(Quantity quantity, double value) => T(quantity, value, MostDegrees);

    /// <summary>The sizes of t that belong to a rounded figure.</summary>
    public ValueRange T(Quantity quantity, Published figure) => quantity == Quantity.P
        ? new ValueRange(T(quantity, figure.High, MostDegrees), T(quantity, figure.Low, FewestDegrees))
        : ValueRange.Of(figure).Magnitude() * (quantity == Quantity.D ? 1 / DPerT : 1);

    /// <summary>The p, t or d that belongs to a size of t.</summary>
    public double Value(Quantity quantity, double t) => quantity == Quantity.P ? StudentDistribution.TwoSidedP(t, MostDegrees)
        : quantity == Quantity.D ? t * DPerT
        : t;

    /// <summary>The values of p, t or d that belong to sizes of t.</summary>
    public ValueRange Range(Quantity quantity, ValueRange t) => quantity == Quantity.P
        ? new ValueRange(StudentDistribution.TwoSidedP(t.High, MostDegrees), StudentDistribution.TwoSidedP(t.Low, FewestDegrees))
        : t * (quantity == Quantity.D ? DPerT : 1);

    /// <inheritdoc/>
    public override string ToString() => IsWelch
        ? $"{Runs} runs of each network"
        : $"{Runs} paired runs ({Runs - 1} degree{(Runs == 2 ? "" : "s")} of freedom)";

    private double T(Quantity quantity, double value, int degrees) =>
        quantity != Quantity.P ? Math.Abs(value) / (quantity == Quantity.D ? DPerT : 1)
        : value <= 0 ? double.PositiveInfinity
        : value >= 1 ? 0
        : StudentDistribution.Critical(degrees, value);
}
