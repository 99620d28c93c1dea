using System.Runtime.InteropServices;
using System.Text;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>
/// Weights and images that depend only on names, by integer arithmetic that is exact in every language; Python/twin.py computes the same.
/// Uniform numbers from FNV-1a of the name and MurmurHash3's finaliser over hash + index, in [0.5, 1.5) for factors and
/// variances, in [-0.2, 0.2) for biases and means, and of variance 1 / fan-in for convolutions and linear layers.
/// </summary>
internal static class FormulaWeights
{
    /// <summary>Overwrites everything in the network's state dict.</summary>
    public static void Fill(Network model)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var (name, tensor) in model.state_dict())
        {
            tensor.copy_(Value(name, tensor.shape));
        }
    }

    /// <summary>Everything that a network of that graph stores, in float64.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(NetworkGraph graph) =>
        StateLayout.Of(graph).ToDictionary(tensor => tensor.Name, tensor => Value(tensor.Name, [.. tensor.Shape]));

    /// <summary>[batch, C, H, W] of mean 0 and variance about 1, float64. A larger batch begins with the images of a smaller one.</summary>
    public static Tensor Images(Shape shape, int batch) => Uniform("images", [batch, shape.Channels, shape.Rows, shape.Columns], 3.4, -0.5);

    /// <summary>
    /// The loss's weights for the logits. The loss is linear: softmax would saturate on large logits, and then we would compare rounding
    /// errors.
    /// </summary>
    public static Tensor LossWeights(long[] shape) => Uniform("loss", shape, 2, -0.5);

    private static Tensor Value(string name, long[] shape)
    {
        if (name.EndsWith("num_batches_tracked", StringComparison.Ordinal))
        {
            return zeros(shape, ScalarType.Int64);
        }
        var (factor, shift) = Range(name, shape);
        return Uniform(name, shape, factor, shift);
    }

    private static (double Factor, double Shift) Range(string name, long[] shape)
    {
        if (name.EndsWith("running_var", StringComparison.Ordinal)
            || shape.Length == 1 && name.EndsWith(".weight", StringComparison.Ordinal))
        {
            return (1, 0.5);
        }
        return shape.Length == 1 ? (0.4, -0.5) : (Math.Sqrt(12.0 / shape.Skip(1).Aggregate(1L, (a, b) => a * b)), -0.5);
    }

    private static Tensor Uniform(string name, long[] shape, double factor, double shift)
    {
        var result = empty(shape, ScalarType.Float64, CPU);
        var values = MemoryMarshal.Cast<byte, double>(result.bytes);
        var seed = 2166136261u;
        foreach (var one in Encoding.UTF8.GetBytes(name))
        {
            seed = (seed ^ one) * 16777619u;
        }
        for (var i = 0; i < values.Length; i++)
        {
            var x = seed + (uint)i;
            x = (x ^ (x >> 16)) * 0x85EBCA6Bu;
            x = (x ^ (x >> 13)) * 0xC2B2AE35u;
            x ^= x >> 16;
            values[i] = ((x + 0.5) / 4294967296.0 + shift) * factor;
        }
        return result;
    }
}
