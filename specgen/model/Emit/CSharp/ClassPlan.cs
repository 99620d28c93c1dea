using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>A class to be written: one for all modules of the same structure and shapes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Every module it is for; it is written from the first.</param>
internal sealed record ClassPlan(string Name, List<TreeNode> Nodes)
{
    /// <summary>The module that it is written from.</summary>
    public TreeNode Node => Nodes[0];

    /// <summary>What its constructor takes.</summary>
    public IReadOnlyList<RateParameter> Rates { get; set; } = [];
}

/// <summary>All classes of an architecture.</summary>
/// <param name="Network">The architecture's own class.</param>
/// <param name="Modules">The other classes, in the order in which they are first used.</param>
/// <param name="TypeOf">The class of every node that is not a layer, by state-dict path.</param>
/// <param name="Ops">The graph's operations.</param>
/// <param name="Rates">The graph's rates.</param>
/// <param name="Steps">The forwards of the network and of <paramref name="Modules"/>, by state-dict path of their nodes.</param>
/// <param name="IsObserved">Whether every operation stands alone and is told to the observer; otherwise the forwards are optimised.</param>
internal sealed record ArchitecturePlan(
    ClassPlan Network,
    IReadOnlyList<ClassPlan> Modules,
    IReadOnlyDictionary<string, ClassPlan> TypeOf,
    IReadOnlyList<Op> Ops,
    Rates Rates,
    IReadOnlyDictionary<string, IReadOnlyList<Step>> Steps,
    bool IsObserved);
