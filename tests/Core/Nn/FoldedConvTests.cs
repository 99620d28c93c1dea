using SeRes2Net.Nn;
using SeRes2Net.Nn.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>A convolution with the following normalisation folded in computes what the two compute in sequence.</summary>
public sealed class FoldedConvTests : KernelsOn
{
    private delegate Tensor[] Call(Conv2d conv, BatchNorm2d bn, Tensor x, Tensor other);

    private static readonly Dictionary<string, Call> Calls = new()
    {
        ["alone"] = (conv, bn, x, _) => [Ops.ConvBatchNorm(conv, bn, x)],
        ["relu"] = (conv, bn, x, _) => [Ops.ConvBatchNormRelu(conv, bn, x)],
        ["add"] = (conv, bn, x, other) => [Ops.ConvBatchNormAdd(conv, bn, x, other)],
        ["add relu"] = (conv, bn, x, other) => [Ops.ConvBatchNormAddRelu(conv, bn, x, other)],
        ["split"] = (conv, bn, x, _) => Ops.ConvBatchNormReluSplit(conv, bn, x, 5, conv.out_channels - 5),
        ["carry"] = (conv, bn, x, other) =>
        {
            var (value, sum) = Ops.ConvBatchNormReluAdd(conv, bn, x, other);
            return [value, sum];
        },
    };

    // Input and output channels, groups, kernel, stride, rows and columns.
    private static readonly (long In, long Out, long Groups, long Kernel, long Stride, long Size)[] Shapes =
    [
        (3, 16, 1, 3, 1, 8), (16, 48, 1, 1, 1, 8), (12, 12, 1, 3, 1, 9), (24, 40, 1, 3, 2, 7), (32, 32, 32, 3, 1, 6), (24, 36, 4, 5, 2, 8),
        (17, 13, 1, 1, 1, 5), (8, 64, 1, 3, 2, 1),
    ];

    public static TheoryData<string, ScalarType, bool> Cases()
    {
        var data = new TheoryData<string, ScalarType, bool>();
        foreach (var call in Calls.Keys)
            foreach (var type in new[] { ScalarType.Float64, ScalarType.Float32, ScalarType.BFloat16 })
                foreach (var channelsLast in new[] { true, false })
                    data.Add(call, type, channelsLast);
        return data;
    }

    // Relative to the largest value. bfloat16 rounds weights, bias and result to 8 bits; float32's sums are in a different order.
    [Theory]
    [MemberData(nameof(Cases))]
    public void It_agrees_with_the_two_in_sequence(string call, ScalarType type, bool channelsLast)
    {
        var tolerance = type switch { ScalarType.Float64 => 1e-9, ScalarType.Float32 => 1e-5, _ => 1.0 / 64 };
        foreach (var shape in Shapes)
        {
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            using var generator = new Generator(5);
            var (conv, bn) = Build(shape, generator, type);
            var size = (shape.Size + shape.Stride - 1) / shape.Stride;
            var x = Drawn(generator, channelsLast, type, 3, shape.In, shape.Size, shape.Size);
            var other = Drawn(generator, channelsLast, type, 3, shape.Out, size, size);

            var found = Calls[call](conv, bn, x, other);

            var (exactConv, exactBn) = (conv.to(ScalarType.Float64), bn.to(ScalarType.Float64));
            var y = exactBn.call(exactConv.call(x.to(ScalarType.Float64).contiguous()));
            var wide = other.to(ScalarType.Float64);
            Tensor[] expected = call switch
            {
                "alone" => [y],
                "relu" => [y.relu()],
                "add" => [y + wide],
                "add relu" => [(y + wide).relu()],
                "split" => y.relu().split([5, shape.Out - 5], 1),
                _ => [y.relu(), y.relu() + wide],
            };
            found.Length.Should().Be(expected.Length);
            foreach (var (actual, wanted) in found.Zip(expected))
            {
                actual.shape.Should().Equal(wanted.shape);
                actual.dtype.Should().Be(type);
                var difference = (actual.to(ScalarType.Float64) - wanted).abs().max().item<double>();
                (difference / Math.Max(1, wanted.abs().max().item<double>())).Should().BeLessThan(tolerance, "{0} of {1}", call, shape);
            }
        }
    }

    [Fact]
    public void It_serves_only_evaluation_without_gradients()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        var (conv, bn) = Build(Shapes[1], generator, ScalarType.Float32);
        var x = randn(2, 16, 8, 8);
        FoldedConv.Serves(conv, bn, x).Should().BeFalse("the layers' own values need gradients");
        using (no_grad())
        {
            FoldedConv.Serves(conv, bn, x).Should().BeTrue();
            bn.train();
            FoldedConv.Serves(conv, bn, x).Should().BeFalse("training normalises by the batch");
        }
    }

    [Fact]
    public void It_follows_the_weights_except_while_they_are_kept()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var generator = new Generator(5);
        var (conv, bn) = Build(Shapes[1], generator, ScalarType.Float32);
        var x = randn(2, 16, 8, 8);
        var before = Ops.ConvBatchNorm(conv, bn, x);
        bn.bias!.add_(1);
        (Ops.ConvBatchNorm(conv, bn, x) - before - 1).abs().max().item<float>().Should().BeLessThan(1e-4f);
        using (FoldedConv.Keep())
        {
            var kept = Ops.ConvBatchNorm(conv, bn, x);
            bn.bias!.add_(1);
            Ops.ConvBatchNorm(conv, bn, x).Equals(kept).Should().BeTrue();
        }
        (Ops.ConvBatchNorm(conv, bn, x) - before - 2).abs().max().item<float>().Should().BeLessThan(1e-4f);
    }

    private static (Conv2d, BatchNorm2d) Build(
        (long In, long Out, long Groups, long Kernel, long Stride, long Size) shape, Generator generator, ScalarType type)
    {
        var state = type == ScalarType.BFloat16 ? ScalarType.Float32 : type;
        var half = shape.Kernel / 2;
        var conv = nn.Conv2d(
            shape.In, shape.Out, (shape.Kernel, shape.Kernel), (shape.Stride, shape.Stride), (half, half), groups: shape.Groups, bias: false);
        var bn = nn.BatchNorm2d(shape.Out);
        using (no_grad())
        {
            conv.to(state);
            bn.to(state);
            conv.weight.copy_(randn(conv.weight.shape, generator: generator) / Math.Sqrt(shape.In / shape.Groups * shape.Kernel * shape.Kernel));
            bn.weight!.copy_(randn(bn.weight.shape, generator: generator));
            bn.bias!.copy_(randn(bn.bias!.shape, generator: generator));
            bn.running_mean!.copy_(randn(bn.running_mean!.shape, generator: generator));
            bn.running_var!.copy_(rand(bn.running_var!.shape, generator: generator) + 0.5);
        }
        bn.eval();
        return (conv, bn);
    }

    private static Tensor Drawn(Generator generator, bool channelsLast, ScalarType type, params long[] size)
    {
        var x = randn(size, generator: generator).to(ScalarType.BFloat16).to(type);
        return channelsLast ? Capabilities.ToChannelsLast(x) : x;
    }
}
