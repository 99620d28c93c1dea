using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>
/// Draws a graph: the network as its stages, and every distinct block once, or a single module. Layers that follow each
/// other without a fork share a box.
/// </summary>
internal sealed class DiagramBuilder
{
    private readonly NetworkGraph graph;
    private readonly List<DiagramPanel> panels = [];
    private readonly List<DiagramEdge> edges = [];
    private readonly ModuleNode?[] gateOf;
    private readonly ModuleNode?[] pathOf;
    private int nodes;

    private DiagramBuilder(NetworkGraph graph)
    {
        this.graph = graph;
        gateOf = Innermost(graph.Modules.Where(module => module.Kind == ModuleKind.Gate));
        // Splits and paths: groups that read one value side by side.
        pathOf = Innermost(graph.Modules
            .Where(module => module.Kind == ModuleKind.Group)
            .GroupBy(module => (Parent(module.Path), module.Input))
            .Where(group => group.Count() > 1)
            .SelectMany(group => group)
            .OrderBy(module => module.Path.Length));
    }

    /// <summary>The whole network.</summary>
    public static Diagram Network(NetworkGraph graph)
    {
        var builder = new DiagramBuilder(graph);
        builder.DrawNetwork();
        return new Diagram(builder.panels, builder.edges);
    }

    /// <summary>One module.</summary>
    public static Diagram Module(NetworkGraph graph, ModuleNode module)
    {
        var builder = new DiagramBuilder(graph);
        builder.DrawModule(module, Title(module, module.Path));
        return new Diagram(builder.panels, builder.edges);
    }

    private void DrawNetwork()
    {
        var signatures = new Signature(graph);
        var letters = new Dictionary<string, string>();
        var blocks = new List<(ModuleNode Block, string Signature)>();
        foreach (var block in graph.Modules.Where(module => module.Kind == ModuleKind.Block))
        {
            var signature = signatures.OfModule(block);
            if (!letters.ContainsKey(signature))
                letters.Add(signature, Letter(letters.Count));
            blocks.Add((block, signature));
        }
        var panel = new DiagramPanel(graph.Name, IsGate: false);
        panels.Add(panel);
        Draw(panel, 0, graph.Ops.Count, new Dictionary<int, DiagramNode>(), null, graph.Ops.Count - 1, Stages());
        foreach (var group in blocks.GroupBy(pair => pair.Signature))
        {
            var uses = group.Select(pair => pair.Block.Path).ToList();
            var where = uses.Count <= 3 ? string.Join(", ", uses) : $"{uses[0]} .. {uses[uses.Count - 1]}, {uses.Count} times";
            DrawModule(group.First().Block, $"{letters[group.Key]}: {Title(group.First().Block, where)}");
        }

        Dictionary<int, (ModuleNode Stage, List<string> Lines)> Stages()
        {
            var stages = new Dictionary<int, (ModuleNode, List<string>)>();
            foreach (var stage in graph.Modules.Where(module => module.Kind == ModuleKind.Stage && module.OpCount > 0))
            {
                var lines = blocks
                    .Where(pair => Parent(pair.Block.Path) == stage.Path)
                    .GroupBy(pair => pair.Signature)
                    .Select(group => $"{group.Count()} x {letters[group.Key]} ({group.First().Block.Definition})");
                stages[stage.FirstOp] = (stage, [stage.Path, .. lines]);
            }
            return stages;
        }
    }

    private void DrawModule(ModuleNode module, string title)
    {
        var panel = new DiagramPanel(title, IsGate: false);
        panels.Add(panel);
        var known = new Dictionary<int, DiagramNode>();
        if (module.OpCount > 0 && graph.Ops[module.FirstOp] is not InputOp)
            known[module.Input] = Add(panel, NodeLook.End, "input", graph.Ops[module.Input].Shape);
        Draw(panel, module.FirstOp, module.OpCount, known, module, module.Output, []);
    }

    // 'known' holds the node of every value that a later operation may read.
    private void Draw(
        DiagramPanel panel, int first, int count, Dictionary<int, DiagramNode> known, ModuleNode? scope, int output,
        Dictionary<int, (ModuleNode Stage, List<string> Lines)> stages)
    {
        var uses = Uses(first, count, output);
        var gates = new Dictionary<string, DiagramPanel>();
        for (var position = first; position < first + count; position++)
        {
            if (stages.TryGetValue(position, out var stage))
            {
                var box = Add(panel, NodeLook.Stage, stage.Lines[0], graph.Ops[stage.Stage.Output].Shape);
                box.Lines.AddRange(stage.Lines.Skip(1));
                edges.Add(new DiagramEdge(known[stage.Stage.Input].Id, box.Id, IsCarry: false));
                known[stage.Stage.Output] = box;
                position += stage.Stage.OpCount - 1;
                continue;
            }
            var op = graph.Ops[position];
            if (Follows(op, position, known, uses, first))
            {
                var before = known[op.Inputs[0]];
                before.Lines.Add(Written(op));
                before.Shape = op.Shape.ToString();
                known[position] = before;
                continue;
            }
            var node = Add(PanelOf(position, panel, scope, gates), Look(op), Written(op), op.Shape);
            known[position] = node;
            foreach (var input in op.Inputs)
                edges.Add(new DiagramEdge(known[input].Id, node.Id, IsCarry(input, position, first)));
        }
        if (scope is not null && known.TryGetValue(output, out var last))
        {
            var end = Add(panel, NodeLook.End, "output", graph.Ops[output].Shape);
            edges.Add(new DiagramEdge(last.Id, end.Id, IsCarry: false));
        }
    }

