using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Training.Schedules;

/// <summary>The rate is multiplied by a factor at each milestone.</summary>
internal static class MultiStep
{
    /// <summary>The share of the peak at a 0-based step.</summary>
    public static double ShareOfPeak(MultiStepSchedule schedule, int step, int steps) =>
        Math.Pow(schedule.Factor, schedule.Milestones.Count(milestone => step >= FirstStep(milestone, steps)));

    /// <summary>
    /// The first step at or after a milestone; 0.3 of 10 steps is step 3 although 0.3 * 10 is a little more than 3 in binary.
    /// </summary>
    private static int FirstStep(double milestone, int steps) => (int)Math.Ceiling(milestone * steps - 1e-6);
}
