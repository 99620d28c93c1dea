using System.Diagnostics;

namespace SeRes2Net.Lab.Onnx;

/// <summary>How long one call takes.</summary>
/// <param name="Median">Median, in milliseconds.</param>
/// <param name="Low">5th percentile, in milliseconds.</param>
/// <param name="High">95th percentile, in milliseconds.</param>
public sealed record OnnxLatency(double Median, double Low, double High)
{
    private const int Warm = 10;

    /// <summary>Times models that take turns, call by call, so that a machine that slows down affects all of them.</summary>
    /// <param name="sessions">The models.</param>
    /// <param name="images">What each call gets, row-major [n, C, H, W].</param>
    /// <param name="calls">Timed calls of each; some more before them are not timed.</param>
    public static IReadOnlyList<OnnxLatency> Measure(IReadOnlyList<OnnxSession> sessions, float[] images, int calls)
    {
        var times = sessions.Select(_ => new double[calls]).ToList();
        for (int call = -Warm; call < calls; call++)
        {
            for (int i = 0; i < sessions.Count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                sessions[i].Logits(images);
                if (call >= 0)
                    times[i][call] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }
        return [.. times.Select(Of)];
    }

    private static OnnxLatency Of(double[] times)
    {
        Array.Sort(times);
        return new(At(0.5), At(0.05), At(0.95));

        double At(double share) => times[(int)(share * (times.Length - 1))];
    }
}
