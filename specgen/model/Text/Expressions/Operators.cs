namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>
/// Arithmetic and comparison as in Python: floor division, the remainder has the divisor's sign, integers are checked
/// 64-bit.
/// </summary>
internal static class Operators
{
    /// <summary>Applies an arithmetic operator to two numbers.</summary>
    /// <exception cref="ArithmeticException">Division by zero, or a result that does not fit; the message says which.</exception>
    public static Constant Arithmetic(string symbol, Constant a, Constant b)
    {
        if (symbol is "/" or "//" or "%" && b.Float == 0)
            throw new ArithmeticException("division by zero");
        if (a.Kind == ConstantKind.Int && b.Kind == ConstantKind.Int && symbol != "/" && !(symbol == "**" && b.Int < 0))
        {
            try
            {
                return Constant.Of(Integers(symbol, a.Int, b.Int));
            }
            catch (OverflowException)
            {
                throw new ArithmeticException("the result does not fit 64 bits");
            }
        }
        var result = symbol switch
        {
            "+" => a.Float + b.Float,
            "-" => a.Float - b.Float,
            "*" => a.Float * b.Float,
            "/" => a.Float / b.Float,
            "//" => Math.Floor(a.Float / b.Float),
            "%" => a.Float - b.Float * Math.Floor(a.Float / b.Float),
            _ => Math.Pow(a.Float, b.Float),
        };
        return double.IsNaN(result) || double.IsInfinity(result)
            ? throw new ArithmeticException("the result is not a finite number")
            : Constant.Of(result);
    }

    /// <summary>Order of two numbers.</summary>
    public static int Compare(Constant a, Constant b) =>
        a.Kind == ConstantKind.Int && b.Kind == ConstantKind.Int ? a.Int.CompareTo(b.Int) : a.Float.CompareTo(b.Float);

    /// <summary>Equality of two values of comparable types.</summary>
    public static bool AreEqual(Constant a, Constant b) =>
        a.IsNumber && b.IsNumber ? Compare(a, b) == 0 : a.Kind == ConstantKind.Bool ? a.Bool == b.Bool : a.Text == b.Text;

    /// <summary>How tightly a term holds together, from a conditional to a name or call.</summary>
    public static int Level(Term term) => term switch
    {
        ConditionalTerm => 0,
        BinaryTerm { Operator: "or" } => 1,
        BinaryTerm { Operator: "and" } => 2,
        UnaryTerm { Operator: "not" } => 3,
        BinaryTerm { Operator: "+" or "-" } => 5,
        BinaryTerm { Operator: "*" or "/" or "//" or "%" } => 6,
        BinaryTerm { Operator: "**" } => 8,
        BinaryTerm => 4,
        UnaryTerm or LiteralTerm { Value.Float: < 0 } => 7,
        _ => 9,
    };

    /// <summary>How tightly the left operand must hold together to need no brackets.</summary>
    public static int Left(BinaryTerm term) => Level(term) is 4 or 8 ? Level(term) + 1 : Level(term);

    /// <summary>The same for the right one: only <c>**</c> binds to the right.</summary>
    public static int Right(BinaryTerm term) => Level(term) is 8 and var power ? power - 1 : Level(term) + 1;

    private static long Integers(string symbol, long a, long b)
    {
        checked
        {
            switch (symbol)
            {
                case "+":
                    return a + b;
                case "-":
                    return a - b;
                case "*":
                    return a * b;
                case "//":
                    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
                case "%":
                    // long.MinValue % -1 overflows in the processor.
                    return b == -1 ? 0 : a % b + (a % b != 0 && (a < 0) != (b < 0) ? b : 0);
                default:
                    return Power(a, b);
            }
        }
    }

    private static long Power(long root, long exponent)
    {
        long result = 1;
        while (exponent > 0)
        {
            if ((exponent & 1) == 1)
                result = checked(result * root);
            exponent >>= 1;
            if (exponent > 0)
                root = checked(root * root);
        }
        return result;
    }
}
