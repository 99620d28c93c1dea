using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Graph;

/// <summary>The axes of one image's value.</summary>
public enum Axis
{
    /// <summary>The channels.</summary>
    Channels,
    /// <summary>The rows.</summary>
    Rows,
    /// <summary>The columns.</summary>
    Columns,
}

/// <summary>An operation that moves elements and computes nothing.</summary>
public abstract record MovingOp : WeightlessOp
{
    internal override Memory Memory => Memory.Own;
    internal sealed override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>[N, C, H, W] to [N, C*H*W, 1, 1].</summary>
public sealed record FlattenOp : MovingOp
{
    internal override string Kind => "flatten";
    internal override IReadOnlyList<(string, object)> Attributes => [];
    internal override Memory Memory => Memory.View;
}

/// <summary>The same elements, channels slowest and columns fastest, in another shape.</summary>
public sealed record ReshapeOp : MovingOp
{
    internal override string Kind => "reshape";
    internal override string Label => $"reshape {Shape}";
    internal override IReadOnlyList<(string, object)> Attributes => [];
    internal override Memory Memory => Memory.View;
}

/// <summary>The axes in another order.</summary>
public sealed record PermuteOp : MovingOp
{
    /// <summary>The axis of the input that becomes the channels.</summary>
    public required Axis Channels { get; init; }
    /// <summary>The axis of the input that becomes the rows.</summary>
    public required Axis Rows { get; init; }
    /// <summary>The axis of the input that becomes the columns.</summary>
    public required Axis Columns { get; init; }

    /// <summary>The three, in order.</summary>
    public IReadOnlyList<Axis> Order => [Channels, Rows, Columns];

    internal override string Kind => "permute";
    internal override string Label => "permute " + string.Join(" ", Order.Select(axis => Labels.Word(axis)));
    internal override IReadOnlyList<(string, object)> Attributes =>
        [("channels", Labels.Word(Channels)), ("rows", Labels.Word(Rows)), ("columns", Labels.Word(Columns))];
    internal override Memory Memory => Memory.View;
}

/// <summary>Consecutive channels, rows or columns of its input, as many as its shape has.</summary>
public sealed record SliceOp : MovingOp
{
    /// <summary>The first one, from 0.</summary>
    public required int From { get; init; }
    /// <summary>The axis to slice.</summary>
    public Axis Axis { get; init; }

    internal override string Kind => "slice";
    internal override string Label =>
        $"slice {From}..{From + Axes.Size(Shape, Axis) - 1}{(Axis == Axis.Channels ? "" : " " + Labels.Word(Axis))}";
    internal override IReadOnlyList<(string, object)> Attributes => [("from", From), .. Axes.UnlessChannels(Axis)];
    internal override Memory Memory => Memory.View;
}

/// <summary>Concatenation along an axis.</summary>
public sealed record ConcatOp : MovingOp
{
    /// <summary>The axis.</summary>
    public Axis Axis { get; init; }

    internal override string Kind => "concat";
    internal override string Label => Axis == Axis.Channels ? Kind : $"concat {Labels.Word(Axis)}";
    internal override IReadOnlyList<(string, object)> Attributes => [.. Axes.UnlessChannels(Axis)];
}

/// <summary>
/// Channels of different groups interleaved (ShuffleNet, Zhang et al., arXiv:1707.01083): channel g * (C / groups) + i goes to i * groups
/// + g.
/// </summary>
public sealed record ChannelShuffleOp : MovingOp
{
    /// <summary>Number of channel groups.</summary>
    public required int Groups { get; init; }

    internal override string Kind => "channel-shuffle";
    internal override string Label => $"channel-shuffle {Groups}";
    internal override IReadOnlyList<(string, object)> Attributes => [("groups", Groups)];
}

/// <summary>
/// Squares of positions become channels, or back. To depth: [N, C, H, W] to [N, C * b * b, H / b, W / b]; element (i, j) of a square of
/// channel c goes to channel (c * b + i) * b + j (PyTorch's pixel_unshuffle).
/// </summary>
public sealed record SpaceDepthOp : MovingOp
{
    /// <summary>Rows and columns of a square.</summary>
    public required int Block { get; init; }
    /// <summary>Whether positions become channels; otherwise channels become positions.</summary>
    public required bool ToDepth { get; init; }

