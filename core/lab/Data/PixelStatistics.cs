using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>Measures the bytes of a data set.</summary>
internal static class PixelStatistics
{
    /// <summary>Mean and standard deviation of each channel over some images of [N, C, H, W] bytes.</summary>
    /// <remarks>From a histogram of byte values, so the result is exact up to the last rounding and the same on every machine.</remarks>
    public static InputNormalisation Measure(byte[] pixels, IReadOnlyList<int> chosen, Shape shape)
    {
        int plane = shape.Rows * shape.Columns;
        var counts = new long[shape.Channels][];
        for (int c = 0; c < counts.Length; c++)
            counts[c] = new long[256];
        foreach (int image in chosen)
        {
            for (int c = 0; c < counts.Length; c++)
            {
                long[] channel = counts[c];
                foreach (byte value in pixels.AsSpan((image * counts.Length + c) * plane, plane))
                    channel[value]++;
            }
        }
        return Of(counts);
    }

    /// <summary>Mean and standard deviation of each channel, from how often each byte value occurs in it.</summary>
    public static InputNormalisation Of(long[][] counts)
    {
        var mean = new double[counts.Length];
        var std = new double[counts.Length];
        for (int c = 0; c < counts.Length; c++)
        {
            double n = 0, sum = 0, squares = 0;
            for (int value = 0; value < 256; value++)
            {
                n += counts[c][value];
                sum += (double)counts[c][value] * value;
                squares += (double)counts[c][value] * value * value;
            }
            mean[c] = sum / n / 255;
            // A constant channel would divide by zero; one grey level is the smallest spread that bytes can show.
            std[c] = Math.Max(Math.Sqrt(Math.Max(0, squares / n - sum / n * (sum / n))), 1) / 255;
        }
        return new(mean, std);
    }

    /// <summary>SHA-256 over the labels (32 bits each, little-endian) and pixels of all parts, in lower-case hexadecimal digits.</summary>
    public static string Checksum(IReadOnlyList<ImageSet> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var set in parts)
        {
            hash.AppendData(MemoryMarshal.AsBytes(set.Labels));
            hash.AppendData(set.Pixels);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
