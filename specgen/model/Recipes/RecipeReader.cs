using System;
using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Documents;
using SeRes2Net.Compiler.Expressions;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Recipes;

/// <summary>Reads a recipe file: one training protocol.</summary>
internal static class RecipeReader
{
    /// <summary>Keys of a recipe.</summary>
    public static readonly string[] Keys =
    [
        "recipe", "summary", "epochs", "batch", "learning-rate", "momentum", "nesterov", "weight-decay", "schedule", "augment", "precision",
        "channels-last", "train-images", "language",
    ];

    /// <summary>Keys of <c>augment</c>.</summary>
    public static readonly string[] AugmentKeys = ["crop-padding", "flip"];

    /// <summary>The kinds of <c>schedule</c>.</summary>
    public static readonly string[] ScheduleKeys = ["multi-step", "one-cycle"];

    /// <summary>Keys of <c>multi-step</c>.</summary>
    public static readonly string[] MultiStepKeys = ["milestones", "factor"];

    /// <summary>Keys of <c>one-cycle</c>.</summary>
    public static readonly string[] OneCycleKeys = ["warmup", "start", "end"];

    /// <summary>Values of <c>precision</c>.</summary>
    public static readonly string[] Precisions = ["auto", "fp32", "bf16"];

    /// <summary>The recipe; null where something needed is missing or wrong.</summary>
    public static Recipe? Read(YamlMapping root, string stem, Report report)
    {
        var fields = new Fields(root, "a recipe", Keys, report);
        var name = fields.Text("recipe", required: true);
        if (name is not null && name != stem)
            report(Descriptors.BadName, fields.Place("recipe"), $"A recipe is called like its file: expected '{stem}', found '{name}'.");
        var epochs = fields.Int("epochs", 1, 1_000_000, required: true);
        var rate = fields.Float("learning-rate", 0, 1e6, required: true);
        var schedule = ReadSchedule(fields, report);
        var augment = fields.Mapping("augment") is { } map ? new Fields(map, "'augment'", AugmentKeys, report) : null;
        var momentum = fields.Float("momentum", 0, 1) ?? 0.9;
        var nesterov = fields.Bool("nesterov") ?? false;
        if (nesterov && momentum == 0)
            report(Descriptors.InvalidValue, fields.Place("nesterov"), "Nesterov's method needs a momentum above 0.");
        var recipe = new Recipe
        {
            Name = name ?? stem,
            Summary = fields.Text("summary") ?? "",
            Epochs = (int)(epochs ?? 1),
            Batch = (int)(fields.Int("batch", 1, 1_000_000) ?? 128),
            LearningRate = rate ?? 0,
            Momentum = momentum,
            Nesterov = nesterov,
            WeightDecay = fields.Float("weight-decay", 0, 1) ?? 0,
            Schedule = schedule ?? new MultiStepSchedule([], 1),
            CropPadding = (int)(augment?.Int("crop-padding", 0, 1024) ?? 0),
            Flip = augment?.Bool("flip") ?? false,
            Precision = fields.Choice("precision", Precisions) switch
            {
                "fp32" => Precision.Fp32,
                "bf16" => Precision.Bf16,
                _ => Precision.Auto,
            },
            ChannelsLast = fields.Bool("channels-last") ?? true,
            TrainImages = (int)(fields.Int("train-images", 0, int.MaxValue) ?? 0),
        };
        return name is null || epochs is null || rate is null || schedule is null ? null : recipe;
    }

    private static Schedule? ReadSchedule(Fields recipe, Report report)
    {
        if (recipe.Mapping("schedule", required: true) is not { } map)
            return null;
        var fields = new Fields(map, "'schedule'", ScheduleKeys, report);
        if (map.Entries.Count != 1)
        {
            report(Descriptors.MissingKey, map.Where,
                "A schedule is one of multi-step: { milestones, factor } and one-cycle: { warmup, start, end }.");
            return null;
        }
        if (fields.Mapping("multi-step") is { } steps)
            return ReadMultiStep(new Fields(steps, "'multi-step'", MultiStepKeys, report), report);
        if (fields.Mapping("one-cycle") is not { } cycle)
            return null;
        var shape = new Fields(cycle, "'one-cycle'", OneCycleKeys, report);
        var warmup = shape.Float("warmup", 0, 1, required: true);
        if (warmup == 1)
            report(Descriptors.InvalidValue, shape.Place("warmup"),
                "'warmup' must leave a part of the run for the way down: expected less than 1, found 1.");
        return new OneCycleSchedule(warmup ?? 0, shape.Float("start", 0, 1) ?? 0, shape.Float("end", 0, 1) ?? 0);
    }

    private static MultiStepSchedule ReadMultiStep(Fields fields, Report report)
    {
        var milestones = new List<double>();
        var constants = new ExpressionReader([], report);
        foreach (var item in fields.Sequence("milestones", required: true)?.Items ?? [])
        {
            if (constants.Read(item, "'milestones'") is not { } expression
                || Evaluator.Float(expression, Scope.Constants, "'milestones'", 0, 1, report) is not { } milestone)
            {
                continue;
            }
            if (milestones.Count > 0 && milestone <= milestones[milestones.Count - 1])
                report(Descriptors.InvalidValue, item.Where, "Milestones are fractions of the run in ascending order, e.g. [0.5, 0.75].");
            milestones.Add(milestone);
        }
        return new MultiStepSchedule(milestones, fields.Float("factor", 0, 1, required: true) ?? 1);
    }
}
