using System;
using System.Collections.Generic;

namespace SeRes2Net.Compiler.Expressions;

/// <summary>The functions of expressions.</summary>
internal static class Functions
{
    /// <summary>Fewest and most arguments of each.</summary>
    public static readonly IReadOnlyDictionary<string, (int Least, int Most)> Arity = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["min"] = (1, int.MaxValue),
        ["max"] = (1, int.MaxValue),
        ["round"] = (1, 1),
        ["floor"] = (1, 1),
        ["ceil"] = (1, 1),
        ["abs"] = (1, 1),
        ["log2"] = (1, 1),
        ["sqrt"] = (1, 1),
    };

    /// <summary>Applies a function to numbers. <c>round</c> rounds half up; log2 and sqrt give floats.</summary>
    /// <exception cref="ArithmeticException">No result, or one that does not fit; the message says which.</exception>
    public static Constant Apply(string function, IReadOnlyList<Constant> arguments)
    {
        var x = arguments[0];
        switch (function)
        {
            case "min" or "max":
                for (var i = 1; i < arguments.Count; i++)
                {
                    var comparison = Operators.Compare(arguments[i], x);
                    if (function == "min" ? comparison < 0 : comparison > 0)
                        x = arguments[i];
                }
                return x;
            case "round":
                return x.Kind == ConstantKind.Int ? x : Whole(Math.Floor(x.Float + 0.5));
            case "floor":
                return x.Kind == ConstantKind.Int ? x : Whole(Math.Floor(x.Float));
            case "ceil":
                return x.Kind == ConstantKind.Int ? x : Whole(Math.Ceiling(x.Float));
            case "abs":
                return x.Kind == ConstantKind.Int ? Constant.Of(x.Int < 0 ? checked(-x.Int) : x.Int) : Constant.Of(Math.Abs(x.Float));
            case "log2":
                return x.Float > 0
                    ? Constant.Of(Log2(x.Float))
                    : throw new ArithmeticException($"the logarithm of {x} does not exist");
            default:
                return x.Float >= 0
                    ? Constant.Of(Math.Sqrt(x.Float))
                    : throw new ArithmeticException($"the square root of {x} does not exist");
        }
    }

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
}
