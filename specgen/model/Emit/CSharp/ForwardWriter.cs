using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>Prints the forward of one class.</summary>
internal static class ForwardWriter
{
    private const int LongestLine = 140;

    /// <summary>Writes the method.</summary>
    public static void Write(CodeWriter code, ArchitecturePlan plan, ClassPlan owner)
    {
        var node = owner.Node;
        var steps = plan.Steps[node.Path];
        var input = node.Module?.Input ?? 0;
        var result = node.Module?.Output ?? plan.Ops.Count - 1;
        var ending = node.Owner is null ? ".flatten(1)" : "";
        var shape = plan.Ops[result].Shape;
        code.Line($"/// <summary>{CSharpText.Value(plan.Ops[input].Shape)} to "
            + (node.Owner is null ? $"[N, {shape.Channels}]" : CSharpText.Value(shape)) + ".</summary>");
        var forward = new Forward(owner, plan.Ops, steps, input, result, plan.IsObserved);
        var statements = forward.Statements();
        if (statements.Count == 1 && !forward.MakesTemporaries && ending.Length == 0)
        {
            code.Line($"public override Tensor forward(Tensor x) => {forward.Result};");
            return;
        }
        code.Line("public override Tensor forward(Tensor x)");
        code.Open();
        code.Line("using var scope = torch.NewDisposeScope();");
        foreach (var statement in statements.Take(statements.Count - 1))
        {
            WriteStatement(code, statement);
        }
        WriteStatement(code, $"return {forward.Result}{ending}.MoveToOuterDisposeScope();");
        code.Close();
    }

    // The arguments of a call that is too long for one line go on the next.
    private static void WriteStatement(CodeWriter code, string text)
    {
        var arguments = text.IndexOf('(', System.Math.Max(0, text.IndexOf(" = ", System.StringComparison.Ordinal))) + 1;
        if (code.Column + text.Length <= LongestLine || arguments == 0)
        {
            code.Line(text);
            return;
        }
        code.Line(text.Substring(0, arguments));
        code.Continuation(text.Substring(arguments));
    }

