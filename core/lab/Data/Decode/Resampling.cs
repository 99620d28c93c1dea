using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SeRes2Net.Lab.Data.Decode;

/// <summary>Sums weighted pixels of four bytes, along a row or along columns.</summary>
internal static class Resampling
{
    /// <summary>Scales a row of pixels.</summary>
    public static void Row(ReadOnlySpan<uint> row, Span<uint> result, Taps taps)
    {
        for (int i = 0; i < taps.Count; i++)
        {
            var weights = taps.Weights(i);
            var pixels = row.Slice(taps.First(i), weights.Length);
            var sum = Vector128.Create(1 << (Taps.Bits - 1));
            for (int k = 0; k < weights.Length; k++)
                sum += Widen(pixels[k]) * Vector128.Create(weights[k]);
            var shifted = Vector128.ShiftRightLogical(sum, Taps.Bits);
            var words = Vector128.Narrow(shifted.AsUInt32(), shifted.AsUInt32());
            result[i] = Vector128.Narrow(words, words).AsUInt32().ToScalar();
        }
    }

    /// <summary>Sums rows that lie one after the other.</summary>
    /// <param name="rows">The rows that are summed, <paramref name="width"/> bytes each.</param>
    /// <param name="width">Bytes of a row.</param>
    /// <param name="weights">A weight for each.</param>
    /// <param name="result">One row.</param>
    public static void Column(ReadOnlySpan<byte> rows, int width, ReadOnlySpan<int> weights, Span<byte> result)
    {
        ref byte source = ref MemoryMarshal.GetReference(rows);
        int at = 0;
        for (; at + Vector128<byte>.Count <= width; at += Vector128<byte>.Count)
        {
            var half = Vector128.Create(1 << (Taps.Bits - 1));
            var (a, b, c, d) = (half, half, half, half);
            for (int k = 0; k < weights.Length; k++)
            {
                var bytes = Vector128.LoadUnsafe(ref source, (nuint)(k * width + at));
                var weight = Vector128.Create(weights[k]);
                var (low, high) = Vector128.Widen(bytes);
                var (first, second) = Vector128.Widen(low);
                var (third, fourth) = Vector128.Widen(high);
                a += first.AsInt32() * weight;
                b += second.AsInt32() * weight;
                c += third.AsInt32() * weight;
                d += fourth.AsInt32() * weight;
            }
            Vector128.Narrow(Words(a, b), Words(c, d)).CopyTo(result[at..]);
        }
        for (; at < width; at++)
        {
            int sum = 1 << (Taps.Bits - 1);
            for (int k = 0; k < weights.Length; k++)
                sum += rows[k * width + at] * weights[k];
            result[at] = (byte)(sum >> Taps.Bits);
        }
    }

    private static Vector128<int> Widen(uint pixel) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(pixel).AsByte())).AsInt32();

    private static Vector128<ushort> Words(Vector128<int> low, Vector128<int> high) => Vector128.Narrow(
        Vector128.ShiftRightLogical(low, Taps.Bits).AsUInt32(), Vector128.ShiftRightLogical(high, Taps.Bits).AsUInt32());
}
