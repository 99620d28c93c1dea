using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Expand;

/// <summary>Turns an architecture into its typed graph: stem, stages, head.</summary>
internal static class ArchitectureExpander
{
    private const int MostBlocks = 100_000;

    /// <summary>The graph; null where anything was reported as an error.</summary>
    public static NetworkGraph? Expand(ResolvedArchitecture architecture, DefinitionFinder definitions, Reporter reporter)
    {
        var expansion = new Expansion(definitions.Find, reporter, architecture.Classes);
        var x = architecture.Input is { } input
            ? expansion.Emit(new InputOp { Shape = input }, "input", [])
            : Flow.Unknown;
        x = Part(expansion, ModuleKind.Stem, "stem", architecture.Stem, x);
        x = Stages(expansion, architecture, reporter, x);
        x = Part(expansion, ModuleKind.Head, "head", architecture.Head, x);
        CheckOutput(architecture, x, reporter);
        WarnOfLostValues(expansion, x, reporter);
        WarnOfIdleGates(architecture, expansion, reporter);
        if (reporter.Failed || architecture.Input is not { } shape || architecture.Classes is not { } classes)
            return null;
        return new NetworkGraph
        {
            Name = architecture.Name,
            Summary = architecture.Summary,
            Input = shape,
            Classes = classes,
            Ops = expansion.Ops,
            Modules = expansion.Modules,
        };
    }

    /// <summary>Checks a definition on its own, as the first block of a network.</summary>
    public static void Try(Definition definition, Example example, DefinitionFinder definitions, Reporter reporter)
    {
        var expressions = new ExpressionReader([], reporter.Report);
        if (Arguments.Match(definition, example.Arguments, expressions, example.Where, reporter.Report) is not { } call)
            return;
        var expansion = new Expansion(definitions.Find, reporter, null);
        var x = expansion.Emit(new InputOp { Shape = example.Input }, "input", []);
        var scope = new Place { Stage = 1, Index = 1, Depth = 1, Depths = 1, Arriving = example.Input };
        x = reporter.Within(example.Where, "its own 'try'", () => expansion.Call(call, ModuleKind.Block, "try", scope, x));
        WarnOfLostValues(expansion, x, reporter);
    }

    private static Flow Part(Expansion expansion, ModuleKind kind, string name, IReadOnlyList<Steps.Step> steps, Flow x)
    {
        if (steps.Count == 0)
            return x;
        expansion.Place = expansion.Place with { Entry = x.Shape, Here = x.Shape };
        return expansion.Module(kind, name, null, x, y => expansion.Run(steps, y));
    }

    private static Flow Stages(Expansion expansion, ResolvedArchitecture architecture, Reporter reporter, Flow x)
    {
        var repeats = architecture.Stages.Select((stage, i) => Repeat(stage, i + 1, architecture.Classes, reporter)).ToList();
        var depths = repeats.Sum(repeat => (long?)repeat ?? 1);
        if (depths > MostBlocks)
        {
            reporter.Report(Descriptors.TooLarge, architecture.Stages[0].Where,
                $"The network has {depths} blocks; at most {MostBlocks} are possible.");
            return Flow.Unknown;
        }
        var outside = expansion.Place;
        var depth = 0;
        for (var i = 0; i < architecture.Stages.Count; i++)
        {
            var stage = architecture.Stages[i];
            var scope = outside with { Stage = i + 1, Depths = (int)depths };
            expansion.Gates = stage.Gates;
            var (before, count) = (depth, repeats[i] ?? 1);
            x = expansion.Module(
                ModuleKind.Stage, stage.LocalName, null, x, y => Blocks(expansion, stage, scope, before, count, reporter, y));
            depth += count;
        }
        expansion.Gates = [];
        expansion.Place = outside;
        return x;
    }

    private static Flow Blocks(Expansion expansion, Stage stage, Place scope, int before, int count, Reporter reporter, Flow x)
    {
        for (var index = 1; index <= count && !expansion.Stopped; index++)
        {
            if (stage.Block is not { } block)
                return Flow.Unknown;
            var here = scope with { Index = index, Depth = before + index, Arriving = x.Shape, Entry = x.Shape, Here = x.Shape };
            var input = x;
            var name = $"block{index}";
            x = reporter.Within(
                stage.Where, $"stage {scope.Stage}, block {index}", () => expansion.Call(block, ModuleKind.Block, name, here, input));
        }
        return x;
    }

    private static int? Repeat(Stage stage, int number, int? classes, Reporter reporter)
    {
        // Before any shape is known: the counter 'depths' needs all of them.
        var scope = new Place { Stage = number, HasClasses = true, Classes = classes };
        return stage.Repeat is null ? 1 : (int?)Evaluator.Int(stage.Repeat, scope, "'repeat'", 1, MostBlocks, reporter.Report);
    }

    private static void CheckOutput(ResolvedArchitecture architecture, Flow output, Reporter reporter)
    {
        if (output.Shape is not { } shape || architecture.Classes is not { } classes || shape == new Shape(classes, 1, 1))
            return;
        reporter.Report(Descriptors.WrongOutput, architecture.HeadWhere,
            $"The network must end in one score per class, {new Shape(classes, 1, 1)}; it ends in {shape}."
            + " A usual head is [global-avg-pool, linear: { out: classes }].");
    }

    // A constant reads no value. What changes only the shape, such as a pool, may stand before it for that shape.
    private static void WarnOfLostValues(Expansion expansion, Flow output, Reporter reporter)
    {
        var ops = expansion.Ops;
        var readers = new Op?[ops.Count];
        for (var i = ops.Count - 1; i >= 0 && !reporter.Failed; i--)
        {
            foreach (var input in ops[i].Inputs.Where(input => readers[input] is null or ConstantOp))
                readers[input] = ops[i];
            var where = (readers[i] ?? ops[i]).Where;
            if (i == output.Value || readers[i] is not (null or ConstantOp) || Library.Holds(where.File ?? ""))
                continue;
            if (readers[i] is null)
                reporter.Report(Descriptors.LostValue, where, $"Nothing reads what this '{ops[i].Label}' gives: the next step reads another value.");
            else if (i == 0 || ops[i].HasState || ops[i].Shape == ops[ops[i].Inputs[0]].Shape)
                reporter.Report(Descriptors.LostValue, where, "'constant' takes only the shape of what enters, and nothing else reads that value:"
                    + " the steps before it have no effect. To multiply by a constant, write gated: { by: [constant: ..] }.");
        }
    }

    private static void WarnOfIdleGates(ResolvedArchitecture architecture, Expansion expansion, Reporter reporter)
    {
        foreach (var gate in architecture.Stages.SelectMany(stage => stage.Gates).Distinct())
        {
            if (!reporter.Failed && expansion.TimesPlugged(gate) == 0)
                reporter.Report(Descriptors.IdleGate, gate.Gate.Where,
                    $"The gate '{gate.Gate.Definition.Name}' is plugged into no slot: its condition never holds.");
        }
    }
}
