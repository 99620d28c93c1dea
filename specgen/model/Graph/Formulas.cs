using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Graph;

/// <summary>An expression of the language, computed for every element.</summary>
public sealed record MapOp : WeightlessOp
{
    /// <summary>The formula, in the variable <c>x</c>.</summary>
    public required Formula Formula { get; init; }

    internal override string Kind => "map";
    internal override string Label => $"map {Labels.Short(Formula.ToString())}";
    internal override IReadOnlyList<(string, object)> Attributes => [("formula", Formula.Text)];
    internal override Memory Memory => Memory.KeepsInputs;
    internal override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>Numbers that depend only on position and are the same for all images: computed once, neither learned nor stored.</summary>
public sealed record ConstantOp : WeightlessOp
{
    /// <summary>The variables of its formula.</summary>
    public static readonly string[] Variables = ["channel", "row", "column"];

    /// <summary>The formula, in <c>channel</c>, <c>row</c> and <c>column</c>, which count from 0.</summary>
    public required Formula Formula { get; init; }

    internal override string Kind => "constant";
    internal override string Label => $"constant {Labels.Short(Formula.ToString())}";
    internal override IReadOnlyList<(string, object)> Attributes => [("formula", Formula.Text)];
    internal override bool HasLayer => true;
    // One copy serves all images and all steps.
    internal override Memory Memory => Memory.View;
    internal override OpCost Cost(Shape input) => OpCost.Free;
}

/// <summary>Primitives that compute an expression.</summary>
internal static class Formulas
{
    public static readonly IReadOnlyList<Primitive> All =
    [
        new("map", "An expression in x, computed for every element.",
        [
            new("formula", ArgumentType.Formula, "what is computed, in x") { Required = true, Choices = ["x"] },
        ], call => new MapOp { Shape = call.Shape, Formula = call.Get<Formula>("formula", null!) }),
        new("constant", "An expression in channel, row and column, which count from 0; in the shape of what enters, and the same for all images.",
        [
            new("formula", ArgumentType.Formula, "what is computed, in channel, row and column") { Required = true, Choices = ConstantOp.Variables },
        ], call => new ConstantOp { Shape = call.Shape, Formula = call.Get<Formula>("formula", null!) }),
    ];
}