    // Whether an operation goes into the box of the one before it: if there is no fork between them and it has no layer with a shape.
    private bool Follows(Op op, int position, Dictionary<int, DiagramNode> known, int[] uses, int first) =>
        op.Inputs.Count == 1
        && op is BatchNormOp or LayerNormOp or GroupNormOp or ActivationOp or ScaleOp or DropoutOp or DropPathOp or SoftmaxOp or FlattenOp
            or ChannelShuffleOp
        && op.Inputs[0] >= first
        && uses[op.Inputs[0] - first] == 1
        && gateOf[op.Inputs[0]] == gateOf[position]
        && known[op.Inputs[0]].Look is NodeLook.Layers or NodeLook.Merge;

    private int[] Uses(int first, int count, int output)
    {
        var uses = new int[count];
        for (var position = first; position < first + count; position++)
        {
            foreach (var input in graph.Ops[position].Inputs.Where(input => input >= first))
                uses[input - first]++;
        }
        if (output >= first && output < first + count)
            uses[output - first]++;
        return uses;
    }

    private bool IsCarry(int from, int to, int first)
    {
        if (from < first)
            return false;
        for (var a = pathOf[from]; a is not null; a = Enclosing(a))
        {
            for (var b = pathOf[to]; b is not null; b = Enclosing(b))
            {
                if (a.Path != b.Path && a.Input == b.Input && Parent(a.Path) == Parent(b.Path))
                    return true;
            }
        }
        return false;

        ModuleNode? Enclosing(ModuleNode path) => path.FirstOp == 0 ? null
            : graph.Modules.LastOrDefault(other => other.Kind == ModuleKind.Group && Holds(other, path.Path));
    }

    private DiagramPanel PanelOf(int position, DiagramPanel root, ModuleNode? scope, Dictionary<string, DiagramPanel> gates)
    {
        if (gateOf[position] is not { } gate || gate == scope || (scope is not null && Holds(gate, scope.Path)))
            return root;
        if (gates.TryGetValue(gate.Path, out var known))
            return known;
        var from = scope is null ? 0 : scope.Path.Length + 1;
        var panel = new DiagramPanel(Title(gate, gate.Path.Substring(from)), IsGate: true);
        gates.Add(gate.Path, panel);
        var outer = graph.Modules.LastOrDefault(other => gates.ContainsKey(other.Path) && Holds(other, gate.Path));
        (outer is null ? root : gates[outer.Path]).Panels.Add(panel);
        return panel;
    }

    private static bool Holds(ModuleNode module, string path) => path.StartsWith(module.Path + ".", StringComparison.Ordinal);

    private DiagramNode Add(DiagramPanel panel, NodeLook look, string line, Shape shape)
    {
        var node = new DiagramNode(++nodes, [line], look) { Shape = shape.ToString() };
        panel.Nodes.Add(node);
        return node;
    }

    private ModuleNode?[] Innermost(IEnumerable<ModuleNode> modules)
    {
        var innermost = new ModuleNode?[graph.Ops.Count];
        foreach (var module in modules)
        {
            for (var position = module.FirstOp; position < module.FirstOp + module.OpCount; position++)
                innermost[position] = module;
        }
        return innermost;
    }

    private static NodeLook Look(Op op) => op switch
    {
        InputOp => NodeLook.End,
        SliceOp => NodeLook.Split,
        _ => op.Inputs.Count > 1 ? NodeLook.Merge : NodeLook.Layers,
    };

    private static string Written(Op op) => Text(op) + (op.SharesWith is null ? "" : " (shared)");

    private static string Text(Op op) => op switch
    {
        InputOp => "input",
        ConvOp { Groups: > 1 } conv => $"{(conv with { Groups = 1 }).Label}, {conv.Out}, groups {conv.Groups}",
        ConvOp or LinearOp => $"{op.Label}, {op.Shape.Channels}",
        SliceOp { Axis: Axis.Channels } slice => $"channels {slice.From}..{slice.From + slice.Shape.Channels - 1}",
        _ => op.Label,
    };

    private static string Title(ModuleNode module, string where) =>
        module.Definition.Length == 0 || where == module.Definition ? where : $"{module.Definition} ({where})";

    private static string Parent(string path) => path.LastIndexOf('.') is > 0 and var dot ? path.Substring(0, dot) : "";

    // A .. Z, A1 .. Z1, A2 ..
    private static string Letter(int number) =>
        (char)('A' + number % 26) + (number < 26 ? "" : (number / 26).ToString(CultureInfo.InvariantCulture));
}
