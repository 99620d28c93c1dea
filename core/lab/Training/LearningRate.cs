using SeRes2Net.Compiler.Recipes;

namespace SeRes2Net.Lab.Training;

/// <summary>The learning rate of each step. Schedules are written in fractions of the run, so fewer epochs rescale them.</summary>
public static class LearningRate
{
    /// <summary>The rate of one step.</summary>
    /// <param name="schedule">How it moves.</param>
    /// <param name="peak">The recipe's rate.</param>
    /// <param name="step">0-based step of the run.</param>
    /// <param name="steps">Steps of the run.</param>
    public static double At(Schedule schedule, double peak, int step, int steps) => schedule switch
    {
        MultiStepSchedule multi => peak * Math.Pow(multi.Factor, multi.Milestones.Count(milestone => step >= FirstStep(milestone, steps))),
        OneCycleSchedule cycle => peak * OneCycle(cycle, steps > 1 ? (double)step / (steps - 1) : 0),
        _ => throw new ArgumentOutOfRangeException(nameof(schedule), schedule, "unknown schedule"),
    };

    /// <summary>
    /// The first step at or after a milestone; 0.3 of 10 steps is step 3 although 0.3 * 10 is a little more than 3 in binary.
    /// </summary>
    private static int FirstStep(double milestone, int steps) => (int)Math.Ceiling(milestone * steps - 1e-6);

    /// <summary>The share of the peak at a position in [0, 1]: the first step is at 0, the last at 1.</summary>
    private static double OneCycle(OneCycleSchedule cycle, double position) => position < cycle.Warmup
        ? cycle.Start + (1 - cycle.Start) * (position / cycle.Warmup)
        : 1 + (cycle.End - 1) * ((position - cycle.Warmup) / (1 - cycle.Warmup));
}
