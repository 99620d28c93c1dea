namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>
/// Random values that the type under test can hold exactly, so that it and the float64 reference start from the same numbers. They have
/// their own seed: the library's generator is not used.
/// </summary>
/// <param name="random">Where they come from.</param>
/// <param name="type">The type under test.</param>
/// <param name="channelsLast">Whether values of rank 4 are stored channels-last.</param>
internal sealed class Sample(Random random, ScalarType type, bool channelsLast)
{
    internal Random Random => random;

    internal ScalarType Type => type;

    internal bool ChannelsLast => channelsLast;

    /// <summary>
    /// Values between -2 and 2, as float64 in the default layout; never 0, and four times a value never on a kink of an activation.
    /// </summary>
    internal Tensor Exact(params long[] shape)
    {
        var values = new double[shape.Aggregate(1L, (count, size) => count * size)];
        for (var i = 0; i < values.Length; i++)
            values[i] = (0.0625 + (1.9375 * random.NextDouble())) * (random.Next(2) == 0 ? 1 : -1);
        var exact = tensor(values, shape, ScalarType.Float64, CPU).to(type).to(ScalarType.Float64);
        // A quarter of the activations' kinks at 3 and 6.
        var onKink = exact.abs().eq(0.75) | exact.abs().eq(1.5);
        return exact + (onKink.to(ScalarType.Float64) * 0.125);
    }

    /// <summary>The same values in the type and layout under test.</summary>
    internal Tensor Tested(Tensor exact)
    {
        var value = exact.to(type);
        return channelsLast && value.dim() == 4 ? Capabilities.ToChannelsLast(value) : value;
    }
}
