using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>What a class holds: a layer, or a module with its own forward. The network is one as well.</summary>
/// <param name="owner">The class that holds it; null for the network.</param>
/// <param name="path">State-dict path; empty for the network.</param>
internal sealed class TreeNode(TreeNode? owner, string path)
{
    /// <summary>What holds it; null for the network.</summary>
    public TreeNode? Owner => owner;

    /// <summary>State-dict path; empty for the network.</summary>
    public string Path => path;

    /// <summary>State-dict path within its owner: <c>branch.conv1</c>.</summary>
    public string LocalPath => owner is null || owner.Path.Length == 0 ? path : path.Substring(owner.Path.Length + 1);

    /// <summary>Name of the property that holds it. Set once its owner's members are named.</summary>
    public string Property { get; set; } = "";

    /// <summary>The module it represents; null for the network and for layers.</summary>
    public ModuleNode? Module { get; set; }

    /// <summary>The layer it is; null for modules.</summary>
    public Op? Layer { get; set; }

    /// <summary>In execution order.</summary>
    public List<TreeNode> Members { get; } = [];

    /// <summary>How C# reaches it from the network: <c>Stage1.Block1.BranchConv1</c>.</summary>
    public string FullProperty => PropertyFrom(null);

    /// <summary>Everything below it and itself, owners first.</summary>
    public IEnumerable<TreeNode> WithDescendants() => Members.SelectMany(member => member.WithDescendants()).Prepend(this);

    /// <summary>How C# reaches it from a class around it; null: from the network.</summary>
    public string PropertyFrom(TreeNode? from) => owner is null ? "" : owner.Owner is null || owner == from ? Property : $"{owner.PropertyFrom(from)}.{Property}";
}

/// <summary>Finds out from a graph what its classes hold. Modules that run and hold nothing are left out.</summary>
internal static class ModuleTree
{
    /// <summary>The network's node, with all members in execution order and every property named.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="className">The architecture's class: no member of it may have its name.</param>
    public static TreeNode Build(NetworkGraph graph, string className)
    {
        var root = new TreeNode(null, "");
        var opening = Opening(graph);
        // The modules around the current operation, and where each ends.
        var around = new Stack<(TreeNode Node, int End)>();
        around.Push((root, graph.Ops.Count));
        for (var position = 0; position < graph.Ops.Count; position++)
        {
            while (around.Peek().End <= position)
                around.Pop();
            foreach (var module in opening[position])
            {
                var node = new TreeNode(around.Peek().Node, module.Path) { Module = module };
                around.Peek().Node.Members.Add(node);
                around.Push((node, position + module.OpCount));
            }
            var op = graph.Ops[position];
            if (CSharpOps.OwnsLayer(op))
                around.Peek().Node.Members.Add(new TreeNode(around.Peek().Node, op.Path) { Layer = op });
        }
        foreach (var node in root.WithDescendants())
        {
            var taken = new HashSet<string>(Reserved.Members) { className };
            foreach (var member in node.Members)
                member.Property = CSharpText.Unique(CSharpText.Pascal(member.LocalPath), taken);
        }
        return root;
    }

    /// <summary>The modules with a forward that run something, by the position of their first operation; parents come before children.</summary>
    public static ILookup<int, ModuleNode> Opening(NetworkGraph graph) => graph.Modules
        .Where(module => module.Kind != ModuleKind.Group && module.OpCount > 0)
        .ToLookup(module => module.FirstOp);
}
