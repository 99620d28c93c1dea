using SeRes2Net.Compiler.Emit.CSharp;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Python;

/// <summary>
/// Constructor and forward of one class. A module inside it that has a forward of its own is called, unless it uses parameters
/// of an operation outside itself: then its operations are written into this forward, which can reach both.
/// </summary>
internal sealed class PythonBody
{
    // Characters of an expression with others nested in it that can still be read at a glance.
    private const int LongestNested = 88;

    private readonly NetworkGraph graph;
    private readonly ModuleNode? module;
    private readonly Func<ModuleNode, string> classOf;
    private readonly ILookup<int, ModuleNode> opening;
    private readonly PythonTree members = new();
    private readonly List<string> initial = [];
    private readonly List<Step> steps = [];
    private readonly string prefix;
    private readonly int result;

    /// <param name="graph">The graph.</param>
    /// <param name="module">The module whose class it is; null for the network.</param>
    /// <param name="opening">Modules with a forward by the position of their first operation, parents first.</param>
    /// <param name="classOf">Name of another module's class, written before this one.</param>
    public PythonBody(NetworkGraph graph, ModuleNode? module, ILookup<int, ModuleNode> opening, Func<ModuleNode, string> classOf)
    {
        (this.graph, this.module, this.opening, this.classOf) = (graph, module, opening, classOf);
        prefix = module is null ? "" : module.Path + ".";
        result = module?.Output ?? graph.Ops.Count - 1;
        ReadSteps();
    }

    /// <summary>The assignments of the constructor.</summary>
    public IReadOnlyList<string> Constructor => [.. members.Assignments(), .. initial];

    /// <summary>The statements of the forward.</summary>
    public IReadOnlyList<string> Forward()
    {
        var values = new Dictionary<int, string> { [module?.Input ?? 0] = "x" };
        var locals = new PythonLocals();
        var reads = steps.SelectMany(step => step.Inputs).Append(result).GroupBy(value => value).ToDictionary(g => g.Key, g => g.Count());
        var last = new LastReads(steps.Select(step => step.Inputs), result);
        var lines = new List<string>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            var expression = step.Expression(Operands(step));
            reads.TryGetValue(step.Output, out var readers);
            if (readers == 1 && (i + 1 == steps.Count ? step.Output == result : steps[i + 1].Inputs.Contains(step.Output)))
            {
                var standsAlone = i + 1 < steps.Count ? steps[i + 1].IsCall : module is not null;
                values[step.Output] = step.IsInfix && !standsAlone ? $"({expression})" : expression;
                if (i + 1 == steps.Count || steps[i + 1].Expression(Operands(steps[i + 1])).Length <= LongestNested)
                    continue;
            }
            var at = i;
            var name = locals.Assign(Group(step.Path), step.Output, value => last.After(at, value));
            lines.Add($"{name} = {expression}");
            values[step.Output] = name;
        }
        lines.Add($"return {values[result]}{(module is null ? ".flatten(1)" : "")}");
        return lines;

        string[] Operands(Step step) => [.. step.Inputs.Select(value => values[value])];
    }

    private void ReadSteps()
    {
        var end = module is null ? graph.Ops.Count : module.FirstOp + module.OpCount;
        for (var position = module?.FirstOp ?? 1; position < end;)
        {
            var callee = opening[position].FirstOrDefault(inner => inner.Path.StartsWith(prefix, StringComparison.Ordinal)
                && !ReferenceEquals(inner, module) && IsClosed(inner));
            if (callee is not null)
                AddCall(callee);
            else
                AddOp(graph.Ops[position], position);
            position += callee?.OpCount ?? 1;
        }
    }

    private void AddCall(ModuleNode callee)
    {
        var path = callee.Path.Substring(prefix.Length);
        members.Add(path, classOf(callee) + "()", PythonText.Value(graph.Ops[callee.Output].Shape));
        var call = PythonText.Attribute("self", path);
        steps.Add(new Step(callee.Path, [callee.Input], callee.Output, IsCall: true, IsInfix: false, args => $"{call}({args[0]})"));
    }

    private void AddOp(Op op, int position)
    {
        var row = PythonOps.Table.Of(op);
        var layer = "";
        if (row.Construct is { } construct)
        {
            var path = (op.SharesWith ?? op.Path).Substring(prefix.Length);
            layer = PythonText.Attribute("self", path);
            if (op.SharesWith is null)
                members.Add(path, construct(op), PythonText.Value(op.Shape));
            if (op is BatchNormOp { SharesWith: null, Gamma: not 1 } norm)
                initial.Add($"nn.init.constant_({layer}.weight, {PythonText.Number(norm.Gamma)})");
        }
        var isCall = layer.Length > 0 || op is ActivationOp;
        steps.Add(new Step(op.Path, op.Inputs, position, isCall, row.IsInfix,
            args => layer.Length > 0 ? $"{layer}({args[0]})" : row.Apply(op, args)));
    }

    private bool IsClosed(ModuleNode inner)
    {
        for (var position = inner.FirstOp; position < inner.FirstOp + inner.OpCount; position++)
        {
            if (graph.Ops[position].SharesWith is { } owner && !owner.StartsWith(inner.Path + ".", StringComparison.Ordinal))
                return false;
        }
        return true;
    }

    // The group that a value belongs to; its variable is named after it.
    private string Group(string path)
    {
        var parts = path.Substring(prefix.Length).Split('.');
        return parts.Length > 1 ? parts[parts.Length - 2] : "y";
    }

    /// <summary>One operation or call.</summary>
    /// <param name="Path">State-dict path.</param>
    /// <param name="Inputs">Values read.</param>
    /// <param name="Output">Value produced.</param>
    /// <param name="IsCall">Whether its operand is in parentheses.</param>
    /// <param name="IsInfix">Whether it is an operator between two operands.</param>
    /// <param name="Expression">Its text, given its operands' texts.</param>
    private sealed record Step(
        string Path, IReadOnlyList<int> Inputs, int Output, bool IsCall, bool IsInfix, Func<string[], string> Expression);
}

/// <summary>The local variables of one forward, assigned again as a value moves on; one that is still needed keeps its variable.</summary>
internal sealed class PythonLocals
{
    private static readonly HashSet<string> Taken = ["self", "torch", "nn", "F", "x", "drop_path", "pad_shortcut", "pick"];

    private readonly Dictionary<string, int> holds = [];

    /// <summary>The variable for a value.</summary>
    /// <param name="stem">What to call it.</param>
    /// <param name="value">The value.</param>
    /// <param name="isNeeded">Whether later statements read a value.</param>
    public string Assign(string stem, int value, Func<int, bool> isNeeded)
    {
        for (var n = 1; ; n++)
        {
            var name = n == 1 ? stem : $"{stem}_{PythonText.Number(n)}";
            if (Taken.Contains(name) || PythonText.IsKeyword(name) || holds.TryGetValue(name, out var held) && isNeeded(held))
                continue;
            holds[name] = value;
            return name;
        }
    }
}
