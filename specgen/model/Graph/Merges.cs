namespace SeRes2Net.Compiler.Graph;

/// <summary>Two values element by element; either may broadcast from size 1.</summary>
public abstract record PairOp : WeightlessOp
{
    internal sealed override IReadOnlyList<(string, object)> Attributes => [];
    internal sealed override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>Sum of two.</summary>
public sealed record AddOp : PairOp
{
    internal override string Kind => "add";
    internal override Memory Memory => Memory.Own;
}

/// <summary>The first minus the second.</summary>
public sealed record SubtractOp : PairOp
{
    internal override string Kind => "subtract";
    internal override Memory Memory => Memory.Own;
}

/// <summary>Product of two.</summary>
public sealed record MultiplyOp : PairOp
{
    internal override string Kind => "multiply";
    internal override Memory Memory => Memory.KeepsInputs;
}

/// <summary>The first divided by the second.</summary>
public sealed record DivideOp : PairOp
{
    internal override string Kind => "divide";
    internal override Memory Memory => Memory.KeepsInputs;
}

/// <summary>The larger of two.</summary>
public sealed record MaximumOp : PairOp
{
    internal override string Kind => "max";
    internal override Memory Memory => Memory.KeepsInputs;
}

/// <summary>Product of the matrices of every channel: [N, C, H, K] and [N, C, K, W] to [N, C, H, W].</summary>
public sealed record MatmulOp : WeightlessOp
{
    /// <summary>Columns of the first, which are the rows of the second.</summary>
    public required int Inner { get; init; }

    internal override string Kind => "matmul";
    internal override IReadOnlyList<(string, object)> Attributes => [("inner", Inner)];
    internal override Memory Memory => Memory.KeepsInputs;
    // thop sees only modules; fvcore counts matrix products.
    internal override OpCost Cost(Shape input)
    {
        var macs = Amount.Times(Shape.Elements, Inner);
        return new(macs, 0, macs);
    }
}

/// <summary>A way to merge several values into one.</summary>
/// <param name="Name">Its name in specs, and the name of its operations.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Needs">What it requires of the shapes, as the end of a sentence.</param>
/// <param name="Pair">The operation for two shapes, without path and inputs; null if the shapes do not fit.</param>
internal sealed record Merge(string Name, string Summary, string Needs, Func<Shape, Shape, Op?> Pair)
{
    /// <summary>Joins them along an axis.</summary>
    public static readonly Merge Concat = new("concat", "Joins the channels, or along another axis; the other sizes must agree.",
        "", (_, _) => null);

    public static readonly Merge Add = new("add", "Adds; equal shapes.", "'add' needs equal shapes", Equal(shape => new AddOp { Shape = shape }));

    public static readonly Merge Multiply = new("multiply", "Multiplies; equal shapes.", "'multiply' needs equal shapes",
        Equal(shape => new MultiplyOp { Shape = shape }));

    public static readonly Merge Subtract = new("subtract", "The first less the others; equal shapes.", "'subtract' needs equal shapes",
        Equal(shape => new SubtractOp { Shape = shape }));

    public static readonly Merge Divide = new("divide", "The first over the others; equal shapes.", "'divide' needs equal shapes",
        Equal(shape => new DivideOp { Shape = shape }));

    /// <summary>All merges.</summary>
    public static readonly IReadOnlyList<Merge> All =
    [
        Concat,
        Add,
        Multiply,
        new("max", "Takes the larger; equal shapes.", "'max' needs equal shapes", Equal(shape => new MaximumOp { Shape = shape })),
        Subtract,
        Divide,
        new("matmul", "Matrix product of rows and columns, channel by channel.",
            "'matmul' needs equal channels, and as many rows in the second as columns in the first",
            (a, b) => a.Channels == b.Channels && a.Columns == b.Rows
                ? new MatmulOp { Shape = a with { Columns = b.Columns }, Inner = a.Columns }
                : null),
    ];

    /// <summary>Their names.</summary>
    public static readonly string[] Names = [.. All.Select(merge => merge.Name)];

    /// <summary>The merge with a name.</summary>
    public static Merge Of(string name) => All.Single(merge => merge.Name == name);

    private static Func<Shape, Shape, Op?> Equal(Func<Shape, Op> make) => (a, b) => a == b ? make(a) : null;
}
