using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>An image while it is being corrupted.</summary>
/// <param name="Shape">Its shape.</param>
/// <param name="Values">0 is black and 1 is full, [C, H, W]. A corruption may leave that range; it is cut off at the end.</param>
internal sealed record Picture(Shape Shape, double[] Values)
{
    /// <summary>Rows of each channel.</summary>
    public int Rows => Shape.Rows;

    /// <summary>Columns of each channel.</summary>
    public int Columns => Shape.Columns;

    /// <summary>Values of one channel.</summary>
    private int Plane => Rows * Columns;

    /// <summary>From bytes in the order [C, H, W].</summary>
    public static Picture Of(ReadOnlySpan<byte> bytes, Shape shape)
    {
        var values = new double[shape.Elements];
        for (int i = 0; i < values.Length; i++)
            values[i] = bytes[i] / 255.0;
        return new(shape, values);
    }

    /// <summary>To bytes in the order [C, H, W]. Fractions are cut off and not rounded, as in the stored files of CIFAR-10-C.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        for (int i = 0; i < Values.Length; i++)
            bytes[i] = (byte)(Math.Clamp(Values[i], 0, 1) * 255);
    }

    /// <summary>As bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Values.Length];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>One channel, [H, W].</summary>
    public ReadOnlySpan<double> Channel(int channel) => Values.AsSpan(channel * Plane, Plane);

    /// <summary>Each value by itself.</summary>
    public Picture Map(Func<double, double> change) => this with { Values = Array.ConvertAll(Values, value => change(value)) };

    /// <summary>Each channel by itself; <paramref name="change"/> takes and returns [H, W].</summary>
    public Picture MapChannels(Func<double[], double[]> change) =>
        this with { Values = [.. Enumerable.Range(0, Shape.Channels).SelectMany(channel => change(Channel(channel).ToArray()))] };

    /// <summary>Each pixel by itself: <paramref name="change"/> overwrites the values of its channels.</summary>
    public Picture MapPixels(Action<Span<double>> change)
    {
        var result = new double[Values.Length];
        Span<double> pixel = stackalloc double[Shape.Channels];
        for (int p = 0; p < Plane; p++)
        {
            for (int c = 0; c < pixel.Length; c++)
                pixel[c] = Values[c * Plane + p];
            change(pixel);
            for (int c = 0; c < pixel.Length; c++)
                result[c * Plane + p] = pixel[c];
        }
        return this with { Values = result };
    }

    /// <summary>How bright each pixel is, [H, W], by the weights of ITU-R BT.601.</summary>
    public double[] Luma()
    {
        if (Shape.Channels == 1)
            return Values;
        var luma = new double[Plane];
        for (int p = 0; p < Plane; p++)
            luma[p] = 0.299 * Values[p] + 0.587 * Values[Plane + p] + 0.114 * Values[2 * Plane + p];
        return luma;
    }
}
