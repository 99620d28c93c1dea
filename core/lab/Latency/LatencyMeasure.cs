using SeRes2Net.Lab.Statistics;
using SeRes2Net.Nn;

namespace SeRes2Net.Lab.Latency;

/// <summary>Times networks that take turns, so that a machine that slows down slows all of them.</summary>
public static class LatencyMeasure
{
    /// <summary>Passes of each network before the timed ones.</summary>
    public const int WarmUp = 10;
    /// <summary>Rounds if no number is asked for, unless they would take longer than <see cref="Patience"/>.</summary>
    public const int UsualRounds = 50;
    /// <summary>Rounds there are in any case.</summary>
    public const int FewestRounds = 10;
    /// <summary>After so long, a setting has no more rounds than it needs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Times all networks under one setting.</summary>
    /// <param name="networks">At least one; the others are compared with the first.</param>
    /// <param name="setting">The conditions.</param>
    /// <param name="rounds">Timed passes of each; null for <see cref="UsualRounds"/> within <see cref="Patience"/>.</param>
    /// <param name="stop">Ends it between two rounds.</param>
    /// <param name="clock">Measures the time; null for this machine's.</param>
    /// <returns>One result for each network, in order.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static IReadOnlyList<LatencyResult> Of(
        IReadOnlyList<ITimedNetwork> networks, LatencySetting setting, int? rounds = null, CancellationToken stop = default, TimeProvider? clock = null)
    {
        using var folded = FoldedConv.Keep();
        var passes = new List<IPass>();
        try
        {
            var peaks = new List<long?>();
            foreach (var network in networks)
            {
                passes.Add(network.Prepare(setting));
                peaks.Add(PeakMemory.During(() => Repeat(passes[^1], WarmUp, stop)));
            }
            var times = Rounds(passes, rounds, clock ?? TimeProvider.System, stop);
            return [.. networks.Select((network, i) => Result(network, setting, times[i], times[0], peaks[i]))];
        }
        finally
        {
            passes.ForEach(pass => pass.Dispose());
        }
    }

    private static void Repeat(IPass pass, int count, CancellationToken stop)
    {
        for (int i = 0; i < count; i++)
        {
            stop.ThrowIfCancellationRequested();
            pass.Run();
        }
    }

    /// <summary>Milliseconds of each network in each round. Each round begins with another network.</summary>
    private static List<double>[] Rounds(List<IPass> passes, int? wanted, TimeProvider clock, CancellationToken stop)
    {
        var times = passes.Select(_ => new List<double>()).ToArray();
        GC.Collect();
        long begin = clock.GetTimestamp();
        for (int round = 0; round < (wanted ?? UsualRounds) && (wanted is not null || round < FewestRounds || clock.GetElapsedTime(begin) < Patience); round++)
        {
            stop.ThrowIfCancellationRequested();
            for (int turn = 0; turn < passes.Count; turn++)
            {
                int i = (round + turn) % passes.Count;
                long start = clock.GetTimestamp();
                passes[i].Run();
                times[i].Add(clock.GetElapsedTime(start).TotalMilliseconds);
            }
        }
        return times;
    }

    private static LatencyResult Result(ITimedNetwork network, LatencySetting setting, List<double> times, List<double> first, long? peak)
    {
        double[] sorted = [.. times.Order()];
        double[] ratios = [.. times.Zip(first, (time, other) => time / other)];
        return new LatencyResult
        {
            Name = network.Name,
            Engine = network.Engine,
            Setting = setting,
            Rounds = times.Count,
            Median = Samples.Quantile(sorted, 0.5),
            MedianInterval = MedianInterval.Of(sorted),
            Percentile5 = Samples.Quantile(sorted, 0.05),
            Percentile95 = Samples.Quantile(sorted, 0.95),
            PeakMemory = peak,
            RatioToFirst = new(Samples.Median(ratios), MedianInterval.Of(ratios)),
        };
    }
}
