using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>Values by hand, and gradients against differences, in float64.</summary>
public class GradientTests
{
    [Fact]
    public void A_convolution_is_the_sum_it_is_defined_as()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var x = randn(2, 4, 5, 6, float64);
        var w = randn(6, 2, 3, 3, float64);
        var b = randn(6, float64);

        var y = nn.functional.conv2d(x, w, b, [2, 1], [1, 1], [1, 1], 2);

        y.shape.Should().Equal(2, 6, 3, 6);
        var (xs, ws, bs, ys) = (x.data<double>(), w.data<double>(), b.data<double>(), y.data<double>());
        foreach (var (n, o, r, c) in Places(2, 6, 3, 6))
        {
            var sum = bs[o];
            foreach (var (_, i, kr, kc) in Places(1, 2, 3, 3))
            {
                var (row, column) = (2 * r + kr - 1, c + kc - 1);
                if (row is >= 0 and < 5 && column is >= 0 and < 6)
                    sum += ws[o, i, kr, kc] * xs[n, o / 3 * 2 + i, row, column];
            }
            ys[n, o, r, c].Should().BeApproximately(sum, 1e-12);
        }
    }

    [Fact]
    public void Gradients_of_a_convolution_agree_with_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        Check(
            t => nn.functional.conv2d(t[0], t[1], t[2], [2, 2], [1, 1], [1, 1], 1),
            randn(2, 3, 5, 5, float64), randn(4, 3, 3, 3, float64), randn(4, float64));
    }

    [Fact]
    public void Batch_norm_in_training_uses_the_batch_and_moves_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var x = randn(4, 3, 2, 2, float64) * 3 + 1;
        using var bn = nn.BatchNorm2d(3, dtype: float64);

        var y = bn.call(x);

        var mean = x.mean([0, 2, 3], true);
        var variance = x.var([0, 2, 3], unbiased: false, keepdim: true);
        y.allclose((x - mean) / (variance + 1e-5).sqrt(), 1e-10, 1e-12).Should().BeTrue();
        bn.running_mean!.allclose(mean.flatten() * 0.1, 1e-12, 1e-12).Should().BeTrue();
        var unbiased = x.var([0, 2, 3], unbiased: true);
        bn.running_var!.allclose(unbiased * 0.1 + 0.9, 1e-12, 1e-12).Should().BeTrue();
        bn.num_batches_tracked!.item<long>().Should().Be(1);
    }

    [Fact]
    public void Batch_norm_in_evaluation_uses_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var x = randn(4, 3, 2, 2, float64);
        using var bn = nn.BatchNorm2d(3, dtype: float64);
        using (no_grad())
        {
            bn.running_mean!.copy_(tensor(new[] { 1.0, 2, 3 }));
            bn.running_var!.copy_(tensor(new[] { 4.0, 5, 6 }));
        }
        bn.eval();

        var y = bn.call(x);

        var expected = (x - bn.running_mean!.view(1, 3, 1, 1)) / (bn.running_var!.view(1, 3, 1, 1) + 1e-5).sqrt();
        y.allclose(expected, 1e-10, 1e-12).Should().BeTrue();
        bn.num_batches_tracked!.item<long>().Should().Be(0);
    }

    [Fact]
    public void Gradients_of_batch_norm_agree_with_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        Check(
            t => nn.functional.batch_norm(t[0], null!, null!, t[1], t[2], training: true) * WeightsLike(t[0]),
            randn(4, 3, 2, 2, float64), randn(3, float64), randn(3, float64));
    }

    [Fact]
    public void Gradients_of_a_linear_layer_and_of_cross_entropy_agree_with_differences()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var labels = randint(5, [7]);
        Check(
            t => nn.functional.cross_entropy(nn.functional.linear(t[0], t[1], t[2]), labels, label_smoothing: 0.1),
            randn(7, 4, float64), randn(5, 4, float64), randn(5, float64));
    }

    [Fact]
    public void Cross_entropy_is_the_mean_of_the_smoothed_log_probabilities()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[,] { { 1.0, 2.0, 0.5 }, { -1.0, 0.0, 3.0 } });
        var labels = tensor(new long[] { 1, 0 });

        var loss = nn.functional.cross_entropy(logits, labels, label_smoothing: 0.3).item<double>();

        double Sample(double[] z, int label)
        {
            var logSum = Math.Log(z.Sum(Math.Exp));
            return Enumerable.Range(0, 3).Sum(k => -(z[k] - logSum) * (0.1 + (k == label ? 0.7 : 0)));
        }

        loss.Should().BeApproximately((Sample([1, 2, 0.5], 1) + Sample([-1, 0, 3], 0)) / 2, 1e-12);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("sigmoid")]
    [InlineData("avg")]
    [InlineData("max")]
    [InlineData("global")]
    [InlineData("pad")]
    [InlineData("softmax")]
    public void Gradients_of_the_other_functions_agree_with_differences(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        Func<Tensor, Tensor> f = name switch
        {
            "relu" => x => nn.functional.relu(x),
            "sigmoid" => x => nn.functional.sigmoid(x),
            "avg" => x => nn.functional.avg_pool2d(x, 3, 2, 1),
            "max" => x => nn.functional.max_pool2d(x, 3, 2, 1),
            "global" => x => nn.functional.adaptive_avg_pool2d(x, 1),
            "pad" => x => nn.functional.pad(x, [0, 1, 2, 0]),
            _ => x => nn.functional.softmax(x, 1),
        };
        Check(t => f(t[0]) * WeightsLike(f(t[0])), randn(2, 3, 4, 5, float64));
    }

    [Fact]
    public void Gradients_add_up_until_they_are_dropped()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);

        (x * 2).sum().backward();
        (x * 3).sum().backward();
        x.grad!.data<float>().ToArray().Should().Equal(5, 5, 5);

        x.grad = null;
        x.grad.Should().BeNull();
    }

    [Fact]
    public void Nothing_is_recorded_without_gradients_and_the_mode_comes_back()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);
        using (no_grad())
        {
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad())
                (x * 2).requires_grad.Should().BeTrue();
            is_grad_enabled().Should().BeFalse();
        }
        using (inference_mode())
        {
            is_inference_mode_enabled().Should().BeTrue();
            (x * 2).requires_grad.Should().BeFalse();
        }

        is_inference_mode_enabled().Should().BeFalse();
        (x * 2).requires_grad.Should().BeTrue();
    }

    [Fact]
    public void The_gradient_of_a_value_inside_can_be_kept()
    {
        using var scope = NewDisposeScope();
        var x = ones(3, requires_grad: true);
        var y = x * 2;
        y.retain_grad();

        (y * y).sum().backward();

        y.grad!.data<float>().ToArray().Should().Equal(4, 4, 4);
        x.is_leaf.Should().BeTrue();
        y.is_leaf.Should().BeFalse();
    }

    [Fact]
    public void Gradients_by_chosen_inputs_leave_the_leaves_alone()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        var unused = ones(1, requires_grad: true);

        var found = autograd.grad([(x * x).sum()], [x, unused], allow_unused: true);

        found[0].data<float>().ToArray().Should().Equal(2, 4);
        found[1].Should().BeNull();
        x.grad.Should().BeNull();
    }

    private static IEnumerable<(long, long, long, long)> Places(long a, long b, long c, long d)
    {
        for (long i = 0; i < a * b * c * d; i++)
            yield return (i / (b * c * d), i / (c * d) % b, i / d % c, i % d);
    }

    private static Tensor WeightsLike(Tensor x) => arange(1, x.numel() + 1, dtype: float64).view(x.shape).cos();

    // Central differences of sum(f) against backward, for every element of every input.
    private static void Check(Func<Tensor[], Tensor> f, params Tensor[] inputs)
    {
        foreach (var input in inputs)
            input.requires_grad_();
        f(inputs).sum().backward();
        using var mode = no_grad();
        const double step = 1e-5;
        foreach (var input in inputs)
        {
            var values = input.data<double>();
            var gradient = input.grad!.data<double>().ToArray();
            for (long i = 0; i < values.Count; i++)
            {
                var at = values.ToArray()[i];
                var flat = input.view(-1);
                flat[i] = at + step;
                var above = f(inputs).sum().item<double>();
                flat[i] = at - step;
                var below = f(inputs).sum().item<double>();
                flat[i] = at;
                gradient[i].Should().BeApproximately((above - below) / (2 * step), 1e-7);
            }
        }
    }
}
