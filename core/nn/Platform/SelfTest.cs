using System.Diagnostics;

namespace SeRes2Net.Nn.Platform;

/// <summary>What the self-test found.</summary>
/// <param name="Convolutions">How many were tested, forward and backward.</param>
/// <param name="Wrong">How many of them were wrong.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record SelfTestResult(int Convolutions, int Wrong, double Milliseconds);

/// <summary>
/// Compares a dozen small convolutions of libtorch, forward and backward, with loops in float64. Each is one that a oneDNN with wrong cache
/// sizes gets wrong: channels that are not a multiple of a block, groups, strides, maps smaller than the kernel.
/// </summary>
internal static class SelfTest
{
    private static readonly (ScalarType Type, bool ChannelsLast, ConvolutionCase Case)[] Cases =
    [
        (ScalarType.Float32, false, new(2, 13, 29, 1, (2, 2), (3, 3), (1, 1), (1, 1), (1, 1))),
        (ScalarType.Float32, false, new(3, 37, 55, 1, (2, 2), (2, 2), (2, 2), (1, 1), (1, 1))),
        (ScalarType.Float32, false, new(3, 41, 8, 1, (1, 1), (3, 3), (1, 1), (2, 2), (1, 1))),
        (ScalarType.Float32, true, new(3, 6, 12, 6, (4, 4), (3, 3), (1, 1), (1, 1), (1, 1))),
        (ScalarType.Float32, true, new(1, 10, 20, 10, (9, 9), (3, 3), (1, 1), (1, 1), (1, 1))),
        (ScalarType.Float32, true, new(3, 39, 78, 39, (3, 3), (3, 3), (1, 1), (1, 1), (1, 1))),
        (ScalarType.BFloat16, false, new(1, 1, 12, 1, (11, 11), (1, 1), (3, 3), (0, 0), (1, 1))),
        (ScalarType.BFloat16, false, new(3, 15, 30, 15, (1, 9), (4, 1), (2, 3), (2, 0), (1, 1))),
        (ScalarType.BFloat16, false, new(1, 20, 8, 4, (4, 31), (1, 5), (2, 3), (1, 1), (1, 1))),
        (ScalarType.BFloat16, true, new(1, 14, 14, 14, (5, 5), (5, 5), (2, 2), (0, 0), (1, 1))),
        (ScalarType.BFloat16, true, new(1, 8, 16, 8, (5, 5), (2, 2), (1, 1), (1, 1), (1, 1))),
        (ScalarType.BFloat16, true, new(3, 24, 15, 3, (4, 4), (1, 1), (1, 1), (0, 0), (1, 1))),
    ];

    /// <summary>Runs it. Does not use libtorch's random generator, leaves no tensor behind, and works in any autograd mode.</summary>
    internal static SelfTestResult Run()
    {
        var clock = Stopwatch.StartNew();
        using var inference = inference_mode(false);
        using var gradients = enable_grad();
        var wrong = Cases.Count(test => !IsRight(test.Case, test.Type, test.ChannelsLast));
        return new(Cases.Length, wrong, clock.Elapsed.TotalMilliseconds);
    }

    private static bool IsRight(ConvolutionCase at, ScalarType type, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        var state = 1u;
        var (x, weight, gradient) = (Values(at.InputShape), Values(at.WeightShape), Values(at.ResultShape));
        var expected = PlainConvolution.Compute(at, x, weight, gradient);
        var input = Given(x, at.InputShape).requires_grad_();
        var taps = tensor(weight, at.WeightShape, type, CPU).requires_grad_();
        var result = nn.functional.conv2d(input, taps, null, [at.Stride.Rows, at.Stride.Columns],
            [at.Padding.Rows, at.Padding.Columns], [at.Dilation.Rows, at.Dilation.Columns], at.Groups);
        var slopes = autograd.grad([result], [input, taps], [Given(gradient, at.ResultShape)]);
        return Agree(result, expected.Result) && Agree(slopes[0], expected.Input) && Agree(slopes[1], expected.Weight);

        Tensor Given(double[] values, long[] shape)
        {
            var value = tensor(values, shape, type, CPU);
            return channelsLast ? Capabilities.ToChannelsLast(value) : value;
        }

        // Whole numbers from -4 to 4: float32 adds their products exactly in any order, unless it uses a transform.
        double[] Values(long[] shape)
        {
            var values = new double[shape.Aggregate(1L, (count, size) => count * size)];
            for (var i = 0; i < values.Length; i++)
            {
                state = unchecked((state * 1664525) + 1013904223);
                values[i] = ((state >> 16) % 9) - 4.0;
            }
            return values;
        }

        bool Agree(Tensor value, double[] reference)
        {
            var largest = reference.Max(Math.Abs);
            // Stored in bfloat16 at most once for every image, u = 2^-8 each; in float32, what a transform loses.
            var allowed = largest * (type == ScalarType.BFloat16 ? (at.Images + 1) / 256.0 : 1e-4);
            var values = value.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
            var index = 0;
            foreach (var number in values)
            {
                if (!(Math.Abs(number - reference[index++]) <= allowed))
                    return false;
            }
            return true;
        }
    }
}
