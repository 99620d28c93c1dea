using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Training.Schedules;

/// <summary>The schedules: one row for each kind that a recipe can name.</summary>
public static class ScheduleTable
{
    /// <summary>The learning rate of one step.</summary>
    /// <param name="schedule">How the rate changes.</param>
    /// <param name="peak">The recipe's rate.</param>
    /// <param name="step">0-based step of the run.</param>
    /// <param name="steps">Steps of the run.</param>
    public static double RateAt(Schedule schedule, double peak, int step, int steps) => peak * schedule switch
    {
        MultiStepSchedule multiStep => MultiStep.ShareOfPeak(multiStep, step, steps),
        CosineSchedule cosine => cosine.Last + (1 - cosine.Last) * (1 + Math.Cos(Math.PI * step / steps)) / 2,
        LinearSchedule linear => 1 + (linear.Last - 1) * step / steps,
        OneCycleSchedule oneCycle => OneCycle.ShareOfPeak(oneCycle, step, steps),
        _ => throw new NotSupportedException($"{schedule.GetType().Name} has no row in {nameof(ScheduleTable)}."),
    };
}