    internal override string Kind => ToDepth ? "space-to-depth" : "depth-to-space";
    internal override string Label => $"{Kind} {Block}";
    internal override IReadOnlyList<(string, object)> Attributes => [("block", Block)];
}

/// <summary>How <see cref="ResizeOp"/> fills positions.</summary>
public enum ResizeMode
{
    /// <summary>The nearest position before: floor(i * in / out).</summary>
    Nearest,
    /// <summary>Linear in both directions, half-pixel centres (PyTorch's align_corners=False).</summary>
    Bilinear,
}

/// <summary>Rows and columns brought to Shape.Rows and Shape.Columns.</summary>
public sealed record ResizeOp : WeightlessOp
{
    /// <summary>How positions are filled.</summary>
    public required ResizeMode Mode { get; init; }

    internal override string Kind => "resize";
    internal override string Label => $"resize {Labels.Word(Mode)}";
    internal override IReadOnlyList<(string, object)> Attributes => [("mode", Labels.Word(Mode))];
    internal override Memory Memory => Memory.Own;
    internal override OpCost Cost(Shape input) => Mode == ResizeMode.Nearest
        ? new(0, Shape.Elements, Shape.Elements)
        : new(0, Amount.Times(Shape.Elements, 11), Amount.Times(Shape.Elements, 4));
}

/// <summary>The parameter-free shortcut ("option A"): every stride-th row and column, zeros appended up to Shape.Channels.</summary>
public sealed record PadShortcutOp : MovingOp
{
    /// <summary>Step between the rows and columns kept.</summary>
    public required Size2 Stride { get; init; }

    internal override string Kind => "pad";
    internal override string Label => $"pad{Labels.Stride(Stride)}";
    internal override IReadOnlyList<(string, object)> Attributes => [("stride", Stride)];
}

/// <summary>An operation that drops some elements at random during training. Two may share a class if only their rates differ.</summary>
public abstract record RandomOp : WeightlessOp
{
    /// <summary>Probability.</summary>
    public required double Rate { get; init; }

    internal sealed override string Label => FormattableString.Invariant($"{Kind} {Rate}");
    internal sealed override IReadOnlyList<(string, object)> Attributes => [("rate", Rate)];
    // Masks do not count.
    internal sealed override Memory Memory => Memory.Own;
    internal sealed override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>In training, zeroes elements with probability Rate and divides the others by 1 - Rate.</summary>
public sealed record DropoutOp : RandomOp
{
    internal override string Kind => "dropout";
}

/// <summary>
/// In training, zeroes whole images with probability Rate and divides the others by 1 - Rate (Huang et al., arXiv:1603.09382).
/// </summary>
public sealed record DropPathOp : RandomOp
{
    internal override string Kind => "drop-path";
}

/// <summary>Sizes along axes.</summary>
internal static class Axes
{
    /// <summary>Names of the axes.</summary>
    public static readonly string[] Names = ["channels", "rows", "columns"];

    /// <summary>The axis with a name.</summary>
    public static Axis Of(string name) => (Axis)Array.IndexOf(Names, name);

    /// <summary>The size along an axis.</summary>
    public static int Size(Shape shape, Axis axis) =>
        axis == Axis.Channels ? shape.Channels : axis == Axis.Rows ? shape.Rows : shape.Columns;

    /// <summary>The shape with one axis resized.</summary>
    public static Shape With(Shape shape, Axis axis, int size) => axis switch
    {
        Axis.Channels => shape with { Channels = size },
        Axis.Rows => shape with { Rows = size },
        Axis.Columns => shape with { Columns = size },
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    /// <summary>The axis attribute of an operation that supported only channels when the first networks were hashed.</summary>
    public static IEnumerable<(string, object)> UnlessChannels(Axis axis) => axis == Axis.Channels ? [] : [("axis", Labels.Word(axis))];
}

/// <summary>Primitives that move values or drop some.</summary>
internal static class Rearrangements
{
    // A rate of 1 would leave nothing, and 1 - rate is a divisor.
    private const double LargestRate = 0.999;

