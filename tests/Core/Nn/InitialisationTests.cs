using SeRes2Net.Nn;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

public sealed class InitialisationTests
{
    [Fact]
    public void The_same_seed_gives_the_same_weights_and_a_different_seed_different_ones()
    {
        using var scope = NewDisposeScope();
        using var first = new Small(withGate: false);
        using var second = new Small(withGate: false);
        Initialisation.Apply(first, 3);
        manual_seed(99);
        Initialisation.Apply(second, 3);
        first.conv.weight!.Equals(second.conv.weight!).Should().BeTrue();
        first.linear.weight!.Equals(second.linear.weight!).Should().BeTrue();
        Initialisation.Apply(second, 4);
        first.conv.weight!.Equals(second.conv.weight!).Should().BeFalse();
    }

    [Fact]
    public void Networks_start_equal_in_what_they_have_in_common()
    {
        using var scope = NewDisposeScope();
        using var plain = new Small(withGate: false);
        using var gated = new Small(withGate: true);
        Initialisation.Apply(plain, 5);
        Initialisation.Apply(gated, 5);
        var of = plain.state_dict();
        var with = gated.state_dict();
        with.Count.Should().BeGreaterThan(of.Count);
        foreach (var (name, tensor) in of)
            tensor.Equals(with[name]).Should().BeTrue(name);
    }

    [Fact]
    public void Equal_shapes_under_different_names_start_differently()
    {
        using var scope = NewDisposeScope();
        using var model = new Small(withGate: true);
        Initialisation.Apply(model, 5);
        model.conv.weight!.Equals(model.gate!.weight!).Should().BeFalse();
    }

    [Fact]
    public void Convolutions_are_He_normal_over_the_fan_out()
    {
        using var scope = NewDisposeScope();
        using var model = new Small(withGate: false);
        Initialisation.Apply(model, 0);
        var deviation = Math.Sqrt(2.0 / (64 * 9));
        var weights = model.conv.weight!.detach();
        // 18,432 values: the deviation is known to 1/sqrt(2n) = 0.5%, the mean to deviation/sqrt(n) = 0.7%; four times that.
        weights.std().item<float>().Should().BeApproximately((float)deviation, (float)(0.02 * deviation));
        weights.mean().item<float>().Should().BeApproximately(0, (float)(0.03 * deviation));
        (weights.abs() > 3 * deviation).sum().item<long>().Should().BeInRange(20, 90, "0.27% of a normal distribution is out there");
    }

    [Fact]
    public void Linear_layers_are_Xavier_uniform_and_biases_zero()
    {
        using var scope = NewDisposeScope();
        using var model = new Small(withGate: true);
        Initialisation.Apply(model, 0);
        var bound = (float)Math.Sqrt(6.0 / (64 + 10));
        var weights = model.linear.weight!.detach();
        weights.abs().max().item<float>().Should().BeInRange(0.98f * bound, bound);
        weights.std().item<float>().Should().BeApproximately(bound / MathF.Sqrt(3), 0.1f * bound);
        model.linear.bias!.abs().max().item<float>().Should().Be(0);
        model.gate!.bias!.abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void Batch_norm_keeps_the_factor_it_was_built_with()
    {
        using var scope = NewDisposeScope();
        using var model = new Small(withGate: false);
        using (no_grad())
            model.norm.weight!.fill_(0);
        Initialisation.Apply(model, 0);
        model.norm.weight!.abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void Convolutions_along_the_channels_are_He_normal_and_norms_and_scales_stay_as_built()
    {
        using var scope = NewDisposeScope();
        using var conv = nn.Conv1d(1, 1, 999, padding: 499);
        using var layer = nn.LayerNorm(8);
        using var group = Layers.GroupNorm(2, 8);
        using var scale = new Scale(8, 1e-6);
        using var model = nn.Sequential(("conv", conv), ("layer", layer), ("group", group), ("scale", scale));
        Initialisation.Apply(model, 0);
        // 999 values: the deviation is known to 1/sqrt(2n) = 2.2%; four times that.
        var deviation = MathF.Sqrt(2f / 999);
        conv.weight.std().item<float>().Should().BeApproximately(deviation, 0.09f * deviation);
        conv.bias!.abs().max().item<float>().Should().Be(0);
        foreach (var (weight, bias) in new[] { (layer.weight, layer.bias), (group.weight, group.bias) })
        {
            weight!.eq(1).all().item<bool>().Should().BeTrue();
            bias!.eq(0).all().item<bool>().Should().BeTrue();
        }
        scale.Weight.eq(1e-6f).all().item<bool>().Should().BeTrue();
    }

    // The published rule: anyone must be able to draw the same values.
    [Fact]
    public void The_seed_of_a_tensor_is_the_head_of_SHA_256()
    {
        Initialisation.SeedOf(0, "stem.conv.weight").Should().Be(-7264675691013830942);
        Initialisation.SeedOf(-1, "head.linear.weight").Should().Be(3210368813680824648);
    }

    private sealed class Small : nn.Module<Tensor, Tensor>
    {
        internal readonly Conv2d conv = nn.Conv2d(32, 64, 3, padding: 1, bias: false);
        internal readonly BatchNorm2d norm = nn.BatchNorm2d(64);
        internal readonly Linear linear = nn.Linear(64, 10);
        internal readonly Conv2d? gate;

        internal Small(bool withGate)
            : base("Small")
        {
            register_module("conv", conv);
            register_module("norm", norm);
            register_module("linear", linear);
            if (withGate)
                register_module("gate", gate = nn.Conv2d(32, 64, 3, padding: 1));
        }

        public override Tensor forward(Tensor input) => input;
    }
}
