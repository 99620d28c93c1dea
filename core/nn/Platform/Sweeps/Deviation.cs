namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>How far values were from their reference.</summary>
/// <param name="Wrong">Whether one exceeded its bound.</param>
/// <param name="Relative">The largest error, relative to the magnitudes that were summed; infinite if a value is NaN.</param>
internal readonly record struct Deviation(bool Wrong, double Relative)
{
    internal static readonly Deviation None = new(false, 0);

    internal static readonly Deviation Worst = new(true, double.PositiveInfinity);

    internal Deviation With(Deviation other) => new(Wrong || other.Wrong, Math.Max(Relative, other.Relative));
}