    public static readonly IReadOnlyList<Primitive> All =
    [
        new("flatten", "[N, C, H, W] to [N, C*H*W, 1, 1].", [], Flatten),
        new("identity", "Passes its input on.", [], _ => null),
        new("reshape", "The same elements in another shape; channels are slowest, columns fastest.",
        [
            new("channels", ArgumentType.Int, "channels to make; what is left over"),
            new("rows", ArgumentType.Int, "rows to make; what is left over, or 1"),
            new("columns", ArgumentType.Int, "columns to make; what is left over, or 1"),
        ], Reshape),
        new("permute", "The axes in another order.",
        [
            new("order", ArgumentType.Order, "the axes that become channels, rows and columns") { Required = true, Choices = Axes.Names },
        ], Permute),
        new("slice", "Some of the channels: from .. from + channels - 1. Or of the rows, or of the columns.",
        [
            new("from", ArgumentType.Int, "those left out before, so 0 is the first; 0") { Min = 0 },
            new("channels", ArgumentType.Int, "how many channels; all from there"),
            new("rows", ArgumentType.Int, "how many rows, instead of channels; all"),
            new("columns", ArgumentType.Int, "how many columns, instead of channels; all"),
        ], Slice),
        new("channel-shuffle", "Channels of different groups interleaved (Zhang et al., arXiv:1707.01083).",
        [
            new("groups", ArgumentType.Int, "groups of channels") { Required = true },
        ], call => call.CannotDivide(call.Get<int>("groups")) ? null
            : new ChannelShuffleOp { Shape = call.Shape, Groups = call.Get<int>("groups") }),
        new("space-to-depth", "Squares of positions become channels: [N, C, H, W] to [N, C*b*b, H/b, W/b].",
        [
            new("block", ArgumentType.Int, "rows and columns of a square, b") { Required = true },
        ], SpaceToDepth),
        new("depth-to-space", "Channels become squares of positions: [N, C, H, W] to [N, C/(b*b), H*b, W*b].",
        [
            new("block", ArgumentType.Int, "rows and columns of a square, b") { Required = true },
        ], DepthToSpace),
        new("resize", "Rows and columns brought to another size.",
        [
            new("rows", ArgumentType.Int, "rows to make; as many as there are"),
            new("columns", ArgumentType.Int, "columns to make; as many as there are"),
            new("mode", ArgumentType.Choice, "how positions are filled; nearest") { Choices = ["nearest", "bilinear"] },
        ], Resize),
        new("dropout", "While training, zeroes elements at random and divides the others by 1 - rate (Srivastava et al., JMLR 15, 2014).",
        [
            new("rate", ArgumentType.Float, "probability; 0.5") { Min = 0, Max = LargestRate },
        ], call => new DropoutOp { Shape = call.Shape, Rate = call.Get<double>("rate") }),
        new("drop-path", "While training, zeroes whole images at random and divides the others by 1 - rate (Huang et al., arXiv:1603.09382).",
        [
            new("rate", ArgumentType.Float, "probability") { Min = 0, Max = LargestRate, Required = true },
        ], call => new DropPathOp { Shape = call.Shape, Rate = call.Get<double>("rate") }),
    ];

    private static Op? Flatten(PrimitiveCall call) => call.Shape.Elements > Limits.LargestSize
        ? call.Fail(Descriptors.TooLarge,
            $"{call.Shape} flattens to {call.Shape.Elements} features; at most {Limits.LargestSize} are possible.")
        : new FlattenOp { Shape = new Shape((int)call.Shape.Elements, 1, 1) };

