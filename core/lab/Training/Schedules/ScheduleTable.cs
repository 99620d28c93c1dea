using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Training.Schedules;

/// <summary>The schedules: one row for each kind that a recipe can name.</summary>
public static class ScheduleTable
{
    /// <summary>The learning rate of one step.</summary>
    /// <param name="recipe">Its rate, schedule and warm-up.</param>
    /// <param name="step">0-based step of the run.</param>
    /// <param name="steps">Steps of the run.</param>
    public static double RateAt(Recipe recipe, int step, int steps)
    {
        var warmup = recipe.Warmup * steps;
        var share = step < warmup ? recipe.WarmupStart + (1 - recipe.WarmupStart) * step / warmup : 1;
        return recipe.LearningRate * share * ShareOfPeak(recipe.Schedule, step, steps);
    }

    /// <summary>The rate of one step as a share of the recipe's, without warm-up.</summary>
    public static double ShareOfPeak(Schedule schedule, int step, int steps) => schedule switch
    {
        MultiStepSchedule multiStep => MultiStep.ShareOfPeak(multiStep, step, steps),
        CosineSchedule cosine => cosine.Last + (1 - cosine.Last) * (1 + Math.Cos(Math.PI * step / steps)) / 2,
        LinearSchedule linear => 1 + (linear.Last - 1) * step / steps,
        OneCycleSchedule oneCycle => OneCycle.ShareOfPeak(oneCycle, step, steps),
        _ => throw new NotSupportedException($"{schedule.GetType().Name} has no row in {nameof(ScheduleTable)}."),
    };
}
