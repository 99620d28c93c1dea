using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>The type of a primitive's argument.</summary>
internal enum ArgumentType
{
    Int,
    Float,
    Bool,
    /// <summary>One integer for rows and columns, or [rows, columns].</summary>
    Size,
    /// <summary>One of some names.</summary>
    Choice,
    /// <summary>The names of a choice, each once, in some order.</summary>
    Order,
    /// <summary>An expression in some variables, computed for every element.</summary>
    Formula,
}

/// <summary>An argument of a primitive.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">Its type.</param>
/// <param name="Summary">Its meaning; for an optional argument, the text after the last semicolon is its default.</param>
internal sealed record Argument(string Name, ArgumentType Type, string Summary)
{
    /// <summary>Its meaning.</summary>
    public string Meaning => DefaultAt < 0 ? Summary : Summary.Substring(0, DefaultAt);

    /// <summary>Its default; null if it must be given.</summary>
    public string? Default => DefaultAt < 0 ? null : Summary.Substring(DefaultAt + 2);

    public double Min { get; init; } = 1;

    public double Max { get; init; } = Limits.LargestSize;

    public bool Required { get; init; }

    /// <summary>Values of a choice or an order; variables of a formula.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    private int DefaultAt => Required ? -1 : Summary.LastIndexOf("; ", StringComparison.Ordinal);
}

/// <summary>A step that is at most one operation.</summary>
/// <param name="Name">The key that names it.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Arguments">The arguments it takes.</param>
/// <param name="Build">
/// The operation for an input shape and checked arguments, without path, inputs and place; null if it passes its input on, or if
/// <see cref="PrimitiveCall.Failure"/> says what is wrong.
/// </param>
internal sealed record Primitive(string Name, string Summary, IReadOnlyList<Argument> Arguments, Func<PrimitiveCall, Op?> Build)
{
    /// <summary>The argument that a bare value stands for (<c>map: "x * x"</c>); null if arguments are always named.</summary>
    public Argument? Bare => Arguments.Count == 1 && Arguments[0].Type is ArgumentType.Formula or ArgumentType.Order ? Arguments[0] : null;
}

/// <summary>A primitive at one place of a network.</summary>
/// <param name="primitive">The primitive.</param>
/// <param name="shape">The input shape.</param>
/// <param name="values">The arguments that were written, checked.</param>
internal sealed class PrimitiveCall(Primitive primitive, Shape shape, IReadOnlyDictionary<string, object> values)
{
    /// <summary>The input shape.</summary>
    public Shape Shape => shape;

    /// <summary>What is wrong; null if nothing is.</summary>
    public (DiagnosticDescriptor Descriptor, string Message)? Failure { get; private set; }

    /// <summary>Whether an argument was given.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>An argument, or the default that its summary states.</summary>
    public T Get<T>(string name) => values.TryGetValue(name, out var value)
        ? (T)value
        : (T)Parse<T>(primitive.Arguments.Single(argument => argument.Name == name).Default!);

    /// <summary>An argument, or a value derived from the input.</summary>
    public T Get<T>(string name, T otherwise) => values.TryGetValue(name, out var value) ? (T)value : otherwise;

    /// <summary>One of some names as the value of an enumeration.</summary>
    public T Choice<T>(string name)
        where T : struct => (T)Enum.Parse(typeof(T), Get<string>(name), ignoreCase: true);

    /// <summary>Sets the failure message.</summary>
    public Op? Fail(DiagnosticDescriptor descriptor, string message)
    {
        Failure = (descriptor, message);
        return null;
    }

    /// <summary>Whether a number of channels cannot be divided into equal groups; if so, reports it.</summary>
    public bool CannotDivide(int groups)
    {
        if (shape.Channels % groups == 0)
            return false;
        Fail(Descriptors.NotDivisible, $"{shape.Channels} channels cannot be divided into {groups} equal groups.");
        return true;
    }

    /// <summary>
    /// Output size of windows: floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1, or null after reporting that none fits.
    /// With <paramref name="ceil"/>, a last window may reach beyond the padding on the far side, as long as it starts before it.
    /// </summary>
    public Shape? Slide(int channels, Size2 kernel, Size2 stride, Size2 padding, Size2 dilation, bool ceil = false)
    {
        var rows = Windows(shape.Rows, kernel.Rows, stride.Rows, padding.Rows, dilation.Rows, ceil);
        var columns = Windows(shape.Columns, kernel.Columns, stride.Columns, padding.Columns, dilation.Columns, ceil);
        if (Math.Max(rows, columns) > Limits.LargestSize)
        {
            Fail(Descriptors.TooLarge, $"{rows}x{columns} positions are too many; at most {Limits.LargestSize} are possible each way.");
            return null;
        }
        if (rows >= 1 && columns >= 1)
            return new Shape(channels, (int)rows, (int)columns);
        Fail(Descriptors.WindowTooLarge,
            $"A {kernel} window does not fit into {shape.Rows}x{shape.Columns} positions with padding {padding}.");
        return null;
    }

    private static long Windows(int size, int kernel, int stride, int padding, int dilation, bool ceil)
    {
        var room = size + 2L * padding - (long)dilation * (kernel - 1) - 1;
        if (room < 0)
            return 0;
        var windows = (room + (ceil ? stride - 1 : 0)) / stride + 1;
        return ceil && (windows - 1) * stride >= (long)size + padding ? windows - 1 : windows;
    }

    private static object Parse<T>(string text) => default(T) switch
    {
        int => int.Parse(text, CultureInfo.InvariantCulture),
        double => double.Parse(text, CultureInfo.InvariantCulture),
        bool => bool.Parse(text),
        Size2 => Size2.Square(int.Parse(text, CultureInfo.InvariantCulture)),
        _ => text,
    };
}
