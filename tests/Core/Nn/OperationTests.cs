using System.Diagnostics;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Nn;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>Every operation computes what its formula says, values and gradients, in either layout.</summary>
public sealed class OperationTests(OperationTests.Reference reference) : IClassFixture<OperationTests.Reference>
{
    private static readonly Dictionary<string, Func<Layers, Tensor, Tensor, Tensor>> Operations = new()
    {
        ["layer-norm"] = (layers, x, _) => Ops.LayerNorm(layers.Layer, x),
        ["group-norm"] = (layers, x, _) => Ops.GroupNorm(layers.Group, x),
        ["group-norm of one group"] = (layers, x, _) => Ops.GroupNorm(layers.Whole, x),
        ["scale"] = (layers, x, _) => Ops.Scale(layers.Scale, x),
        ["channel-conv"] = (layers, x, _) => Ops.ChannelConv(layers.Conv, x),
        ["relu6"] = (_, x, _) => Ops.Relu6(x),
        ["leaky-relu"] = (_, x, _) => Ops.LeakyRelu(x, slope: 0.2),
        ["gelu"] = (_, x, _) => Ops.Gelu(x),
        ["silu"] = (_, x, _) => Ops.Silu(x),
        ["hard-swish"] = (_, x, _) => Ops.HardSwish(x),
        ["hard-sigmoid"] = (_, x, _) => Ops.HardSigmoid(x),
        ["softmax over channels"] = (_, x, _) => Ops.SoftmaxOverChannels(x),
        ["softmax over positions"] = (_, x, _) => Ops.SoftmaxOverPositions(x),
        ["global-max-pool"] = (_, x, _) => Ops.GlobalMaxPool(x),
        ["global-sum-pool"] = (_, x, _) => Ops.GlobalSumPool(x),
        ["channel-mean"] = (_, x, _) => Ops.ChannelMean(x),
        ["channel-max"] = (_, x, _) => Ops.ChannelMax(x),
        ["channel-shuffle"] = (_, x, _) => Ops.ChannelShuffle(x, groups: 4),
        ["resize nearest, larger"] = (_, x, _) => Ops.ResizeNearest(x, rows: 2 * x.shape[2], columns: 3 * x.shape[3]),
        ["resize nearest, odd"] = (_, x, _) => Ops.ResizeNearest(x, rows: 7, columns: 3),
        ["resize bilinear, larger"] = (_, x, _) => Ops.ResizeBilinear(x, rows: 2 * x.shape[2], columns: 3 * x.shape[3]),
        ["resize bilinear, odd"] = (_, x, _) => Ops.ResizeBilinear(x, rows: 7, columns: 3),
        ["maximum"] = (_, x, other) => Ops.Maximum(x, other),
        ["add"] = (_, x, other) => Ops.Add(x, other),
        ["add of one position"] = (_, x, other) => Ops.Add(x, other.narrow(2, 0, 1).narrow(3, 0, 1)),
        ["add of one channel"] = (_, x, other) => Ops.Add(x, other.narrow(1, 0, 1)),
        ["multiply"] = (_, x, other) => Ops.Multiply(x, other),
        ["multiply by one position"] = (_, x, other) => Ops.Multiply(x, other.narrow(2, 0, 1).narrow(3, 0, 1)),
        ["multiply by one channel"] = (_, x, other) => Ops.Multiply(x, other.narrow(1, 0, 1)),
    };

    public static TheoryData<string> Names() => [.. Operations.Keys];

    [PyTorchTheory]
    [MemberData(nameof(Names))]
    public void In_float64_values_and_gradients_agree_with_the_formula_to_1e_9(string name) => Compare(name, "F64", 1e-9);

    [PyTorchTheory]
    [MemberData(nameof(Names))]
    public void In_float32_values_and_gradients_agree_with_the_formula_to_1e_5(string name) => Compare(name, "F32", 1e-5);

