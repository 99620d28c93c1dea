using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>Decides which classes an architecture has, what they are called and what their forwards do.</summary>
internal static class Planner
{
    /// <summary>The plan of one architecture.</summary>
    /// <param name="graph">Its graph.</param>
    /// <param name="className">Name of its class.</param>
    /// <param name="isObserved">Whether every operation stands alone and is told to the observer.</param>
    public static ArchitecturePlan Plan(NetworkGraph graph, string className, bool isObserved)
    {
        var root = ModuleTree.Build(graph, className);
        var network = new ClassPlan(className, [root]);
        var typeOf = new Dictionary<string, ClassPlan> { [""] = network };
        var bySignature = new Dictionary<string, ClassPlan>();
        var names = NamesIn(root, className);
        var modules = new List<ClassPlan>();
        var signatures = new Signature(graph);
        foreach (var node in root.WithDescendants().Where(node => node.Module is not null))
        {
            var signature = signatures.OfModule(node.Module!);
            if (!bySignature.TryGetValue(signature, out var plan))
            {
                plan = new ClassPlan(CSharpText.Unique(ModuleClassName(graph, node.Module!), names), []);
                bySignature.Add(signature, plan);
                modules.Add(plan);
            }
            plan.Nodes.Add(node);
            typeOf.Add(node.Path, plan);
        }
        var rates = new Rates(graph);
        foreach (var plan in modules)
            plan.Rates = rates.Differing(plan.Nodes, NamesIn(plan.Node, plan.Name));
        var opening = ModuleTree.Opening(graph);
        var steps = modules.Prepend(network).ToDictionary(
            plan => plan.Node.Path,
            plan => isObserved ? StepsOf(graph, opening, plan.Node.Module) : Optimised(graph, opening, plan.Node.Module));
        return new ArchitecturePlan(network, modules, typeOf, graph.Ops, rates, steps, isObserved);
    }

    private static string ModuleClassName(NetworkGraph graph, ModuleNode module)
    {
        var path = CSharpText.Pascal(module.Path);
        var channels = graph.Ops[module.Input].Shape.Channels.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return module.Kind switch
        {
            ModuleKind.Block => path,
            ModuleKind.Gate when module.Definition.Length > 0 => CSharpText.Pascal(module.Definition) + channels,
            _ => path + "Module",
        };
    }

    // What a class nested in this one must not be called.
    private static HashSet<string> NamesIn(TreeNode node, string className) =>
        [.. node.Members.Select(member => member.Property), .. Reserved.Members, .. Reserved.Types, className];

    private static IReadOnlyList<Step> Optimised(NetworkGraph graph, ILookup<int, ModuleNode> opening, ModuleNode? module) =>
        Fusion.Apply(StepsOf(graph, opening, module), graph.Ops, module?.Output ?? graph.Ops.Count - 1);

    private static List<Step> StepsOf(NetworkGraph graph, ILookup<int, ModuleNode> opening, ModuleNode? module)
    {
        var first = module?.FirstOp ?? 1;
        var end = module is null ? graph.Ops.Count : module.FirstOp + module.OpCount;
        var prefix = module is null ? "" : module.Path + ".";
        var steps = new List<Step>();
        for (var position = first; position < end;)
        {
            // The first module that opens here is the outermost.
            var callee = opening[position].FirstOrDefault(m => m.Path.StartsWith(prefix, System.StringComparison.Ordinal));
            steps.Add(callee is null ? new OpStep(graph.Ops[position], position) : new CallStep(callee));
            position += callee?.OpCount ?? 1;
        }
        return steps;
    }
}
