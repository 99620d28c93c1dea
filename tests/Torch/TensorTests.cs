using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>Making, reading and indexing tensors, arithmetic and random numbers.</summary>
public class TensorTests
{
    [Fact]
    public void Values_are_copied_in_and_out()
    {
        using var scope = NewDisposeScope();
        var source = new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } };
        var x = tensor(source);
        source[0, 0] = 100;

        x.shape.Should().Equal(2, 3);
        x.data<float>().ToArray().Should().Equal(1, 2, 3, 4, 5, 6);
        x.T.data<float>().ToArray().Should().Equal(1, 4, 2, 5, 3, 6);
        x.data<float>()[1, 2].Should().Be(6);
        ((float[,])x.data<float>().ToNDArray())[1, 0].Should().Be(4);
        tensor(3L).item<long>().Should().Be(3);
        tensor(new[] { 1, 2 }, dtype: float64).dtype.Should().Be(ScalarType.Float64);
        x.bytes.Length.Should().Be(24);
    }

    [Fact]
    public void Reading_as_the_wrong_type_is_refused()
    {
        using var x = ones(1);

        var item = () => x.item<double>();
        var data = () => x.data<long>();

        item.Should().Throw<ArgumentException>().WithMessage("*Float32*Float64*");
        data.Should().Throw<ArgumentException>().WithMessage("*Float32*Int64*");
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused()
    {
        var act = () => tensor(new[] { 1f, 2f, 3f }, [2, 2]);

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_buffer_is_shared_and_released_with_the_tensor()
    {
        var bytes = new byte[] { 9, 1, 0, 2, 0 };
        using (var x = frombuffer(bytes, int16, count: 2, offset: 1))
        {
            x.data<short>().ToArray().Should().Equal(1, 2);
            bytes[1] = 7;
            x.data<short>().ToArray().Should().Equal(7, 2);
        }
        var act = () => frombuffer(bytes, int32, count: 2);

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Scalars_keep_whole_numbers_whole()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1L, 2L });

        (x * 2).dtype.Should().Be(ScalarType.Int64);
        (x * 2.5).dtype.Should().Be(ScalarType.Float32);
        (10 - x).data<long>().ToArray().Should().Equal(9, 8);
        (1.0 / x.to(float64)).data<double>().ToArray().Should().Equal(1, 0.5);
        (x == 2).data<bool>().ToArray().Should().Equal(false, true);
        (2 > x).data<bool>().ToArray().Should().Equal(true, false);
        x.add(x, 10).data<long>().ToArray().Should().Equal(11, 22);
        x.div(2, RoundingMode.floor).data<long>().ToArray().Should().Equal(0, 1);
    }

    [Fact]
    public void Operations_in_place_return_the_tensor_itself()
    {
        using var x = ones(2);

        x.add_(1).mul_(3).Should().BeSameAs(x);

        x.data<float>().ToArray().Should().Equal(6, 6);
    }

    [Fact]
    public void Indices_pick_slice_and_insert()
    {
        using var scope = NewDisposeScope();
        var x = arange(24).view(2, 3, 4);

        x[1, 2, 3].item<long>().Should().Be(23);
        x[1].shape.Should().Equal(3, 4);
        x[TensorIndex.Ellipsis, 1].data<long>().ToArray().Should().Equal(1, 5, 9, 13, 17, 21);
        x[TensorIndex.Colon, 0, TensorIndex.Slice(1, null, 2)].data<long>().ToArray().Should().Equal(1, 3, 13, 15);
        x[0, TensorIndex.None].shape.Should().Equal(1, 3, 4);
        x[1..2, ..^1].shape.Should().Equal(1, 2, 4);
        x[^1, 0, 0].item<long>().Should().Be(12);
        var rows = tensor(new[] { 2L, 0L });
        x[0, TensorIndex.Tensor(rows)].data<long>().ToArray().Should().Equal(8, 9, 10, 11, 0, 1, 2, 3);
        x[TensorIndex.Colon, TensorIndex.Tensor(rows), 0].data<long>().ToArray().Should().Equal(8, 0, 20, 12);
        x[x > 21].data<long>().ToArray().Should().Equal(22, 23);
    }

    [Fact]
    public void Indices_write()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, 3);

        x[0, 1] = 5f;
        x[1] = tensor(new[] { 1f, 2f, 3f });
        x[TensorIndex.Ellipsis, TensorIndex.Slice(2)] = 9f;
        x[x == 0] = -1f;

        x.data<float>().ToArray().Should().Equal(-1, 5, 9, 1, 2, 9);
    }

    [Fact]
    public void Views_share_and_copies_do_not()
    {
        using var scope = NewDisposeScope();
        var x = zeros(4);

        x.view(2, 2).select(0, 1).fill_(1);
        x.clone().fill_(7);

        x.data<float>().ToArray().Should().Equal(0, 0, 1, 1);
        x.alias().Handle.Should().NotBe(x.Handle);
    }

    [Fact]
    public void Reductions_are_right()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[,] { { 1f, 5f, 3f }, { 4f, 2f, 6f } });

        // A plain 0 would be taken for the element type Byte, here as in TorchSharp.
        x.sum(0L).data<float>().ToArray().Should().Equal(5, 7, 9);
        x.mean([1]).data<float>().ToArray().Should().Equal(3, 4);
        x.max(1).indexes.data<long>().ToArray().Should().Equal(1, 2);
        x.argmax(1).data<long>().ToArray().Should().Equal(1, 2);
        x.topk(2).values.data<float>().ToArray().Should().Equal(5, 3, 6, 4);
        x.sort(1, descending: true).Values.data<float>().ToArray().Should().Equal(5, 3, 1, 6, 4, 2);
        x.var(unbiased: false).item<float>().Should().BeApproximately(35f / 12, 1e-6f);
        x.norm().item<float>().Should().BeApproximately((float)Math.Sqrt(91), 1e-5f);
        x.isfinite().all().item<bool>().Should().BeTrue();
        x.unique().output.numel().Should().Be(6);
        x.prod(1, true).shape.Should().Equal(2, 1);
        x.round().Equals(x).Should().BeTrue();
    }

    [Fact]
    public void Tensors_join_and_part()
    {
        using var scope = NewDisposeScope();
        var a = arange(4).view(2, 2);
        var b = a + 10;

        cat([a, b], 1).data<long>().ToArray().Should().Equal(0, 1, 10, 11, 2, 3, 12, 13);
        stack([a, b]).shape.Should().Equal(2, 2, 2);
        arange(10).chunk(3).Select(part => part.numel()).Should().Equal(4, 4, 2);
        arange(10).split([1, 2, 7], 0).Select(part => part.numel()).Should().Equal(1, 2, 7);
        arange(10).split(4).Select(part => part.numel()).Should().Equal(4, 4, 2);
        where(a > 1, a, b).data<long>().ToArray().Should().Equal(10, 11, 2, 3);
        a.gather(1, tensor(new[,] { { 1L }, { 0L } })).data<long>().ToArray().Should().Equal(1, 2);
        a.index_select(0, tensor(new[] { 1L })).data<long>().ToArray().Should().Equal(2, 3);
        a.flip(1).data<long>().ToArray().Should().Equal(1, 0, 3, 2);
    }

    [Fact]
    public void Equal_seeds_give_equal_numbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        var a = randn(5);
        manual_seed(42);
        var b = randn(5);
        a.Equals(b).Should().BeTrue();

        using var first = new Generator(7);
        using var second = new Generator(7);
        rand(5, generator: first).Equals(rand(5, generator: second)).Should().BeTrue();
        randperm(9, generator: first).Equals(randperm(9, generator: second)).Should().BeTrue();
        randint(0, 100, [9], generator: first).Equals(randint(0, 100, [9], generator: second)).Should().BeTrue();
        empty(5).normal_(1, 2, first).Equals(empty(5).normal_(1, 2, second)).Should().BeTrue();
        first.initial_seed().Should().Be(7);
    }

    [Fact]
    public void A_generator_s_state_can_be_restored()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var state = get_rng_state();
        var a = randn(5);

        set_rng_state(state);

        randn(5).Equals(a).Should().BeTrue();
    }

    [Fact]
    public void Conversions_return_the_tensor_itself_when_there_is_nothing_to_do()
    {
        using var x = ones(2);

        x.to(float32).Should().BeSameAs(x);
        x.to(CPU).Should().BeSameAs(x);
        using var copy = x.to(float32, copy: true);
        copy.Handle.Should().NotBe(x.Handle);
        using var half = x.bfloat16();
        half.dtype.Should().Be(ScalarType.BFloat16);
        half.element_size().Should().Be(2);
        half.ToString().Should().Be("[2], type = BFloat16, device = cpu");
    }

    [Fact]
    public void Channels_last_changes_the_strides_and_not_the_values()
    {
        using var scope = NewDisposeScope();
        var x = randn(2, 3, 4, 5);

        var y = Native.ToChannelsLast(x);

        y.stride().Should().Equal(60, 1, 15, 3);
        Native.IsChannelsLast(y).Should().BeTrue();
        Native.IsChannelsLast(x).Should().BeFalse();
        y.Equals(x).Should().BeTrue();
        y.data<float>().ToArray().Should().Equal(x.data<float>().ToArray());
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda:1", DeviceType.CUDA, 1)]
    public void Devices_are_read_and_written(string text, DeviceType type, int index)
    {
        var device = new Device(text);

        device.type.Should().Be(type);
        device.index.Should().Be(index);
        device.ToString().Should().Be(text);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("1")]
    [InlineData("cuda:1:2")]
    public void A_device_that_does_not_exist_is_refused(string text)
    {
        var act = () => new Device(text);

        act.Should().Throw<ArgumentException>().WithMessage("*expected*");
    }

    [Fact]
    public void Images_can_be_resized()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 0f, 2f }, [1, 1, 1, 2]);

        nn.functional.interpolate(x, [1, 4], mode: InterpolationMode.Bilinear, align_corners: false).data<float>().ToArray()
            .Should().Equal(0, 0.5f, 1.5f, 2);
        nn.functional.interpolate(x, scale_factor: [1, 2]).data<float>().ToArray().Should().Equal(0, 0, 2, 2);
    }
}
