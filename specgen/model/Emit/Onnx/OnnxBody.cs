namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>The nodes and initialisers of one network while they are written.</summary>
internal sealed class OnnxBody
{
    private readonly List<OnnxNode> nodes = [];
    private readonly Dictionary<string, OnnxInitializer> initializers = new(StringComparer.Ordinal);
    private readonly HashSet<string> outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> flat = new(StringComparer.Ordinal);

    /// <summary>Adds a node; its value is called <c>PATH/OPERATOR</c>, which no state-dict name can be.</summary>
    public string Node(string type, string path, IReadOnlyList<string> inputs, IReadOnlyList<OnnxAttribute> attributes)
    {
        var name = $"{path}/{type}";
        for (var n = 2; !outputs.Add(name); n++)
            name = $"{path}/{type}{n.ToString(CultureInfo.InvariantCulture)}";
        nodes.Add(new OnnxNode(type, path, inputs, name, attributes));
        return name;
    }

    /// <summary>Adds an initialiser, unless one of its name is there: the name says what it holds.</summary>
    public string Add(OnnxInitializer initializer)
    {
        initializers[initializer.Name] = initializer;
        return initializer.Name;
    }

    /// <summary>A value [N, C, 1, 1] as [N, C].</summary>
    public string Flat(string value, string path) => flat.TryGetValue(value, out var known) ? known
        : flat[value] = Node("Flatten", path, [value], [new OnnxInt("axis", 1)]);

    /// <summary>Remembers that a value is another one of rank 2 in a different shape.</summary>
    public void IsFlat(string value, string rank2) => flat[value] = rank2;

    /// <summary>Everything that the logits depend on.</summary>
    /// <param name="last">The network's last value, [N, classes, 1, 1].</param>
    /// <param name="path">Path of the operation that gives it.</param>
    public (IReadOnlyList<OnnxNode> Nodes, IReadOnlyList<OnnxInitializer> Initializers) Finish(string last, string path)
    {
        var logits = Flat(last, path);
        var needed = new HashSet<string>(StringComparer.Ordinal) { logits };
        var kept = new List<OnnxNode>();
        foreach (var node in Enumerable.Reverse(nodes).Where(node => needed.Contains(node.Output)))
        {
            kept.Add(node with { Inputs = [.. node.Inputs.Select(Renamed)], Output = Renamed(node.Output), Name = Renamed(node.Output) });
            needed.UnionWith(node.Inputs);
        }
        kept.Reverse();
        return (kept, [.. initializers.Values.Where(one => needed.Contains(one.Name))]);

        string Renamed(string value) => value == logits ? OnnxEmitter.Output : value;
    }
}
