using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>Prints the classes of an architecture that are nested in its own.</summary>
internal static class ClassWriter
{
    /// <summary>Writes a class.</summary>
    public static void WriteModule(CodeWriter code, ArchitecturePlan plan, ClassPlan owner, Totals totals)
    {
        var module = owner.Node.Module!;
        code.Line($"/// <summary>{Title(module)}</summary>");
        code.Line($"/// <remarks>{CSharpText.Value(plan.Ops[module.Input].Shape)} to {CSharpText.Value(plan.Ops[module.Output].Shape)}; "
            + $"{totals.Phrase(module.Path)}. "
            + $"Used as {string.Join(", ", owner.Nodes.Select(node => $"<c>{node.FullProperty}</c>"))}.</remarks>");
        code.Line($"public sealed class {owner.Name} : GeneratedModule");
        code.Open();
        WriteConstructor(code, plan, owner, $"base(nameof({owner.Name}))");
        WriteMembers(code, plan, owner, totals);
        code.Line();
        ForwardWriter.Write(code, plan, owner);
        code.Close();
    }

    /// <summary>Writes a constructor that takes the rates and registers every member.</summary>
    public static void WriteConstructor(CodeWriter code, ArchitecturePlan plan, ClassPlan owner, string baseCall)
    {
        var head = $"public {owner.Name}({string.Join(", ", owner.Rates.Select(rate => "double " + rate.Argument))})";
        var body = ConstructorBody(plan, owner).ToList();
        if (body.Count == 1)
        {
            code.Line($"{head} : {baseCall} => {body[0]}");
            return;
        }
        code.Line(head);
        code.Continuation($": {baseCall}");
        code.Open();
        foreach (var statement in body)
            code.Line(statement);
        code.Close();
    }

    private static IEnumerable<string> ConstructorBody(ArchitecturePlan plan, ClassPlan owner)
    {
        foreach (var rate in OwnRates(plan, owner))
            yield return $"{rate.Property} = {rate.Argument};";
        foreach (var child in owner.Node.Members.Where(child => child.Layer is null))
        {
            var (arguments, fromConstructor) = Arguments(plan, owner, child);
            if (fromConstructor)
                yield return $"{child.Property} = new({arguments});";
        }
        if (owner.Node.Members.Count > 0)
            yield return "RegisterComponents();";
        foreach (var child in owner.Node.Members.Where(child => child.Layer is not null))
        {
            if (CSharpOps.LayerOf(child.Layer!).Gamma is { } gamma)
                yield return $"nn.init.constant_({child.Property}.weight!, {CSharpText.Number(gamma)});";
        }
    }

    /// <summary>Writes a property for every rate and every member.</summary>
    public static void WriteMembers(CodeWriter code, ArchitecturePlan plan, ClassPlan owner, Totals totals)
    {
        foreach (var rate in OwnRates(plan, owner))
        {
            var path = plan.Ops[rate.Position].Path.Substring(owner.Node.Path.Length + 1);
            code.Line();
            code.Line($"/// <summary>Rate of {CSharpText.Xml(path)}: the share that it zeroes while training.</summary>");
            code.Line($"public double {rate.Property} {{ get; }}");
        }
        foreach (var child in owner.Node.Members)
        {
            code.Line();
            if (child.Layer is { } op)
            {
                var layer = CSharpOps.LayerOf(op);
                code.Line($"/// <summary>{layer.Summary}: {CSharpText.Value(op.Shape)}, {totals.Phrase(child.Path)}.</summary>");
                code.Line(StatePath(child));
                code.Line($"public {CSharpOps.Table.Of(op).LayerType} {child.Property} {{ get; }} = {layer.Construct};");
            }
            else
            {
                var shape = CSharpText.Value(plan.Ops[child.Module!.Output].Shape);
                code.Line($"/// <summary>{CSharpText.Xml(Role(child))}: {shape}, {totals.Phrase(child.Path)}.</summary>");
                code.Line(StatePath(child));
                var (arguments, fromConstructor) = Arguments(plan, owner, child);
                code.Line($"public {plan.TypeOf[child.Path].Name} {child.Property} {{ get; }}"
                    + (fromConstructor ? "" : $" = new({arguments});"));
            }
        }
    }

    private static string StatePath(TreeNode child) => $"[StatePath({CSharpText.Literal(child.LocalPath)})]";

    // Those that its own forward reads; the others only pass through its constructor.
    private static IEnumerable<RateParameter> OwnRates(ArchitecturePlan plan, ClassPlan owner) =>
        owner.Rates.Where(rate => plan.Steps[owner.Node.Path].OfType<OpStep>().Any(step => step.Position == rate.Position));

    // What the constructor of a child is given, and whether any of it comes from the owner's constructor.
    private static (string Text, bool FromConstructor) Arguments(ArchitecturePlan plan, ClassPlan owner, TreeNode child)
    {
        var wanted = plan.TypeOf[child.Path].Rates;
        if (wanted.Count == 0)
        {
            return ("", false);
        }
        var positions = plan.Rates.In(child);
        var given = wanted.Select(rate => owner.Rates.FirstOrDefault(own => own.Position == positions[rate.Index])).ToList();
        var texts = wanted.Select((rate, i) =>
            given[i]?.Argument ?? $"{rate.Argument}: {CSharpText.Number(Rates.Of(plan.Ops[positions[rate.Index]])!.Value)}");
        return (string.Join(", ", texts), given.Any(own => own is not null));
    }

    private static string Role(TreeNode node) => node.Module switch
    {
        { Kind: ModuleKind.Stem } => "The stem",
        { Kind: ModuleKind.Stage } => "A stage of " + string.Join(" and ", node.Members
            .Where(child => child.Module is { Kind: ModuleKind.Block })
            .GroupBy(child => child.Module!.Definition)
            .Select(blocks => $"{blocks.Count()} {blocks.Key} block{(blocks.Count() == 1 ? "" : "s")}")),
        { Kind: ModuleKind.Block } block => "Block of kind " + block.Definition,
        { Kind: ModuleKind.Gate } gate => "Definition " + gate.Definition,
        _ => "The head",
    };

    private static string Title(ModuleNode module)
    {
        var what = module.Kind switch
        {
            ModuleKind.Stem => "The steps before the stages.",
            ModuleKind.Stage => "A stage: its blocks, one after the other.",
            ModuleKind.Head => "The steps after the stages.",
            ModuleKind.Block => $"Block <c>{CSharpText.Xml(module.Definition)}</c>.",
            _ => $"Definition <c>{CSharpText.Xml(module.Definition)}</c>.",
        };
        var summary = CSharpText.Xml(module.Summary);
        return summary.Length == 0 ? what : what + " " + summary;
    }
}
