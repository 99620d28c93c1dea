namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>What a node is drawn as.</summary>
internal enum NodeLook
{
    /// <summary>What enters or leaves a panel.</summary>
    End,
    /// <summary>Consecutive operations.</summary>
    Layers,
    /// <summary>Some of the channels.</summary>
    Split,
    /// <summary>Several values becoming one.</summary>
    Merge,
    /// <summary>A stage, whose blocks have panels of their own.</summary>
    Stage,
}

/// <summary>A node.</summary>
/// <param name="Id">Its number, unique in the diagram.</param>
/// <param name="Lines">What it says.</param>
/// <param name="Look">How it looks.</param>
internal sealed record DiagramNode(int Id, List<string> Lines, NodeLook Look)
{
    /// <summary>Shape of the value that leaves it; the last line.</summary>
    public string Shape { get; set; } = "";
}

/// <summary>An arrow.</summary>
/// <param name="From">Where it starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="IsCarry">Whether it takes the result of one split into another.</param>
internal readonly record struct DiagramEdge(int From, int To, bool IsCarry);

/// <summary>A frame with a title around nodes: a block, or a gate inside it.</summary>
/// <param name="Title">Its title. Holds text from a stranger.</param>
/// <param name="IsGate">Whether it is a gate or another definition that is used.</param>
internal sealed record DiagramPanel(string Title, bool IsGate)
{
    /// <summary>Nodes directly in it.</summary>
    public List<DiagramNode> Nodes { get; } = [];

    /// <summary>Frames in it.</summary>
    public List<DiagramPanel> Panels { get; } = [];
}

/// <summary>A network, or one of its modules, as boxes and arrows.</summary>
/// <param name="Panels">Frames, side by side.</param>
/// <param name="Edges">Arrows.</param>
internal sealed record Diagram(IReadOnlyList<DiagramPanel> Panels, IReadOnlyList<DiagramEdge> Edges);
