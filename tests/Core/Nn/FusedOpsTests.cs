using System.Text.RegularExpressions;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>The operations for channels-last tensors give the same results as TorchSharp's own calls.</summary>
public sealed partial class FusedOpsTests : KernelsOn
{
    /// <summary>One operation under test: its inputs beyond x, and its results.</summary>
    internal delegate Tensor[] Operation(PlainOps ops, BatchNorm2d bn, Tensor x, Tensor other);

    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["batch-norm"] = (ops, bn, x, _) => [ops.BatchNorm(bn, x, relu: false, residual: null)],
        ["batch-norm relu"] = (ops, bn, x, _) => [ops.BatchNorm(bn, x, relu: true, residual: null)],
        ["batch-norm add"] = (ops, bn, x, other) => [ops.BatchNorm(bn, x, relu: false, residual: other)],
        ["batch-norm add relu"] = (ops, bn, x, other) => [ops.BatchNorm(bn, x, relu: true, residual: other)],
        ["batch-norm relu, sum"] = (ops, bn, x, other) =>
        {
            var (value, sum) = ops.BatchNormReluAdd(bn, x, other);
            return [value, sum];
        },
        ["batch-norm relu, only the sum used"] = (ops, bn, x, other) => [ops.BatchNormReluAdd(bn, x, other).Sum],
        ["batch-norm relu split"] = (ops, bn, x, _) => ops.BatchNormReluSplit(bn, x, Parts(x)),
        ["batch-norm relu split, one part unused"] = (ops, bn, x, _) => ops.BatchNormReluSplit(bn, x, Parts(x))[..1],
        ["split"] = (ops, _, x, _) => ops.Split(x, Parts(x)),
        ["split, one part unused"] = (ops, _, x, _) => ops.Split(x, Parts(x))[..1],
        ["concat"] = (ops, _, x, other) => [ops.Concat([x, other, x])],
        ["concat, read by a batch-norm"] = (ops, bn, x, other) => [ops.Concat([ops.BatchNorm(bn, x, relu: true, residual: null), other])],
        ["average pool, stride 1"] = (ops, _, x, _) => [Pool(ops, x, 1)],
        ["average pool, stride 2"] = (ops, _, x, _) => [Pool(ops, x, 2)],
        ["average pool, no padding, oblong"] = (ops, _, x, _) =>
            [ops.AvgPool(x, (Math.Min(2, x.shape[2]), 1), (1, 3), (0, 0), countIncludePad: false)],
        ["average pool, padding not counted"] = (ops, _, x, _) => [ops.AvgPool(x, (3, 3), (1, 1), (1, 1), countIncludePad: false)],
        ["mean"] = (ops, _, x, _) =>
        {
            var (value, mean) = ops.WithMean(x);
            return [value, mean];
        },
        ["mean alone"] = (ops, _, x, _) => [ops.WithMean(x).Mean],
        ["gate"] = (ops, _, x, other) => [ops.Multiply(x, other.mean([2, 3], keepdim: true))],
        ["gate of itself"] = (ops, _, x, _) =>
        {
            var (value, mean) = ops.WithMean(x);
            return [ops.Multiply(value, mean.sigmoid())];
        },
    };

    private static readonly (long, long, long, long)[] Shapes =
    [
        (2, 1, 5, 4), (7, 3, 3, 3), (2, 12, 8, 8), (1, 17, 6, 5), (3, 64, 4, 4), (7, 48, 1, 1), (2, 17, 1, 1), (2, 24, 1, 7),
        (4, 40, 32, 32),
    ];

    public static TheoryData<string, long, long, long, long> Cases()
    {
        var data = new TheoryData<string, long, long, long, long>();
        foreach (var operation in Operations.Keys)
            foreach (var (n, c, h, w) in Shapes)
                data.Add(operation, n, c, h, w);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float32_agrees_to_1e_5(string operation, long n, long c, long h, long w) =>
        Compare(operation, (n, c, h, w), ScalarType.Float32, training: true, 1e-5);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Float64_agrees_to_1e_9(string operation, long n, long c, long h, long w) =>
        Compare(operation, (n, c, h, w), ScalarType.Float64, training: true, 1e-9);

    // Values are rounded to 8 bits, 2^-9 of the value, after each operation that PyTorch rounds after, too: at most four times in
    // these cases, and some are then added up. 2^-6 of the largest is far below the error of a wrong formula.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Bfloat16_agrees_with_float32_to_its_precision(string operation, long n, long c, long h, long w) =>
        Compare(operation, (n, c, h, w), ScalarType.BFloat16, training: true, 1.0 / 64);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Running_statistics_serve_in_evaluation(string operation, long n, long c, long h, long w) =>
        Compare(operation, (n, c, h, w), ScalarType.Float32, training: false, 1e-5);

    [Fact]
    public void Other_inputs_may_have_any_layout()
    {
        foreach (var operation in Operations.Keys.Where(name => name.Contains("add") || name.Contains("sum") || name.Contains("concat")))
        {
            foreach (var layout in new Func<Tensor, Tensor>[]
            {
                t => t.contiguous(),
                t => Capabilities.ToChannelsLast(cat([t, t], 1)).narrow(1, 0, t.shape[1]),
                t => cat([t, t], 3).narrow(3, t.shape[3], t.shape[3]),
                t => t.narrow(0, 0, 1).expand(t.shape),
            })
                Compare(operation, (3, 12, 5, 4), ScalarType.Float32, training: true, 1e-5, layout);
        }
    }

    [Fact]
    public void Large_means_do_not_spoil_the_variance()
    {
        using var scope = NewDisposeScope();
        var x = Capabilities.ToChannelsLast(randn(16, 12, 16, 16) * 0.01 + 100);
        using var native = nn.BatchNorm2d(12);
        using var exact = nn.BatchNorm2d(12);
        exact.to(ScalarType.Float64);
        var y = Capabilities.For(x).BatchNorm(native, x, relu: false, residual: null);
        var expected = PlainOps.Instance.BatchNorm(exact, x.to(ScalarType.Float64), relu: false, residual: null);
        // At 100, float32 values are 7.6e-6 apart, 8e-4 of the deviation; eps is a tenth of the variance.
        (y - expected).abs().max().item<double>().Should().BeLessThan(2e-3);
    }

    // A diverged run must be noticed: ReLU must not turn NaN into zero.
    [Fact]
    public void NaN_stays_visible()
    {
        using var scope = NewDisposeScope();
        using var bn = nn.BatchNorm2d(12);
        var x = randn(2, 12, 4, 4);
        x[1, 3, 2, 1] = float.NaN;
        foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            var input = Capabilities.ToChannelsLast(x.to(type)).detach().requires_grad_();
            var y = Ops.BatchNormAddRelu(bn, input, input.detach());
            y.sum([0, 2, 3]).isnan().sum().item<long>().Should().Be(1, "one channel is spoilt");
            Ops.BatchNormRelu(bn, input).sum().backward();
            input.grad!.sum([0, 2, 3]).isnan().sum().item<long>().Should().Be(1);
        }
    }

    [Fact]
    public void Without_gradients_no_graph_is_recorded()
    {
        using var scope = NewDisposeScope();
        using var bn = nn.BatchNorm2d(12);
        var x = Capabilities.ToChannelsLast(randn(2, 12, 4, 4));
        using (no_grad())
            Ops.BatchNormRelu(bn, x).requires_grad.Should().BeFalse();
        Ops.BatchNormRelu(bn, x).requires_grad.Should().BeTrue("the learned values need gradients");
        Ops.Concat(x, x).requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Second_derivatives_are_refused_if_a_kernel_has_none()
    {
        using var scope = NewDisposeScope();
        using var bn = nn.BatchNorm2d(12);
        var x = Capabilities.ToChannelsLast(randn(2, 12, 4, 4)).requires_grad_();
        KernelFailure.Take();
        var slope = autograd.grad([Ops.BatchNorm(bn, x).sum()], [x], create_graph: true)[0];
        slope.isnan().all().item<bool>().Should().BeTrue("no exception may pass through libtorch, and a wrong number must not look right");
        var ask = KernelFailure.Throw;
        ask.Should().Throw<InvalidOperationException>().WithMessage("*SERES2NET_PLAIN=1*");
        KernelFailure.Take().Should().BeNull("it is reported once");
    }

    [Fact]
    public void A_second_backward_pass_says_that_the_memory_has_been_freed()
    {
        using var scope = NewDisposeScope();
        using var bn = nn.BatchNorm2d(12);
        var x = Capabilities.ToChannelsLast(randn(2, 12, 4, 4)).requires_grad_();
        var y = Ops.BatchNormRelu(bn, x);
        KernelFailure.Take();
        autograd.grad([y.sum()], [x], retain_graph: true)[0].isfinite().all().item<bool>().Should().BeTrue();
        KernelFailure.Take().Should().BeNull();
        autograd.grad([y.sum()], [x], retain_graph: true)[0].isnan().all().item<bool>().Should().BeTrue();
        KernelFailure.Take()!.Message.Should().Contain("run forward again");
    }

    [Fact]
    public void Wrong_shapes_are_refused_with_a_message()
    {
        using var scope = NewDisposeScope();
        using var bn = nn.BatchNorm2d(12);
        var x = Capabilities.ToChannelsLast(randn(2, 12, 4, 4));
        var smaller = Capabilities.ToChannelsLast(randn(2, 12, 3, 4));
        foreach (var wrong in new Action[]
        {
            () => Ops.BatchNormAddRelu(bn, x, smaller), () => Ops.BatchNormReluAdd(bn, x, smaller), () => Ops.Split(x, 4, 4),
            () => Ops.Concat(x, smaller), () => Ops.BatchNormReluSplit(bn, x, 4, 4),
            () => Ops.AvgPool(x, (3, 3), (1, 1), (2, 2), countIncludePad: true), () => Ops.AvgPool(x, (7, 7), (1, 1), (1, 1), true),
            () => Ops.BatchNorm(bn, Capabilities.ToChannelsLast(randn(2, 13, 4, 4))),
        })
            wrong.Should().Throw<Exception>().Which.Message.Should().NotBeEmpty();
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        LiveTensors.Settle();
        using var bn = nn.BatchNorm2d(12);
        var counts = new List<long>();
        for (var step = 0; step < 4; step++)
        {
            using (NewDisposeScope())
            {
                var x = Capabilities.ToChannelsLast(randn(2, 12, 4, 4)).requires_grad_();
                // TorchSharp counts the missing gradient of an unused result as a tensor, and never uncounts it.
                foreach (var operation in Operations.Where(pair => !UnusedResult().IsMatch(pair.Key)).Select(pair => pair.Value))
                    Weighted(operation(Capabilities.For(x), bn, x, x), ScalarType.Float32).backward();
            }
            counts.Add(Tensor.TotalCount);
        }
        counts[3].Should().Be(counts[1]);
    }

    [GeneratedRegex("unused|only|alone")]
    private static partial Regex UnusedResult();

    private static Tensor Pool(PlainOps ops, Tensor x, long stride) =>
        ops.AvgPool(x, (3, 3), (stride, stride), (1, 1), countIncludePad: true);

    private static long[] Parts(Tensor x) => x.shape[1] == 1 ? [1] : [x.shape[1] / 2, x.shape[1] - x.shape[1] / 2];

    /// <summary>Sum of all results, each value with a weight of its own, so that every gradient differs.</summary>
    private static Tensor Weighted(IEnumerable<Tensor> results, ScalarType type)
    {
        using var generator = new Generator(7);
        var total = zeros([], type);
        foreach (var y in results)
        {
            // Weights that bfloat16 can hold exactly, so that both sides get the same ones.
            var weights = randn(y.shape, generator: generator).to(ScalarType.BFloat16).to(type);
            total = total + (y.to(type) * weights).sum();
        }
        return total;
    }

    private static void Compare(
        string name, (long N, long C, long H, long W) shape, ScalarType type, bool training, double tolerance,
        Func<Tensor, Tensor>? layout = null)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        Tensor Draw(params long[] size) => randn(size, generator: generator).to(ScalarType.BFloat16);
        var x = Draw(shape.N, shape.C, shape.H, shape.W);
        var other = Draw(shape.N, shape.C, shape.H, shape.W);
        var (weight, bias, mean, variance) = (Draw(shape.C), Draw(shape.C), Draw(shape.C), Draw(shape.C).abs() + 0.5);

        Dictionary<string, Tensor> Run(bool plain, ScalarType arithmetic, ScalarType state)
        {
            using var bn = nn.BatchNorm2d(shape.C);
            using (no_grad())
            {
                bn.to(state);
                bn.weight!.copy_(weight);
                bn.bias!.copy_(bias);
                bn.running_mean!.copy_(mean);
                bn.running_var!.copy_(variance);
            }
            bn.train(training);
            var input = Capabilities.ToChannelsLast(x.to(arithmetic)).detach().requires_grad_();
            var second = (layout ?? Capabilities.ToChannelsLast)(other.to(arithmetic)).detach().requires_grad_();
            var ops = plain ? PlainOps.Instance : Capabilities.For(input);
            var results = Operations[name](ops, bn, input, second);
            Weighted(results, state).backward();
            var found = new Dictionary<string, Tensor>
            {
                ["running_mean"] = bn.running_mean!.clone(),
                ["running_var"] = bn.running_var!.clone(),
                ["num_batches_tracked"] = bn.num_batches_tracked!.clone(),
            };
            for (var i = 0; i < results.Length; i++)
                found[$"result {i}"] = results[i];
            var leaves = new (string, Tensor)[] { ("x", input), ("other", second), ("weight", bn.weight!), ("bias", bn.bias!) };
            foreach (var (key, tensor) in leaves)
                if (tensor.grad is { } gradient)
                    found["gradient of " + key] = gradient.clone();
            return found;
        }

        var state = type == ScalarType.BFloat16 ? ScalarType.Float32 : type;
        var actual = Run(plain: false, type, state);
        var expected = Run(plain: true, state, state);
        actual.Keys.Should().BeEquivalentTo(expected.Keys);
        foreach (var (key, value) in expected)
        {
            actual[key].shape.Should().Equal(value.shape);
            var difference = (actual[key].to(ScalarType.Float64) - value.to(ScalarType.Float64)).abs().max().item<double>();
            // A learned value's gradient is a sum over all pixels of values around 1 that largely cancel.
            var terms = key is "gradient of weight" or "gradient of bias" ? shape.N * shape.H * shape.W : 1;
            var scale = Math.Max(Math.Sqrt(terms), value.to(ScalarType.Float64).abs().max().item<double>());
            (difference / scale).Should().BeLessThan(tolerance, "{0} of {1}", key, name);
        }
    }
}
