using System.Collections.Generic;

namespace SeRes2Net.Compiler.Graph;

/// <summary>What a module is, from the outside in.</summary>
public enum ModuleKind
{
    /// <summary>The steps before the stages. Has a forward of its own.</summary>
    Stem,
    /// <summary>A stage: blocks one after the other. Has a forward of its own.</summary>
    Stage,
    /// <summary>One block of a stage. Has a forward of its own.</summary>
    Block,
    /// <summary>A plugged gate, or a used definition, inside a block, stem or head. Has a forward of its own.</summary>
    Gate,
    /// <summary>The steps after the stages. Has a forward of its own.</summary>
    Head,
    /// <summary>Only holds children (branch, shortcut, cascade, split, slot); its operations run in the enclosing module's forward.</summary>
    Group,
}

/// <summary>
/// A node of the module tree: a path prefix that some operations share. Modules with a forward of their own read one
/// value and produce one; their operations stand together in <see cref="NetworkGraph.Ops"/>.
/// </summary>
public sealed record ModuleNode
{
    /// <summary>State-dict path, e.g. <c>stage1.block1</c> or <c>stage1.block1.branch.concat.se</c>. Its parent is the longest proper prefix that is a module; top-level modules hang on the network.</summary>
    public required string Path { get; init; }
    /// <summary>What it is.</summary>
    public required ModuleKind Kind { get; init; }
    /// <summary>The definition it was made from (<c>res2net</c>, <c>se</c>); empty for stem, stage, head and groups.</summary>
    public required string Definition { get; init; }
    /// <summary>The definition's summary, or empty. Text from a stranger: escape it on the way out.</summary>
    public required string Summary { get; init; }
    /// <summary>Position of the value that enters.</summary>
    public required int Input { get; init; }
    /// <summary>Position of the value that leaves.</summary>
    public required int Output { get; init; }
    /// <summary>Position of the first operation that belongs to it or to a module inside it.</summary>
    public required int FirstOp { get; init; }
    /// <summary>Number of consecutive operations that belong to it or to modules inside it (0: it passes its input through).</summary>
    public required int OpCount { get; init; }
}

/// <summary>
/// A network with every shape known: what all emitters read. Operations in execution order, the first is the input,
/// the last produces [N, classes]. Modules in the order in which they open, each before what it holds.
/// </summary>
public sealed record NetworkGraph
{
    /// <summary>The architecture's name as written. Text from a stranger: escape it on the way out.</summary>
    public required string Name { get; init; }
    /// <summary>The architecture's summary, or empty. Text from a stranger.</summary>
    public required string Summary { get; init; }
    /// <summary>Shape of one input image.</summary>
    public required Shape Input { get; init; }
    /// <summary>Number of classes.</summary>
    public required int Classes { get; init; }
    /// <summary>Operations in execution order.</summary>
    public required IReadOnlyList<Op> Ops { get; init; }
    /// <summary>The module tree, parents before children.</summary>
    public required IReadOnlyList<ModuleNode> Modules { get; init; }
}
