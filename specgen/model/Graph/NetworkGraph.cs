namespace SeRes2Net.Compiler.Graph;

/// <summary>The kinds of modules, from the outside in.</summary>
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
/// A node of the module tree: a path prefix that some operations share. A module with a forward of its own reads one value and produces
/// one; its operations are consecutive in <see cref="NetworkGraph.Ops"/>.
/// </summary>
public sealed record ModuleNode
{
    /// <summary>
    /// State-dict path, e.g. <c>stage1.block1</c> or <c>stage1.block1.branch.concat.se</c>. Its parent is the longest proper prefix that
    /// is a module; top-level modules belong to the network.
    /// </summary>
    public required string Path { get; init; }
    /// <summary>Its kind.</summary>
    public required ModuleKind Kind { get; init; }
    /// <summary>The definition it was made from (<c>res2net</c>, <c>se</c>); empty for stem, stage, head and groups.</summary>
    public required string Definition { get; init; }
    /// <summary>The definition's summary, or empty. Untrusted text: escape it on output.</summary>
    public required string Summary { get; init; }
    /// <summary>Position of the value that enters.</summary>
    public required int Input { get; init; }
    /// <summary>Position of the value that leaves.</summary>
    public required int Output { get; init; }
    /// <summary>Position of the first operation that belongs to it or to a module inside it.</summary>
    public required int FirstOp { get; init; }
    /// <summary>Number of consecutive operations that belong to it or to modules inside it (if 0, it passes its input through).</summary>
    public required int OpCount { get; init; }
}

/// <summary>
/// A network whose shapes are all known: the input of every emitter. Operations are in execution order: the first is the input, the last
/// produces [N, classes]. Modules are in the order in which they open, each before its contents.
/// </summary>
public sealed record NetworkGraph
{
    /// <summary>The architecture's name as written. Untrusted text: escape it on output.</summary>
    public required string Name { get; init; }
    /// <summary>The architecture's summary, or empty. Untrusted text.</summary>
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
