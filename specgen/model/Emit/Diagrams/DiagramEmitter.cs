using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>
/// Networks as diagrams: stages in a column, every distinct block once next to it, gates framed and coloured, the arrows that carry
/// one split's result into the next in a colour of their own.
/// </summary>
public static class DiagramEmitter
{
    /// <summary>Graphviz' language.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="module">State-dict path of the module to draw; null: the whole network.</param>
    /// <returns>The diagram; null if there is no such module.</returns>
    public static string? Dot(NetworkGraph graph, string? module = null) =>
        Draw(graph, module) is { } diagram ? DotWriter.Write(diagram) : null;

    /// <summary>Mermaid's language, as <see cref="Dot"/>.</summary>
    public static string? Mermaid(NetworkGraph graph, string? module = null) =>
        Draw(graph, module) is { } diagram ? MermaidWriter.Write(diagram) : null;

    private static Diagram? Draw(NetworkGraph graph, string? path) => path is null
        ? DiagramBuilder.Network(graph)
        : graph.Modules.FirstOrDefault(module => module.Path == path && module.OpCount > 0) is { } module
            ? DiagramBuilder.Module(graph, module)
            : null;
}
