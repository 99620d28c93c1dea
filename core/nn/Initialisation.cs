using System.Security.Cryptography;
using System.Text;
using TorchSharp.Modules;

namespace SeRes2Net.Nn;

/// <summary>
/// Draws a network's initial weights. Convolutions, including those along the channels: He-normal over the fan-out, standard deviation
/// sqrt(2 / (out * window / groups)) (He et al., arXiv:1502.01852). Linear layers: Xavier-uniform on +-sqrt(6 / (in + out)) (Glorot and
/// Bengio, 2010). Relative positions: normal, standard deviation width^-0.5. Biases are zero; normalisations and scales stay as constructed.
/// Every tensor is drawn on the CPU from its own generator, seeded from the run's seed and the tensor's state-dict name: two
/// ablations with the same seed start with the same weights in everything they share.
/// </summary>
public static class Initialisation
{
    /// <summary>Overwrites the weights and biases of every convolution and linear layer of <paramref name="model"/>.</summary>
    public static void Apply(Network model, long seed) => Apply((nn.Module)model, seed);

    /// <summary>The same for any module; names are relative to it.</summary>
    public static void Apply(nn.Module model, long seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var (name, module) in model.named_modules())
        {
            switch (module)
            {
                case Convolution conv:
                    var window = conv.kernel_size.Aggregate(1L, (product, size) => product * size);
                    var deviation = Math.Sqrt(2.0 / (conv.out_channels * window / (double)conv.groups));
                    Draw(conv.weight, name + ".weight", seed, (values, generator) => values.normal_(0, deviation, generator));
                    conv.bias?.zero_();
                    break;
                case Linear linear:
                    var bound = Math.Sqrt(6.0 / (linear.in_features + linear.out_features));
                    Draw(linear.weight, name + ".weight", seed, (values, generator) => values.uniform_(-bound, bound, generator));
                    linear.bias?.zero_();
                    break;
                case RelativePosition position:
                    Draw(position.Weight, name + ".weight", seed,
                        (values, generator) => values.normal_(0, RelativePosition.Deviation(values.shape[1]), generator));
                    break;
            }
        }
    }

    /// <summary>
    /// Seed of one tensor's generator: the first eight bytes, little-endian, of SHA-256 over "SEED/NAME" in UTF-8, SEED in
    /// decimal. The same on every machine and in every version.
    /// </summary>
    public static long SeedOf(long seed, string name)
    {
        var text = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}/{name}");
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static void Draw(Tensor target, string name, long seed, Action<Tensor, Generator> fill)
    {
        // Always drawn in float32 on the CPU, so that the values do not depend on type and device.
        using var generator = new Generator((ulong)SeedOf(seed, name));
        using var values = empty(target.shape, ScalarType.Float32, CPU);
        fill(values, generator);
        target.copy_(values);
    }
}
