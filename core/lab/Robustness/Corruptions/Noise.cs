using MathNet.Numerics.Distributions;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>Corruptions of each value by itself.</summary>
internal static class Noise
{
    private static readonly double[] GaussianSigma = [0.04, 0.06, 0.08, 0.09, 0.10];
    private static readonly double[] Photons = [500, 250, 100, 75, 50];
    private static readonly double[] ImpulseShare = [0.01, 0.02, 0.03, 0.05, 0.07];
    private static readonly double[] SpeckleSigma = [0.06, 0.10, 0.12, 0.16, 0.20];

    /// <summary>The family.</summary>
    public static IReadOnlyList<Corruption> All { get; } =
    [
        Of("gaussian_noise", (value, severity, random) => value + GaussianSigma[severity - 1] * random.NextNormal()),
        Of("shot_noise", (value, severity, random) => Shot(value, Photons[severity - 1], random)),
        Of("impulse_noise", (value, severity, random) => Impulse(value, ImpulseShare[severity - 1], random.NextDouble())),
        Of("speckle_noise", (value, severity, random) => value + value * SpeckleSigma[severity - 1] * random.NextNormal()) with { Extra = true },
    ];

    private static Corruption Of(string name, Func<double, int, RandomStream, double> change) =>
        new((image, severity, random) => image.Map(value => change(value, severity, random))) { Name = name, Family = "noise" };

    /// <summary>A count of photons, of which full brightness has so many on average.</summary>
    private static double Shot(double value, double full, RandomStream random) =>
        value == 0 ? 0 : Poisson.Sample(new StreamRandom(random), value * full) / full;

    /// <summary>Salt, pepper, or neither.</summary>
    private static double Impulse(double value, double share, double draw) => draw < share / 2 ? 1 : draw < share ? 0 : value;

    /// <summary>Lets the library's distributions draw from a stream.</summary>
    private sealed class StreamRandom(RandomStream random) : Random
    {
        public override double NextDouble() => random.NextDouble();

        protected override double Sample() => random.NextDouble();
    }
}