    [PyTorchTheory]
    [MemberData(nameof(Names))]
    public void Bfloat16_images_are_computed_in_bfloat16_with_weights_in_float32(string name)
    {
        using var scope = NewDisposeScope();
        foreach (var at in reference.Shapes("F32"))
        {
            var layers = new Layers(reference, at);
            foreach (var layout in Layouts)
            {
                // The rounded images, so that only the arithmetic differs.
                var x = reference[at + "/x"].to(ScalarType.BFloat16);
                // Not on a kink, where libtorch's hardswish takes the slope of one side or the other, depending on where the element is in
                // memory.
                x = x + (x.abs().eq(3) | x.abs().eq(6)).to(ScalarType.BFloat16);
                var other = reference[at + "/other"].to(ScalarType.BFloat16);
                var exact = x.to(ScalarType.Float32).requires_grad_();
                var expected = Operations[name](layers, exact, other.to(ScalarType.Float32));
                var input = layout(x).detach().requires_grad_();
                var y = Operations[name](layers, input, layout(other));
                y.dtype.Should().Be(ScalarType.BFloat16);
                // Up to a dozen roundings to 8 bits, 2^-9 each, of values that may be larger than their sum.
                Difference(y, expected).Should().BeLessThan(1.0 / 32, at);
                var weights = reference[$"{at}/{name}/r"].to(ScalarType.BFloat16);
                (y * weights).sum().backward();
                (expected * weights.to(ScalarType.Float32)).sum().backward();
                input.grad!.dtype.Should().Be(ScalarType.BFloat16);
                Difference(input.grad!, exact.grad!).Should().BeLessThan(1.0 / 32, at);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_map_keeps_its_layout(string name)
    {
        using var scope = NewDisposeScope();
        var layers = new Layers(8);
        var x = randn(2, 8, 6, 5);
        var y = Operations[name](layers, x, x + 1);
        y.is_contiguous().Should().BeTrue("a network that gets the default layout stays in it");
        if (y.shape[1] == 1 || y.shape[2] == 1)
            return;
        var last = Capabilities.ToChannelsLast(x);
        Operations[name](layers, last, Capabilities.ToChannelsLast(x + 1)).permute(0, 2, 3, 1).is_contiguous().Should().BeTrue();
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Dropout_zeroes_the_requested_share_and_keeps_the_mean(ScalarType type)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var y = Ops.Dropout(ones([64, 16, 8, 8], type), 0.3, training: true);

        // 65,536 elements: the share is known to 0.0018; five times that.
        y.eq(0).to(ScalarType.Float64).mean().item<double>().Should().BeApproximately(0.3, 0.009);
        (y.eq(0) | (y - 1 / 0.7).abs().lt(1e-6)).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Drop_path_zeroes_whole_images_and_scales_the_others()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var x = randn(4096, 3, 2, 2).requires_grad_();
        var y = Ops.DropPath(x, 0.25, training: true);

        var dropped = y.abs().sum([1, 2, 3]).eq(0);
        // 4,096 images: the share is known to 0.0068; five times that.
        dropped.to(ScalarType.Float32).mean().item<float>().Should().BeApproximately(0.25f, 0.034f);
        var kept = dropped.logical_not().reshape(-1, 1, 1, 1).to(ScalarType.Float32);
        Difference(y, x.detach() * kept / 0.75).Should().BeLessThan(1e-6);
        y.sum().backward();
        Difference(x.grad!, kept.expand(x.shape) / 0.75).Should().BeLessThan(1e-6);
    }

    [Fact]
    public void The_seed_decides_what_is_dropped()
    {
        using var scope = NewDisposeScope();
        var x = randn(64, 4, 3, 3);
        foreach (var drop in new Func<Tensor>[] { () => Ops.Dropout(x, 0.5, true), () => Ops.DropPath(x, 0.5, true) })
        {
            manual_seed(3);
            var first = drop();
            var second = drop();
            manual_seed(3);
            drop().Equals(first).Should().BeTrue();
            second.Equals(first).Should().BeFalse();
        }
    }

    [Fact]
    public void Outside_training_and_at_rate_zero_nothing_is_dropped_and_nothing_drawn()
    {
        using var scope = NewDisposeScope();
        var x = randn(8, 4, 3, 3);
        manual_seed(4);
        var next = rand(3);
        manual_seed(4);
        foreach (var y in new[]
        {
            Ops.Dropout(x, 0.5, false), Ops.DropPath(x, 0.5, false), Ops.Dropout(x, 0, true), Ops.DropPath(x, 0, true),
        })
        {
            y.Equals(x).Should().BeTrue();
            y.Should().NotBeSameAs(x, "the caller owns the result and may move it to another scope");
        }
        rand(3).Equals(next).Should().BeTrue();
    }

    [Fact]
    public void A_layer_that_runs_twice_counts_both_batches_in_its_running_statistics()
    {
        using var scope = NewDisposeScope();
        foreach (var layout in Layouts)
        {
            var (a, b) = (layout(randn(4, 8, 5, 5)).requires_grad_(), layout(randn(4, 8, 5, 5) + 2));
            using var bn = nn.BatchNorm2d(8);
            var expected = zeros(8);
            foreach (var x in new[] { a, b })
                expected = 0.9 * expected + 0.1 * x.detach().mean([0, 2, 3]);

            (Ops.BatchNorm(bn, a) * Ops.BatchNormRelu(bn, b)).sum().backward();

            Difference(bn.running_mean!, expected).Should().BeLessThan(1e-6);
            bn.num_batches_tracked!.item<long>().Should().Be(2);
            bn.weight!.grad!.isfinite().all().item<bool>().Should().BeTrue();
        }
    }

    [Fact]
    public void A_scale_follows_its_module_to_another_type()
    {
        using var scope = NewDisposeScope();
        using var scale = new Scale(4, 0.5);
        scale.to(ScalarType.Float64);
        scale.Weight.dtype.Should().Be(ScalarType.Float64);
        scale.state_dict().Should().ContainKey("weight").WhoseValue.dtype.Should().Be(ScalarType.Float64);
        scale.call(ones([1, 4, 2, 2], ScalarType.Float64)).sum().item<double>().Should().Be(8);
    }

    private static readonly Func<Tensor, Tensor>[] Layouts = [x => x.contiguous(), Capabilities.ToChannelsLast];

    private void Compare(string name, string type, double tolerance)
    {
        using var scope = NewDisposeScope();
        foreach (var at in reference.Shapes(type))
        {
            foreach (var layout in Layouts)
            {
                var layers = new Layers(reference, at);
                var leaves = new Dictionary<string, Tensor>
                {
                    ["x"] = layout(reference[at + "/x"]).detach().requires_grad_(),
                    ["other"] = layout(reference[at + "/other"]).detach().requires_grad_(),
                };
                var y = Operations[name](layers, leaves["x"], leaves["other"]);
                Difference(y, reference[$"{at}/{name}/y"]).Should().BeLessThan(tolerance, at);
                (y * reference[$"{at}/{name}/r"]).sum().backward();
                foreach (var (leaf, tensor) in layers.Named.Where(layer => layer.Value.grad is not null))
                    leaves.Add(leaf, tensor);
                var found = leaves.Where(leaf => leaf.Value.grad is not null).Select(leaf => leaf.Key);
                found.Should().BeEquivalentTo(reference.Gradients(at, name));
                foreach (var leaf in found)
                    Difference(leaves[leaf].grad!, reference[$"{at}/{name}/{leaf}"]).Should().BeLessThan(tolerance, "{0} {1}", leaf, at);
            }
        }
    }

    /// <summary>Relative to the largest value, if that is above one.</summary>
    private static double Difference(Tensor actual, Tensor expected)
    {
        actual.shape.Should().Equal(expected.shape);
        var exact = expected.to(ScalarType.Float64);
        var difference = (actual.to(ScalarType.Float64) - exact).abs().max().item<double>();
        return difference / Math.Max(1, exact.abs().max().item<double>());
    }

    /// <summary>The layers of one shape. Layers with the same name share their values; each operation uses one of them.</summary>
    private sealed class Layers
    {
        internal Layers(long channels)
        {
            Layer = nn.LayerNorm(channels, eps: 1e-6);
            Group = nn.GroupNorm(4, channels);
            Whole = nn.GroupNorm(1, channels, eps: 1e-3);
            Scale = new Scale(channels, 1);
            Conv = nn.Conv1d(1, 1, 5, padding: 2);
        }

        internal Layers(Reference reference, string at)
            : this(reference[at + "/weight"].shape[0])
        {
            using var guard = no_grad();
            foreach (var module in new nn.Module[] { Layer, Group, Whole, Scale, Conv })
                module.to(reference[at + "/weight"].dtype);
            foreach (var (name, tensor) in Named)
                tensor.copy_(reference[$"{at}/{name}"]);
        }

        internal LayerNorm Layer { get; }

        internal GroupNorm Group { get; }

        internal GroupNorm Whole { get; }

        internal Scale Scale { get; }

        internal Conv1d Conv { get; }

        internal IEnumerable<(string Name, Tensor Value)> Named =>
        [
            ("weight", Layer.weight!), ("bias", Layer.bias!), ("weight", Group.weight!), ("bias", Group.bias!),
            ("weight", Whole.weight!), ("bias", Whole.bias!), ("weight", Scale.Weight), ("taps", Conv.weight), ("shift", Conv.bias!),
        ];
    }

    /// <summary>What the Python side computed, once for all tests.</summary>
    public sealed class Reference : IDisposable
    {
        private readonly Lazy<SafetensorsFile> file = new(Compute);

        internal Tensor this[string name] => file.Value.Tensors[name];

        internal IEnumerable<string> Shapes(string type) => file.Value.Tensors.Keys
            .Where(name => name.StartsWith(type + "/", StringComparison.Ordinal) && name.EndsWith("/taps", StringComparison.Ordinal))
            .Where(name => name.Count(c => c == '/') == 2)
            .Select(name => name[..^"/taps".Length]);

        internal IEnumerable<string> Gradients(string at, string name) =>
            new[] { "x", "other", "weight", "bias", "taps", "shift" }.Where(leaf => file.Value.Tensors.ContainsKey($"{at}/{name}/{leaf}"));

        public void Dispose()
        {
            if (file.IsValueCreated)
                file.Value.Dispose();
        }

        private static SafetensorsFile Compute()
        {
            using var folder = new TemporaryFolder();
            var output = folder.File("operations.safetensors");
            PyTorch.Run("operations.py", output);
            var file = Safetensors.Read(output);
            // They outlive the test that asked first.
            foreach (var tensor in file.Tensors.Values)
                tensor.DetachFromDisposeScope();
            return file;
        }
    }
}
