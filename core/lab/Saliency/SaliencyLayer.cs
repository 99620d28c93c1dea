using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Saliency;

/// <summary>A layer whose values a map is made from.</summary>
/// <param name="Name">As it was asked for: an operation's path or a module's, as <c>describe</c> names them, or <c>input</c>.</param>
/// <param name="Operation">Path of the operation that computes it; for a module, the last one. The image's is <see cref="Image"/>.</param>
/// <param name="Shape">Channels, rows and columns.</param>
public sealed record SaliencyLayer(string Name, string Operation, Shape Shape)
{
    /// <summary>The name of the image itself.</summary>
    public const string Image = "input";

    /// <summary>Whether there is more than one position; of a single one, a map would be the same everywhere.</summary>
    public bool HasPositions => (long)Shape.Rows * Shape.Columns > 1;

    /// <summary>The layer of that name; null if there is none.</summary>
    public static SaliencyLayer? Find(NetworkGraph graph, string name)
    {
        if (name == Image)
            return At(graph, name, 0);
        if (graph.Modules.FirstOrDefault(module => module.Path == name) is { } found)
            return At(graph, name, found.Output);
        for (int position = 1; position < graph.Ops.Count; position++)
        {
            if (graph.Ops[position].Path == name)
                return At(graph, name, position);
        }
        return null;
    }

    /// <summary>Every name that <see cref="Find"/> knows.</summary>
    public static IEnumerable<string> Names(NetworkGraph graph) =>
        [Image, .. graph.Modules.Select(module => module.Path), .. graph.Ops.Skip(1).Select(op => op.Path)];

    /// <summary>
    /// What a method looks at if no layer is named: the image for the plain gradient, otherwise the last stage, or the last operation with more
    /// than one position in a network without stages.
    /// </summary>
    public static SaliencyLayer Usual(NetworkGraph graph, SaliencyMethod method)
    {
        if (method == SaliencyMethod.Gradient)
            return At(graph, Image, 0);
        if (graph.Modules.LastOrDefault(module => module.Kind == ModuleKind.Stage) is { } stage)
            return At(graph, stage.Path, stage.Output);
        int last = graph.Ops.Count - 1;
        while (last > 0 && graph.Ops[last].Shape is { Rows: 1, Columns: 1 })
            last--;
        return At(graph, last == 0 ? Image : graph.Ops[last].Path, last);
    }

    private static SaliencyLayer At(NetworkGraph graph, string name, int position) =>
        new(name, position == 0 ? Image : graph.Ops[position].Path, graph.Ops[position].Shape);
}
