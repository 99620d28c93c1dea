using System.Runtime.InteropServices;
using System.Security.Cryptography;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Data;

/// <summary>Measures the bytes of a data set.</summary>
internal static class PixelStatistics
{
    /// <summary>Mean and standard deviation of each channel of [N, C, H, W] bytes, in pixel values [0, 1].</summary>
    /// <remarks>From a histogram of byte values, so the result is exact up to the last rounding and the same on every machine.</remarks>
    public static (double[] Mean, double[] Std) Measure(byte[] pixels, Shape shape)
    {
        int plane = shape.Rows * shape.Columns;
        var counts = new long[shape.Channels][];
        for (int c = 0; c < counts.Length; c++)
            counts[c] = new long[256];
        for (int start = 0; start < pixels.Length; start += plane)
        {
            long[] channel = counts[start / plane % shape.Channels];
            foreach (byte value in pixels.AsSpan(start, plane))
                channel[value]++;
        }

        var mean = new double[shape.Channels];
        var std = new double[shape.Channels];
        for (int c = 0; c < shape.Channels; c++)
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
        return (mean, std);
    }

    /// <summary>SHA-256 over the labels (32 bits each, little-endian) and pixels of both parts, in lower-case hexadecimal digits.</summary>
    public static string Checksum(ImageSet train, ImageSet test)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var set in new[] { train, test })
        {
            hash.AppendData(MemoryMarshal.AsBytes(set.Labels));
            hash.AppendData(set.Pixels);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
