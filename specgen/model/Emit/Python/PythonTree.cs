namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>What a class holds, by state-dict path: layers, instances of other classes, and plain modules that only group them.</summary>
internal sealed class PythonTree
{
    private readonly Node root = new();

    /// <summary>Adds a member.</summary>
    /// <param name="path">State-dict path within the class.</param>
    /// <param name="constructor">The call that makes it.</param>
    /// <param name="comment">The comment after it.</param>
    public void Add(string path, string constructor, string comment)
    {
        var node = root;
        foreach (var part in path.Split('.'))
        {
            if (!node.Children.TryGetValue(part, out var child))
            {
                node.Children.Add(part, child = new Node());
                node.Order.Add(part);
            }
            node = child;
        }
        (node.Constructor, node.Comment) = (constructor, comment);
    }

    /// <summary>The assignments of a constructor, owners before what they hold.</summary>
    public IEnumerable<string> Assignments() => Assignments(root, "");

    private static IEnumerable<string> Assignments(Node node, string path)
    {
        foreach (var part in node.Order)
        {
            var child = node.Children[part];
            var full = path.Length == 0 ? part : path + "." + part;
            var comment = child.Comment.Length == 0 ? "" : "  # " + child.Comment;
            yield return $"{PythonText.Attribute("self", full)} = {child.Constructor}{comment}";
            foreach (var line in Assignments(child, full))
                yield return line;
        }
    }

    private sealed class Node
    {
        public string Constructor { get; set; } = "nn.Module()";

        public string Comment { get; set; } = "";

        public Dictionary<string, Node> Children { get; } = [];

        public List<string> Order { get; } = [];
    }
}
