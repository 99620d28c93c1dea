using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Training.Schedules;

/// <summary>Rises linearly to the peak, then falls linearly.</summary>
internal static class OneCycle
{
    /// <summary>
    /// The share of the peak at a 0-based step: the first step has <c>start</c>, the last one <c>end</c>. The peak is where PyTorch's
    /// OneCycleLR with linear annealing has it, at step <c>warmup</c> * steps - 1.
    /// </summary>
    public static double ShareOfPeak(OneCycleSchedule cycle, int step, int steps)
    {
        double peak = Math.Max(0, cycle.Warmup * steps - 1), last = steps - 1;
        return step <= peak && peak > 0
            ? cycle.Start + (1 - cycle.Start) * (step / peak)
            : 1 + (cycle.Last - 1) * (last > peak ? (step - peak) / (last - peak) : 0);
    }
}
