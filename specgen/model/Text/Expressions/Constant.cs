
namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>The types an expression can have.</summary>
internal enum ConstantKind
{
    Int,
    Float,
    Bool,
    Text,
}

/// <summary>A value of an expression or parameter.</summary>
internal readonly record struct Constant
{
    private Constant(ConstantKind kind, long whole, double real, string text)
    {
        Kind = kind;
        Int = whole;
        Float = real;
        Text = text;
    }

    public ConstantKind Kind { get; }

    /// <summary>The value of an integer; 1 or 0 for a truth value.</summary>
    public long Int { get; }

    /// <summary>The value of a number.</summary>
    public double Float { get; }

    /// <summary>The value of a text.</summary>
    public string Text { get; }

    public bool Bool => Int != 0;

    public bool IsNumber => Kind is ConstantKind.Int or ConstantKind.Float;

    public static Constant Of(long value) => new(ConstantKind.Int, value, value, "");

    public static Constant Of(double value) => new(ConstantKind.Float, 0, value, "");

    public static Constant Of(bool value) => new(ConstantKind.Bool, value ? 1 : 0, 0, "");

    public static Constant Of(string value) => new(ConstantKind.Text, 0, 0, value);

    /// <summary>The type, with its article.</summary>
    public string Noun => Kind switch
    {
        ConstantKind.Int => "an integer",
        ConstantKind.Float => "a float",
        ConstantKind.Bool => "a truth value",
        _ => "a text",
    };

    public override string ToString() => Kind switch
    {
        ConstantKind.Int => Int.ToString(CultureInfo.InvariantCulture),
        ConstantKind.Float => Float.ToString("G15", CultureInfo.InvariantCulture),
        ConstantKind.Bool => Bool ? "true" : "false",
        _ => Text,
    };
}
