using SeRes2Net.Compiler.Documents.Claims;

namespace SeRes2Net.Lab.Claims;

/// <summary>The values that a rounded figure, or what is computed from such figures, may stand for.</summary>
/// <param name="Low">Least value.</param>
/// <param name="High">Largest value.</param>
internal readonly record struct ValueRange(double Low, double High)
{
    public static ValueRange Of(Published figure) => new(figure.Low, figure.High);

    public static ValueRange operator -(ValueRange a, ValueRange b) => new(a.Low - b.High, a.High - b.Low);

    public static ValueRange operator +(ValueRange a, ValueRange b) => new(a.Low + b.Low, a.High + b.High);

    public static ValueRange operator *(ValueRange a, double positive) => new(a.Low * positive, a.High * positive);

    /// <summary>The quotients; everything if the divisor may be zero.</summary>
    public static ValueRange operator /(ValueRange a, ValueRange b)
    {
        if (b.Low <= 0 && b.High >= 0)
            return new ValueRange(double.NegativeInfinity, double.PositiveInfinity);
        double[] corners = [a.Low / b.Low, a.Low / b.High, a.High / b.Low, a.High / b.High];
        return new ValueRange(corners.Min(), corners.Max());
    }

    /// <summary>The sizes of the values, whatever their signs.</summary>
    public ValueRange Magnitude() => Low >= 0 ? this
        : High <= 0 ? new ValueRange(-High, -Low)
        : new ValueRange(0, Math.Max(-Low, High));

    /// <summary>Whether a figure may stand for one of the values.</summary>
    public bool Meets(Published figure) => figure.Includes(Low, High);

    /// <summary>Whether the ranges have a value in common.</summary>
    public bool Meets(ValueRange other) => Low <= other.High && other.Low <= High;
}