    private sealed class Forward(
        ClassPlan owner, IReadOnlyList<Op> ops, IReadOnlyList<Step> steps, int input, int result, bool isObserved)
    {
        private readonly TreeNode node = owner.Node;
        private readonly Dictionary<int, string> expressions = new() { [input] = "x" };
        private readonly Dictionary<string, TreeNode> nodes = owner.Node.WithDescendants().ToDictionary(n => n.Path);
        private readonly Locals locals = new();

        /// <summary>What is returned.</summary>
        public string Result { get; private set; } = "";

        /// <summary>Whether there is any value that is not returned.</summary>
        public bool MakesTemporaries => steps.Count > 1 || steps.Any(step => step.Conv is not null);

        /// <summary>All statements; the last one becomes the return.</summary>
        public List<string> Statements()
        {
            var statements = new List<string>();
            var reads = new LastReads(steps.Select(step => step.Inputs), result);
            for (var i = 0; i < steps.Count; i++)
            {
                var (step, at) = (steps[i], i);
                var expression = Expression(step, [.. step.Inputs.Select(value => expressions[value])]);
                bool IsNeeded(int value) => reads.After(at, value);
                if (step is SplitStep split)
                {
                    var name = locals.Keep("parts");
                    statements.Add($"var {name} = {expression};");
                    for (var part = 0; part < split.Outputs.Count; part++)
                    {
                        expressions[split.Outputs[part]] = $"{name}[{part.ToString(CultureInfo.InvariantCulture)}]";
                    }
                }
                else if (step is CarryStep carry)
                {
                    AddPair(statements, [(carry.Outputs[0], carry.Path), (carry.Outputs[1], carry.SumPath)], expression, IsNeeded);
                }
                else if (step is MeanStep mean)
                {
                    AddPair(statements, [(mean.Input, node.Path + ".input.x"), (mean.Mean, mean.Path)], expression, IsNeeded);
                }
                else if (i == steps.Count - 1 && step.Outputs[0] == result)
                {
                    expressions[step.Outputs[0]] = expression;
                }
                else
                {
                    var (name, isNew) = locals.Assign(Group(step.Path), step.Outputs[0], IsNeeded);
                    statements.Add($"{(isNew ? "var " : "")}{name} = {expression};");
                    expressions[step.Outputs[0]] = name;
                }
            }
            // A module that passes its input on must not move the caller's tensor to another scope.
            Result = expressions[result] == "x" ? "x.alias()" : expressions[result];
            statements.Add($"return {Result};");
            return statements;
        }

        private void AddPair(List<string> statements, (int Value, string Path)[] outputs, string expression, System.Func<int, bool> isNeeded)
        {
            var names = outputs.Select(output => locals.Assign(Group(output.Path), output.Value, isNeeded)).ToList();
            for (var i = 0; i < outputs.Length; i++)
            {
                expressions[outputs[i].Value] = names[i].Name;
            }
            var target = names.All(name => name.IsNew)
                ? $"var ({string.Join(", ", names.Select(name => name.Name))})"
                : $"({string.Join(", ", names.Select(name => (name.IsNew ? "var " : "") + name.Name))})";
            statements.Add($"{target} = {expression};");
        }

        private string Group(string path)
        {
            var relative = Local(path).Split('.');
            return relative.Length > 1 ? relative[relative.Length - 2] : "";
        }

        // The path in this class.
        private string Local(string path) => path.Substring(node.Path.Length == 0 ? 0 : node.Path.Length + 1);

        private string LeafOf(string path) => nodes[path].PropertyFrom(node);

        // A shared layer is the property of the operation that has it, however deep that stands.
        private string LayerOf(Op op) => LeafOf(CSharpOps.LayerPath(op));

        private string Expression(Step step, string[] args) => step switch
        {
            CallStep call => $"{LeafOf(call.Module.Path)}.call({args[0]})",
            NormStep norm => $"Ops.{Fused(norm, (norm.Inputs.Count == 2 ? "Add" : "") + (norm.Relu ? "Relu" : ""))}, {string.Join(", ", args)})",
            AddReluStep => $"Ops.AddRelu({args[0]}, {args[1]})",
            CarryStep carry => $"Ops.{Fused(carry, "ReluAdd")}, {args[0]}, {args[1]})",
            MeanStep => $"Ops.WithMean({args[0]})",
            SplitStep { Layer: not null } split =>
                $"Ops.{Fused(split, "ReluSplit")}, {args[0]}, {string.Join(", ", split.Channels.Select(Number))})",
            SplitStep split => $"Ops.Split({args[0]}, {string.Join(", ", split.Channels.Select(Number))})",
            OpStep operation when isObserved =>
                $"Observed({CSharpText.Literal(Local(operation.Path))}, {Expression(operation.Op, operation.Position, args)})",
            OpStep operation => Expression(operation.Op, operation.Position, args),
            _ => throw new System.InvalidOperationException($"No C# for {step.GetType().Name}."),
        };

        // The call of a normalisation, of the convolution before it, and of what follows, up to the layers.
        private string Fused(Step step, string then) => step.Conv is { } conv
            ? $"ConvBatchNorm{then}({LayerOf(conv)}, {LayerOf(step.Norm!)}"
            : $"BatchNorm{then}({LayerOf(step.Norm!)}";

        private string Expression(Op op, int position, string[] args) => "Ops." + CSharpOps.Table.Of(op).Call(op, new CSharpCall(
            args, [.. op.Inputs.Select(input => ops[input].Shape)], op.HasLayer ? LayerOf(op) : "", op is RandomOp ? Rate(op, position) : ""));

        // Where modules of the class differ in it, a property; a number otherwise.
        private string Rate(Op op, int position) =>
            owner.Rates.FirstOrDefault(rate => rate.Position == position)?.Property ?? CSharpText.Number(Rates.Of(op)!.Value);

        private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
    }
}
