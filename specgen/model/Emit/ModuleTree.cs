using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit;

/// <summary>A node of the state-dict tree: the network, a module, or a layer that owns tensors.</summary>
internal sealed class TreeNode(TreeNode? parent, string segment)
{
    /// <summary>What it hangs on; null for the network.</summary>
    public TreeNode? Parent { get; } = parent;

    /// <summary>Last part of its state-dict path.</summary>
    public string Segment { get; } = segment;

    /// <summary>State-dict path; empty for the network.</summary>
    public string Path { get; } = parent is null || parent.Path.Length == 0 ? segment : parent.Path + "." + segment;

    /// <summary>Name of the property that holds it. Set once its parent's members are named.</summary>
    public string Property { get; set; } = "";

    /// <summary>The module it stands for; null for the network, layers and plain prefixes.</summary>
    public ModuleNode? Module { get; set; }

    /// <summary>The layer it is; null for modules.</summary>
    public Op? Layer { get; set; }

    /// <summary>In execution order.</summary>
    public List<TreeNode> Children { get; } = [];

    /// <summary>Whether a forward of its own runs its operations: the network, stem, stages, blocks, gates and the head.</summary>
    public bool HasForward => Parent is null || Module is not null and not { Kind: ModuleKind.Group };

    /// <summary>Everything below it and itself, parents first.</summary>
    public IEnumerable<TreeNode> WithDescendants() => Children.SelectMany(child => child.WithDescendants()).Prepend(this);
}

/// <summary>Reads the state-dict tree off a graph. Modules that run and hold nothing are left out.</summary>
internal static class ModuleTree
{
    /// <summary>The network's node, with all children in execution order and every property named.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="className">The architecture's class: no member of it may have its name.</param>
    public static TreeNode Build(NetworkGraph graph, string className)
    {
        var root = new TreeNode(null, "");
        var nodes = new Dictionary<string, TreeNode> { [""] = root };
        var modules = graph.Modules.ToDictionary(module => module.Path);
        var opening = Opening(graph);
        for (var position = 0; position < graph.Ops.Count; position++)
        {
            foreach (var module in opening[position])
            {
                Ensure(module.Path);
            }
            var op = graph.Ops[position];
            if (LayerText.OwnsTensors(op))
            {
                Ensure(op.Path).Layer = op;
            }
        }
        foreach (var node in root.WithDescendants())
        {
            NameMembers(node, className);
        }
        return root;

        TreeNode Ensure(string path)
        {
            if (nodes.TryGetValue(path, out var known))
            {
                return known;
            }
            var dot = path.LastIndexOf('.');
            var parent = Ensure(dot < 0 ? "" : path.Substring(0, dot));
            var node = new TreeNode(parent, path.Substring(dot + 1)) { Module = modules.TryGetValue(path, out var module) ? module : null };
            parent.Children.Add(node);
            nodes.Add(path, node);
            return node;
        }
    }

    /// <summary>The modules with a forward that run something, by the position of their first operation; parents stand before children.</summary>
    public static ILookup<int, ModuleNode> Opening(NetworkGraph graph) => graph.Modules
        .Where(module => module.Kind != ModuleKind.Group && module.OpCount > 0)
        .ToLookup(module => module.FirstOp);

    private static void NameMembers(TreeNode node, string className)
    {
        var taken = new HashSet<string>(Reserved.Members) { className };
        foreach (var child in node.Children)
        {
            child.Property = CSharpText.Unique(CSharpText.Pascal(child.Segment), taken);
        }
    }
}
