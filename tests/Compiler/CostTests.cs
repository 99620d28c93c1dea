namespace SeRes2Net.Compiler.Tests;

/// <summary>
/// The three conventions for "FLOPs" and the activation memory, compared with figures that were published or worked out by hand.
/// </summary>
public sealed class CostTests
{
    // 3x8x8 -> conv 4x8x8 -> batch-norm -> relu -> avg-pool 4x4x4 -> global-avg-pool 4x1x1 -> linear 10.
    private const string Tiny = "[{ conv: { out: 4, kernel: 3, bias: true } }, batch-norm, relu, { avg-pool: { kernel: 2 } }]";

    [Fact]
    public void A_tiny_network_by_hand()
    {
        var costs = Compile.Spec(Nets.Stem(Tiny)).Costs;

        costs.Macs.Should().Be(4 * 64 * 27 + 40);
        costs.Thop.Should().Be(costs.Macs + 4 * 256 + 64 + (16 + 1) * 4);
        costs.Fvcore.Should().Be(costs.Macs + 2 * 256 + 64);
        // Kept: the image (for the convolution), the input of batch-norm, the output of relu, the input of linear.
        costs.TrainingBytes.Should().Be(4 * (192 + 256 + 256 + 4));
        // The most at a time: two maps of 4x8x8.
        costs.InferenceBytes.Should().Be(4 * (256 + 256));
        costs.Layers.Select(layer => layer.TrainingBytes).Should().Equal(1024, 0, 1024, 0, 16, 0);
    }

    /// <summary>On 4x6x6, 144 elements; the tools' rules for everything but convolutions and batch-norms.</summary>
    [Theory]
    [InlineData("layer-norm", 4 * 144, 5 * 144)]
    [InlineData("{ group-norm: { groups: 2 } }", 0, 5 * 144)]
    [InlineData("{ softmax: { over: channels } }", 36 * 11, 0)]
    [InlineData("{ softmax: { over: positions } }", 4 * 107, 0)]
    [InlineData("{ resize: { rows: 12, columns: 12 } }", 576, 576)]
    [InlineData("{ resize: { rows: 3, mode: bilinear } }", 11 * 72, 4 * 72)]
    [InlineData("{ channel-conv: { kernel: 3 } }", 3 * 144, 3 * 144)]
    [InlineData("{ avg-pool: { kernel: 2 } }", 36, 0)]
    [InlineData("{ max-pool: { kernel: 2 } }", 0, 0)]
    [InlineData("global-avg-pool", 37 * 4, 144)]
    [InlineData("global-max-pool", 0, 0)]
    [InlineData("global-sum-pool", 0, 0)]
    [InlineData("channel-mean", 0, 0)]
    [InlineData("gelu", 0, 0)]
    [InlineData("{ scale: { init: 1 } }", 0, 0)]
    [InlineData("{ channel-shuffle: { groups: 2 } }", 0, 0)]
    public void Other_operations_in_thop_and_fvcore(string step, long thop, long fvcore)
    {
        var layer = Compile.Spec(Nets.Stem($"[{step}]", "[4, 6, 6]")).Costs.Layers[0];

        layer.Thop.Should().Be(thop);
        layer.Fvcore.Should().Be(fvcore);
    }

    [Fact]
    public void Training_keeps_what_gradients_are_computed_from()
    {
        // gelu needs the image, relu and sigmoid their outputs, the layer its input; the slice is a part of relu's value.
        var costs = Compile.Spec(Nets.Stem("[gelu, relu, { slice: { channels: 2 } }, sigmoid]", "[4, 6, 6]")).Costs;

        costs.Layers.Select(layer => layer.TrainingBytes).Should().Equal(0, 576, 0, 288, 8, 0);
        costs.TrainingBytes.Should().Be(576 + 576 + 288 + 8);
    }

    [Fact]
    public void Totals_are_the_sums_of_the_layers()
    {
        var costs = Compile.Shipped("se-res2net-29").Costs;

        costs.Layers.Sum(layer => layer.Thop).Should().Be(costs.Thop);
        costs.Layers.Sum(layer => layer.Fvcore).Should().Be(costs.Fvcore);
        (costs.Layers.Sum(layer => layer.TrainingBytes) + 4 * 3 * 32 * 32).Should().Be(costs.TrainingBytes);
    }

    /// <summary>The figures for ResNet-50 that people quote from the two tools: 4.134 G and 4.112 G.</summary>
    [Fact]
    public void ResNet_50_as_thop_and_fvcore_have_it()
    {
        var costs = Compile.Spec(Nets.ResNet50()).Costs;

        costs.Thop.Should().Be(4_133_742_592);
        costs.Fvcore.Should().Be(4_111_512_576);
    }

    /// <summary>
    /// ResNet-20 with padded shortcuts: 19 batch-norms, 7 on 16x32x32 and 6 each on 32x16x16 and 64x8x8, and one pool of 64x8x8.
    /// </summary>
    [Fact]
    public void ResNet_20_by_hand()
    {
        var costs = Compile.Spec("extends: resnet-56.yaml\nname: Test\nrepeat: 3\nwith: { shortcut: pad }\n").Costs;
        const long Normalised = 7 * 16_384 + 6 * 8_192 + 6 * 4_096;

        costs.Macs.Should().Be(40_551_040);
        costs.Thop.Should().Be(costs.Macs + 4 * Normalised + 65 * 64);
        costs.Fvcore.Should().Be(costs.Macs + 2 * Normalised + 4_096);
        // The image; before every batch-norm its input, after every relu its output; the pooled features.
        costs.TrainingBytes.Should().Be(4 * (3 * 1024 + Normalised + Normalised + 64));
        // A block's input is kept for the addition while one map becomes another.
        costs.InferenceBytes.Should().Be(4 * 3 * 16_384);
    }

    [Fact]
    public void Neither_tool_counts_what_the_gate_multiplies()
    {
        var without = Compile.Shipped("res2net-29").Costs;
        var with = Compile.Shipped("se-res2net-29").Costs;

        // Per block one adaptive pool over the concatenated splits and two layers; sigmoid and product are free in both.
        long pooled = 3 * (48 * 1024 + 96 * 256 + 192 * 64);
        (with.Fvcore - without.Fvcore).Should().Be(with.Macs - without.Macs + pooled);
        (with.Thop - without.Thop).Should().Be(with.Macs - without.Macs + pooled + 3 * (48 + 96 + 192));
    }

    [Fact]
    public void Absurd_shapes_stop_at_the_largest_number()
    {
        var costs = Compile.Spec(Nets.Stem("[batch-norm, sigmoid]", "[1048576, 1048576, 1048576]")).Costs;

        costs.Thop.Should().BeGreaterThan(1L << 62);
        costs.TrainingBytes.Should().Be(long.MaxValue);
        costs.InferenceBytes.Should().Be(long.MaxValue);
    }
}
