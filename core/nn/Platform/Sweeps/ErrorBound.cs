namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>How far a value of the type under test may be from its float64 reference.</summary>
/// <remarks>
/// A sum of n products, each rounded and added in float32 in any order, differs from the exact one by at most about
/// (n + 1) u32 S, S the sum of the products' magnitudes and u32 = 2^-24 (Higham, "Accuracy and Stability of Numerical Algorithms",
/// section 3.1). Storing it in a type with unit roundoff u adds u of the value: u is 2^-24 for float32 and 2^-8 for bfloat16. So
/// <c>(n + 1) u32 S + roundings u V</c>, V the magnitude of what is rounded. A value beyond it, or NaN, is wrong.
/// </remarks>
/// <param name="Type">The type under test.</param>
/// <param name="Terms">n, the longest sum behind a value.</param>
/// <param name="Roundings">How many times in a row a value is stored in that type.</param>
internal sealed record ErrorBound(ScalarType Type, long Terms, int Roundings)
{
    private const double Float32 = 1.0 / (1 << 24), BFloat16 = 1.0 / (1 << 8);

    /// <summary>Compares values with their reference.</summary>
    /// <param name="value">What was computed; the gradient of a weight may be stored wider than it was computed.</param>
    /// <param name="reference">In float64, of the same shape.</param>
    /// <param name="magnitude">S, for every value, or one for all.</param>
    /// <param name="rounded">V, for every value, or one for all.</param>
    internal Deviation Compare(Tensor value, Tensor reference, Tensor magnitude, Tensor rounded)
    {
        if (!value.shape.SequenceEqual(reference.shape))
            return Deviation.Worst;
        using var scope = NewDisposeScope();
        var error = (value.to(ScalarType.Float64) - reference).abs();
        var bound = (magnitude * ((Terms + 1) * Float32)) + (rounded * (Roundings * (Type == ScalarType.BFloat16 ? BFloat16 : Float32)));
        // NaN compares as false, so it is not within its bound.
        var within = error.le(bound).all().item<bool>();
        var relative = value.numel() == 0 ? 0 : (error / magnitude.clamp_min(double.Epsilon)).max().item<double>();
        return new(!within, double.IsNaN(relative) ? double.PositiveInfinity : relative);
    }
}
