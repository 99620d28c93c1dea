using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Training.Schedules;

/// <summary>Rises linearly to the peak, then falls linearly.</summary>
internal static class OneCycle
{
    /// <summary>The share of the peak at a 0-based step: the first step has <c>start</c>, the last one <c>end</c>.</summary>
    public static double ShareOfPeak(OneCycleSchedule cycle, int step, int steps)
    {
        double position = steps > 1 ? (double)step / (steps - 1) : 0;
        return position < cycle.Warmup
            ? cycle.Start + (1 - cycle.Start) * (position / cycle.Warmup)
            : 1 + (cycle.Last - 1) * ((position - cycle.Warmup) / (1 - cycle.Warmup));
    }
}
