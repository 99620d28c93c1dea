using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

public sealed class CapabilitiesTests
{
    [Fact]
    public void Kernels_serve_channels_last_tensors_but_not_the_default_layout()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 12, 4, 4);
        var fuses = Capabilities.Describe().Single(capability => capability.Name.Contains("batch-norm")).Present;
        Capabilities.For(Capabilities.ToChannelsLast(x)).Should().Match(ops => ReferenceEquals(ops, PlainOps.Instance) != fuses);
        Capabilities.For(x).Should().BeSameAs(PlainOps.Instance);
        Capabilities.For(Capabilities.ToChannelsLast(x.to(ScalarType.Int32))).Should().BeSameAs(PlainOps.Instance);
    }

    [Fact]
    public void Kernels_can_be_switched_off()
    {
        using var scope = NewDisposeScope();
        var x = Capabilities.ToChannelsLast(randn(2, 12, 4, 4)).requires_grad_();
        using var bn = nn.BatchNorm2d(12);
        var before = Capabilities.UseKernels;
        try
        {
            Capabilities.UseKernels = false;
            Capabilities.For(x).Should().BeSameAs(PlainOps.Instance);
            Capabilities.Describe().Where(capability => capability.Name.StartsWith("fused", StringComparison.Ordinal))
                .Should().OnlyContain(capability => !capability.Present);
            var slope = autograd.grad([Ops.BatchNorm(bn, x).pow(3).sum()], [x], retain_graph: true, create_graph: true)[0];
            slope.pow(2).sum().backward();
            x.grad!.isfinite().all().item<bool>().Should().BeTrue("TorchSharp's own operations have second derivatives");
        }
        finally
        {
            Capabilities.UseKernels = before;
        }
    }

    [Fact]
    public void Both_ways_to_channels_last_keep_the_values_and_move_the_channels_together()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 12, 4, 5);
        foreach (var y in new[] { Capabilities.ToChannelsLast(x), Layout.ToChannelsLast(x) })
        {
            y.shape.Should().Equal(x.shape);
            y.stride().Should().Equal(240, 1, 60, 12);
            y.Equals(x).Should().BeTrue();
        }
    }

    [Fact]
    public void Every_capability_says_what_happens_without_it() =>
        Capabilities.Describe().Should().NotBeEmpty().And.OnlyContain(capability => capability.Otherwise.Length > 0);
}
