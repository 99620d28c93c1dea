using SeRes2Net.Lab.Runs;

namespace SeRes2Net.Lab.Studies;

/// <summary>Estimates how long a study still takes.</summary>
public static class StudyPace
{
    /// <summary>
    /// Expected time to the end; null until something is known. A network of which no run has been timed is taken to need as long as the
    /// others for each multiply-accumulate.
    /// </summary>
    /// <param name="plan">The study.</param>
    /// <param name="states">How far each run is, in the plan's order.</param>
    /// <param name="signs">Signs of life of the runs in progress; null for the others.</param>
    /// <param name="jobs">Runs at a time.</param>
    public static TimeSpan? Remaining(
        StudyPlan plan, IReadOnlyList<StudyRun> states, IReadOnlyList<RunProgress?> signs, int jobs)
    {
        var whole = new Dictionary<int, List<double>>();
        for (var i = 0; i < states.Count; i++)
        {
            if (Seconds(states[i], signs[i]) is { } seconds)
                (whole.TryGetValue(plan.Runs[i].Group, out var known) ? known : whole[plan.Runs[i].Group] = []).Add(seconds);
        }
        if (whole.Count == 0)
            return null;
        var perMac = whole.Average(known => known.Value.Average() / plan.Groups[known.Key].Spec.Costs.Macs);
        double sum = 0, longest = 0;
        for (var i = 0; i < states.Count; i++)
        {
            if (RunStates.IsFinal(states[i]))
                continue;
            var all = whole.TryGetValue(plan.Runs[i].Group, out var known)
                ? known.Average() : perMac * plan.Groups[plan.Runs[i].Group].Spec.Costs.Macs;
            var left = signs[i]?.RemainingSeconds ?? all;
            sum += left;
            longest = Math.Max(longest, left);
        }
        return TimeSpan.FromSeconds(Math.Max(longest, sum / jobs));
    }

    /// <summary>What a run takes from beginning to end, as far as it is known.</summary>
    private static double? Seconds(StudyRun state, RunProgress? sign)
    {
        if (state.State == RunState.Completed)
            return state.Folder!.Metrics.Sum(epoch => epoch.Timing?.Seconds + epoch.Timing?.TestSeconds);
        return sign is { RemainingSeconds: { } left, Share: > 0 and < 1 } ? left / (1 - sign.Share) : null;
    }
}