    private static Op? Reshape(PrimitiveCall call)
    {
        var given = Axes.Names.Where(call.Has).ToList();
        if (given.Count == 0)
            return call.Fail(Descriptors.MissingKey, "'reshape' needs at least one of channels, rows, columns; 'flatten' makes everything channels.");
        // The remaining elements go to the first axis that is not given.
        var open = Axes.Names.FirstOrDefault(name => !call.Has(name));
        var product = given.Aggregate(1L, (size, name) => Amount.Times(size, call.Get(name, 1)));
        var rest = call.Shape.Elements / product;
        if (call.Shape.Elements % product != 0 || open is null && rest != 1)
        {
            return call.Fail(Descriptors.ShapesDiffer, $"The {call.Shape.Elements} elements of {call.Shape} cannot be brought to "
                + $"{string.Join(" x ", given.Select(name => $"{call.Get(name, 1)} {name}"))}.");
        }
        if (rest > Limits.LargestSize)
            return call.Fail(Descriptors.TooLarge, $"{rest} {open} are too many; at most {Limits.LargestSize} are possible.");
        int Size(string name) => name == open ? (int)rest : call.Get(name, 1);
        var shape = new Shape(Size("channels"), Size("rows"), Size("columns"));
        return shape == call.Shape ? null : new ReshapeOp { Shape = shape };
    }

    private static Op? Permute(PrimitiveCall call)
    {
        var order = call.Get<IReadOnlyList<string>>("order", []).Select(Axes.Of).ToList();
        return order[0] == Axis.Channels && order[1] == Axis.Rows ? null : new PermuteOp
        {
            Shape = new Shape(Axes.Size(call.Shape, order[0]), Axes.Size(call.Shape, order[1]), Axes.Size(call.Shape, order[2])),
            Channels = order[0],
            Rows = order[1],
            Columns = order[2],
        };
    }

    private static Op? Slice(PrimitiveCall call)
    {
        var given = Axes.Names.Where(call.Has).ToList();
        if (given.Count > 1)
            return call.Fail(Descriptors.InvalidValue, $"'slice' cuts one axis; found {string.Join(" and ", given)}. Write one step for each.");
        var name = given.FirstOrDefault() ?? "channels";
        var axis = Axes.Of(name);
        var size = Axes.Size(call.Shape, axis);
        var from = call.Get<int>("from");
        var count = call.Get(name, size - from);
        if (count < 1 || (long)from + count > size)
        {
            var asked = count < 1 ? $"from {from} on" : $"{from} to {(long)from + count - 1}";
            return call.Fail(Descriptors.InvalidValue, $"There are no {name} {asked}: {size} enter, numbered 0 to {size - 1}.");
        }
        return count == size ? null : new SliceOp { Shape = Axes.With(call.Shape, axis, count), From = from, Axis = axis };
    }

    private static Op? SpaceToDepth(PrimitiveCall call)
    {
        var block = call.Get<int>("block");
        var (channels, rows, columns) = (call.Shape.Channels, call.Shape.Rows, call.Shape.Columns);
        if (rows % block != 0 || columns % block != 0)
            return call.Fail(Descriptors.NotDivisible, $"{rows}x{columns} positions cannot be divided into squares of {block}x{block}.");
        if (Amount.Times(channels, (long)block * block) > Limits.LargestSize)
            return call.Fail(Descriptors.TooLarge, $"More than {Limits.LargestSize} channels would leave.");
        return block == 1 ? null
            : new SpaceDepthOp { Shape = new Shape(channels * block * block, rows / block, columns / block), Block = block, ToDepth = true };
    }

    private static Op? DepthToSpace(PrimitiveCall call)
    {
        var block = call.Get<int>("block");
        var (channels, rows, columns) = (call.Shape.Channels, call.Shape.Rows, call.Shape.Columns);
        if (channels % ((long)block * block) != 0)
            return call.Fail(Descriptors.NotDivisible, $"{channels} channels cannot be divided into squares of {block}x{block}.");
        if (Amount.Times(Math.Max(rows, columns), block) > Limits.LargestSize)
            return call.Fail(Descriptors.TooLarge, $"More than {Limits.LargestSize} positions each way would leave.");
        return block == 1 ? null
            : new SpaceDepthOp { Shape = new Shape(channels / (block * block), rows * block, columns * block), Block = block, ToDepth = false };
    }

    private static Op? Resize(PrimitiveCall call)
    {
        var shape = call.Shape with { Rows = call.Get("rows", call.Shape.Rows), Columns = call.Get("columns", call.Shape.Columns) };
        return shape == call.Shape ? null : new ResizeOp { Shape = shape, Mode = call.Choice<ResizeMode>("mode") };
    }
}
