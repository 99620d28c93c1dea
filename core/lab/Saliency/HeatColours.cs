using SkiaSharp;

namespace SeRes2Net.Lab.Saliency;

/// <summary>Colours from black over violet and orange to pale yellow, whose lightness grows evenly: they order values for every eye, and in grey.</summary>
internal static class HeatColours
{
    private static readonly SKColor[] Anchors = [new(0, 0, 4), new(87, 16, 110), new(188, 55, 84), new(249, 142, 9), new(252, 255, 164)];

    /// <summary>The colour of a share, 0 to 255.</summary>
    public static SKColor Of(byte share)
    {
        double at = share / 255.0 * (Anchors.Length - 1);
        int low = Math.Min((int)at, Anchors.Length - 2);
        return new SKColor(Between(color => color.Red), Between(color => color.Green), Between(color => color.Blue));

        byte Between(Func<SKColor, byte> channel) =>
            (byte)Math.Round(channel(Anchors[low]) + (at - low) * (channel(Anchors[low + 1]) - channel(Anchors[low])));
    }
}
