using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Nn.Tests;

public sealed class CapabilitiesTests
{
    [Fact]
    public void The_native_back_end_fuses_channels_last_and_honours_the_default_layout()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 12, 4, 4);
        var fuses = Capabilities.Describe().Single(capability => capability.Name.Contains("batch-norm")).Present;
        Capabilities.For(Capabilities.ToChannelsLast(x)).Should().Match(ops => ReferenceEquals(ops, PlainOps.Instance) != fuses);
        Capabilities.For(x).Should().BeSameAs(PlainOps.Instance);
        Capabilities.For(Capabilities.ToChannelsLast(x.to(ScalarType.Int32))).Should().BeSameAs(PlainOps.Instance);
    }

    [Fact]
    public void Both_ways_to_channels_last_keep_the_values_and_move_the_channels_together()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 12, 4, 5);
        foreach (var y in new[] { Capabilities.ToChannelsLast(x), PlainOps.ToChannelsLast(x) })
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
