using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Steps;

/// <summary>Steps that a parameter holds, with the scope in which they were written.</summary>
internal sealed record Binding(IReadOnlyList<Step> Steps, Place Place);

/// <summary>
/// What names mean at one place of an architecture: the parameters of the enclosing definition, the shapes that
/// enter it and this step, and the counters. A shape that an earlier error left unknown makes values unknown, silently.
/// </summary>
internal sealed record Place : Scope
{
    /// <summary>Steps held by the enclosing definition's parameters.</summary>
    public IReadOnlyDictionary<string, Binding> Bindings { get; init; } = new Dictionary<string, Binding>();

    /// <summary>
    /// The definitions whose bodies enclose this place, outermost first. Steps that a parameter holds count as being where they were
    /// written: passing a gate to a gate is not a cycle.
    /// </summary>
    public IReadOnlyList<Definition> Inside { get; init; } = [];

    /// <summary>Whether shapes can be named at all.</summary>
    public bool HasShapes { get; init; }

    /// <summary>Shape that enters the enclosing definition, or the slot of a gate.</summary>
    public Shape? Entry { get; init; }

    /// <summary>Shape that enters the block of the stage.</summary>
    public Shape? Arriving { get; init; }

    /// <summary>Shape that reaches this step.</summary>
    public Shape? Here { get; init; }

    /// <summary>Stage, counted from 1.</summary>
    public int? Stage { get; init; }

    /// <summary>Block in its stage, counted from 1.</summary>
    public int? Index { get; init; }

    /// <summary>Block in the network, counted from 1.</summary>
    public int? Depth { get; init; }

    /// <summary>Number of blocks in the network.</summary>
    public int? Depths { get; init; }

    /// <summary>Split in channel order, counted from 1.</summary>
    public int? Split { get; init; }

    /// <summary>Number of splits.</summary>
    public int? Splits { get; init; }

    /// <summary>Copy in a repeat, counted from 1.</summary>
    public int? Copy { get; init; }

    /// <summary>Whether the expressions stand in an architecture file, where the number of classes can be named.</summary>
    public bool HasClasses { get; init; }

    /// <summary>Number of classes; null where an earlier error left it unknown.</summary>
    public int? Classes { get; init; }

    /// <inheritdoc/>
    public override bool TryGet(string name, out Constant? value)
    {
        if (Parameters.TryGetValue(name, out value))
            return true;
        if (ShapeOf(name) is { } part)
        {
            var shape = name.StartsWith("here.", StringComparison.Ordinal) ? Here : Entry;
            value = shape is { } known ? Constant.Of((long)part(known)) : null;
            return HasShapes;
        }
        if (name == "in")
        {
            value = Arriving is { } arriving ? Constant.Of((long)arriving.Channels) : null;
            return Index is not null;
        }
        if (name == "classes")
        {
            value = Classes is { } classes ? Constant.Of((long)classes) : null;
            return HasClasses;
        }
        if (name == "first")
        {
            value = Index is { } index ? Constant.Of(index == 1) : null;
            return Index is not null;
        }
        var counter = name switch
        {
            "stage" => Stage,
            "index" => Index,
            "depth" => Depth,
            "depths" => Depths,
            "split" => Split,
            "splits" => Splits,
            "copy" => Copy,
            _ => null,
        };
        value = counter is { } count ? Constant.Of((long)count) : null;
        return counter is not null || base.TryGet(name, out value);
    }

    private static Func<Shape, int>? ShapeOf(string name) => name switch
    {
        "channels" or "here.channels" => shape => shape.Channels,
        "rows" or "here.rows" => shape => shape.Rows,
        "columns" or "here.columns" => shape => shape.Columns,
        _ => null,
    };
}
