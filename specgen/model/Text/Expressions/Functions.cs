namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>The functions of expressions. A new one is a row here and, where it is computed for elements too, one in each emitter.</summary>
internal static class Functions
{
    private static readonly IReadOnlyDictionary<string, Function> All = new[]
    {
        new Function("min", 1, int.MaxValue, x => Extreme(x, -1)),
        new Function("max", 1, int.MaxValue, x => Extreme(x, 1)),
        new Function("round", 1, 1, x => Whole(x[0], value => Math.Floor(value + 0.5))),
        new Function("floor", 1, 1, x => Whole(x[0], Math.Floor)),
        new Function("ceil", 1, 1, x => Whole(x[0], Math.Ceiling)),
        new Function("abs", 1, 1, x => x[0].Kind == ConstantKind.Int
            ? Constant.Of(x[0].Int < 0 ? checked(-x[0].Int) : x[0].Int)
            : Constant.Of(Math.Abs(x[0].Float))),
        new Function("log2", 1, 1, x => x[0].Float > 0 ? Constant.Of(Log2(x[0].Float)) : throw Missing("logarithm", x[0])),
        new Function("log", 1, 1, x => x[0].Float > 0 ? Constant.Of(Math.Log(x[0].Float)) : throw Missing("logarithm", x[0])),
        new Function("sqrt", 1, 1, x => x[0].Float >= 0 ? Constant.Of(Math.Sqrt(x[0].Float)) : throw Missing("square root", x[0])),
        new Function("exp", 1, 1, x => Finite(Math.Exp(x[0].Float))),
        new Function("sigmoid", 1, 1, x => Constant.Of(1 / (1 + Math.Exp(-x[0].Float)))),
        new Function("tanh", 1, 1, x => Constant.Of(Math.Tanh(x[0].Float))),
        new Function("sin", 1, 1, x => Constant.Of(Math.Sin(x[0].Float))),
        new Function("cos", 1, 1, x => Constant.Of(Math.Cos(x[0].Float))),
        new Function("pick", 2, int.MaxValue, Pick),
    }.ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>Names of all.</summary>
    public static readonly IReadOnlyList<string> Names = [.. All.Keys];

    /// <summary>Those that are also computed for the elements of a tensor.</summary>
    public static readonly IReadOnlyList<string> OfElements =
        ["min", "max", "floor", "abs", "log", "sqrt", "exp", "sigmoid", "tanh", "sin", "cos", "pick"];

    /// <summary>What a function takes, for a message; null where the number of arguments is right.</summary>
    public static string? Wrong(string function, int arguments)
    {
        var (least, most) = (All[function].Least, All[function].Most);
        return arguments >= least && arguments <= most ? null
            : least == most ? "one argument"
            : $"at least {least} argument{(least == 1 ? "" : "s")}";
    }

    /// <summary>
    /// Applies a function to numbers. <c>round</c> rounds half up; <c>pick(i, a, b, ..)</c> is a for 0, b for 1, ..; what is no whole number
    /// by nature is a float.
    /// </summary>
    /// <exception cref="ArithmeticException">No result, or one that does not fit; the message says which.</exception>
    public static Constant Apply(string function, IReadOnlyList<Constant> arguments) => All[function].Apply(arguments);

    private static Constant Extreme(IReadOnlyList<Constant> values, int sign) =>
        values.Aggregate((best, next) => Operators.Compare(next, best) * sign > 0 ? next : best);

    private static Constant Pick(IReadOnlyList<Constant> values)
    {
        var index = values[0];
        return index.Float == Math.Floor(index.Float) && index.Float >= 0 && index.Float < values.Count - 1
            ? values[1 + (int)index.Float]
            : throw new ArithmeticException($"pick() has values for 0 to {values.Count - 2}, none for {index}");
    }

    private static Constant Whole(Constant x, Func<double, double> round) => x.Kind == ConstantKind.Int ? x : Whole(round(x.Float));

    private static Constant Finite(double value) =>
        double.IsInfinity(value) ? throw new ArithmeticException("the result is not a finite number") : Constant.Of(value);

    private static ArithmeticException Missing(string what, Constant x) => new($"the {what} of {x} does not exist");

    // Exact for powers of two, which is what architectures take logarithms of.
    private static double Log2(double x)
    {
        var estimate = Math.Log(x) / Math.Log(2);
        var nearest = Math.Round(estimate);
        return Math.Abs(nearest) < 1000 && Math.Pow(2, nearest) == x ? nearest : estimate;
    }

    internal static Constant Whole(double value) => Math.Abs(value) < 9.2e18
        ? Constant.Of((long)value)
        : throw new ArithmeticException("the result does not fit 64 bits");

    /// <summary>A function: its name, fewest and most arguments, and what it gives.</summary>
    private sealed record Function(string Name, int Least, int Most, Func<IReadOnlyList<Constant>, Constant> Apply);
}
