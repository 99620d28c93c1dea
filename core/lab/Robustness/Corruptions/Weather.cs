using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Corruptions by weather and light.</summary>
internal static class Weather
{
    private sealed record SnowConstants(double Mean, double Sd, double Zoom, double Threshold, double Radius, double Sigma, double Mix);

    private static readonly SnowConstants[] Snow =
    [
        new(0.1, 0.2, 1, 0.6, 8, 3, 0.95), new(0.1, 0.2, 1, 0.5, 10, 4, 0.9), new(0.15, 0.3, 1.75, 0.55, 10, 4, 0.9),
        new(0.25, 0.3, 2.25, 0.6, 12, 6, 0.85), new(0.3, 0.3, 1.25, 0.65, 14, 12, 0.8),
    ];
    private static readonly (double Weight, double Decay)[] Fog = [(0.2, 3), (0.5, 3), (0.75, 2.5), (1, 2), (1.5, 1.75)];
    private static readonly double[] Brightness = [0.05, 0.1, 0.15, 0.2, 0.3];

    /// <summary>The family. Frost cannot be applied before it has photographs (<see cref="FrostPhotographs"/>).</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        Of("snow", (image, severity, random) => Snowed(image, Snow[severity - 1], random)),
        Of(FrostPhotographs.Corruption, (_, _, _) => throw new InvalidOperationException("Frost has no photographs.")),
        Of("fog", (image, severity, random) => InFog(image, Fog[severity - 1].Weight, PlasmaFractal.Draw(image.Rows, image.Columns, Fog[severity - 1].Decay, random))),
        Of("brightness", (image, severity, _) => image.MapPixels(pixel => Brighten(pixel, Brightness[severity - 1]))),
    ];

    private static Corruption Of(string name, Func<Picture, int, RandomStream, Picture> apply) => new(apply) { Name = name, Family = "weather" };

    /// <summary>Whitens the image, and adds flakes that fall, and the same flakes turned by half a turn.</summary>
    private static Picture Snowed(Picture image, SnowConstants constants, RandomStream random)
    {
        var flakes = new double[image.Rows * image.Columns];
        for (int p = 0; p < flakes.Length; p++)
            flakes[p] = constants.Mean + constants.Sd * random.NextNormal();
        flakes = Filters.Zoom(flakes, image.Columns, constants.Zoom);
        flakes = Array.ConvertAll(flakes, flake => flake < constants.Threshold ? 0 : Math.Floor(Math.Min(flake, 1) * 255) / 255);
        flakes = Filters.Motion(flakes, image.Columns, constants.Radius, constants.Sigma, -135 + 90 * random.NextDouble());

        double[] luma = image.Luma();
        return image.MapChannels(plane =>
        {
            var result = new double[plane.Length];
            for (int p = 0; p < plane.Length; p++)
            {
                double white = Math.Max(plane[p], 1.5 * luma[p] + 0.5);
                result[p] = constants.Mix * plane[p] + (1 - constants.Mix) * white + flakes[p] + flakes[^(p + 1)];
            }
            return result;
        });
    }

    /// <summary>Adds fog, and darkens the sum so that the brightest value stays what it was where the fog is thickest.</summary>
    private static Picture InFog(Picture image, double weight, double[] fog)
    {
        double brightest = image.Values.Max();
        return image.MapChannels(plane =>
            [.. plane.Select((value, p) => (value + weight * fog[p]) * brightest / (brightest + weight))]);
    }

    /// <summary>Raises the value of HSV, which is the largest of the channels: hue and saturation stay, so the channels keep their ratios.</summary>
    private static void Brighten(Span<double> pixel, double more)
    {
        double value = 0;
        foreach (double channel in pixel)
            value = Math.Max(value, channel);
        double brighter = Math.Min(1, value + more);
        foreach (ref double channel in pixel)
            channel = channel == value ? brighter : channel / value * brighter;
    }
}
