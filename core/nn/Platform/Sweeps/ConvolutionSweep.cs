using TorchSharp.Modules;

namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>Compares random convolutions, forward and backward, with float64.</summary>
public static class ConvolutionSweep
{
    private const int MostChannels = 96, MostRows = 32, MostImages = 3;
    // About 0.1 s of float64 arithmetic; larger cases are drawn again.
    private const long MostProducts = 30_000_000;

    /// <summary>Runs the sweep.</summary>
    /// <param name="cases">How many convolutions: half in float32, half in bfloat16, and half of each channels-last.</param>
    /// <param name="seed">The same seed draws the same convolutions and values.</param>
    /// <param name="bare">Calls TorchSharp's own <c>conv2d</c> instead of <see cref="Ops.Conv"/>.</param>
    public static SweepRow Run(int cases, int seed, bool bare)
    {
        var random = new Random(seed);
        var tally = new Tally(bare ? "conv, TorchSharp's own" : "conv");
        for (var i = 0; i < cases; i++)
        {
            var sample = new Sample(random, i % 2 == 0 ? ScalarType.Float32 : ScalarType.BFloat16, channelsLast: i / 2 % 2 == 0);
            var at = Draw(random);
            var bias = random.Next(2) == 0;
            using var scope = NewDisposeScope();
            tally.Add(Check(at, bias, sample, bare), sample, bias ? $"{at}, bias" : at.ToString());
        }
        return tally.Row();
    }

    /// <summary>Compares one convolution, its result and all gradients.</summary>
    internal static Deviation Check(ConvolutionCase at, bool bias, Sample sample, bool bare)
    {
        var (x, weight) = (sample.Exact(at.InputShape), sample.Exact(at.WeightShape));
        var offset = bias ? sample.Exact(at.Outputs) : null;
        var gradient = sample.Exact(at.ResultShape);
        var expected = Evaluate((i, w, b) => Direct(at, i, w, b), x, weight, offset, gradient);
        // The summed magnitudes of all products: the same convolution applied to the magnitudes.
        var magnitudes = Evaluate((i, w, b) => Direct(at, i, w, b), x.abs(), weight.abs(), offset?.abs(), gradient.abs());
        using var module = nn.Conv2d(at.Channels, at.Outputs, (at.Kernel.Rows, at.Kernel.Columns), (at.Stride.Rows, at.Stride.Columns),
            (at.Padding.Rows, at.Padding.Columns), (at.Dilation.Rows, at.Dilation.Columns), PaddingModes.Zeros, at.Groups, bias);
        var actual = Evaluate(
            (i, w, b) => bare ? Direct(at, i, w.to(i.dtype), b?.to(i.dtype)) : Through(module, i, w, b),
            sample.Tested(x), weight.to(ScalarType.Float32), offset?.to(ScalarType.Float32), sample.Tested(gradient));
        var (rows, columns) = at.Result;
        long[] terms =
        [
            ((long)at.Channels / at.Groups * at.Kernel.Rows * at.Kernel.Columns) + 1,
            (long)at.Outputs / at.Groups * at.Kernel.Rows * at.Kernel.Columns,
            (long)at.Images * rows * columns,
            (long)at.Images * rows * columns,
        ];
        var deviation = Deviation.None;
        for (var i = 0; i < actual.Length; i++)
        {
            var bound = new ErrorBound(sample.Type, terms[i], Roundings: 1);
            deviation = deviation.With(bound.Compare(actual[i], expected[i], magnitudes[i], rounded: expected[i].abs()));
        }
        return deviation;
    }

    private static Tensor Direct(ConvolutionCase at, Tensor x, Tensor weight, Tensor? bias) => nn.functional.conv2d(
        x, weight, bias, [at.Stride.Rows, at.Stride.Columns], [at.Padding.Rows, at.Padding.Columns],
        [at.Dilation.Rows, at.Dilation.Columns], at.Groups);

    private static Tensor Through(Conv2d module, Tensor x, Tensor weight, Tensor? bias)
    {
        module.weight = (Parameter)weight;
        if (bias is not null)
            module.bias = (Parameter)bias;
        return Ops.Conv(module, x);
    }

    // The result, and the gradients of x, weight and bias.
    private static Tensor[] Evaluate(
        Func<Tensor, Tensor, Tensor?, Tensor> run, Tensor x, Tensor weight, Tensor? bias, Tensor gradient)
    {
        var input = x.detach().requires_grad_();
        var (w, b) = (new Parameter(weight.detach()), bias is null ? null : new Parameter(bias.detach()));
        var result = run(input, w, b);
        var gradients = autograd.grad([result], b is null ? [input, w] : [input, w, b], [gradient]);
        return [result.detach(), .. gradients];
    }

    private static ConvolutionCase Draw(Random random)
    {
        while (true)
        {
            var (channels, outputs) = (UpTo(MostChannels), UpTo(MostChannels));
            var groups = 1;
            switch (random.Next(5))
            {
                case 0: // depthwise, some with several outputs per channel
                    groups = channels;
                    outputs = channels * random.Next(1, 3);
                    break;
                case 1: // grouped
                    groups = random.Next(2, 9);
                    (channels, outputs) = (UpTo(MostChannels / groups) * groups, UpTo(MostChannels / groups) * groups);
                    break;
            }
            var square = random.Next(4) > 0;
            var kernel = Two(() => random.Next(1, 8), square);
            var dilation = random.Next(6) == 0 ? Two(() => 2, same: true) : (Rows: 1, Columns: 1);
            var at = new ConvolutionCase(
                random.Next(1, MostImages + 1), channels, outputs, groups,
                Map: Two(() => random.Next(3) == 0 ? random.Next(1, 5) : UpTo(MostRows), square), kernel,
                Stride: random.Next(2) == 0 ? (1, 1) : Two(() => random.Next(1, 4), square),
                Padding: random.Next(2) == 0 ? (kernel.Rows / 2, kernel.Columns / 2) : Two(() => random.Next(0, 4), square), dilation);
            var (rows, columns) = at.Result;
            var fits = at.Map.Rows + (2 * at.Padding.Rows) > dilation.Rows * (kernel.Rows - 1)
                && at.Map.Columns + (2 * at.Padding.Columns) > dilation.Columns * (kernel.Columns - 1);
            var products = (long)at.Images * rows * columns * outputs * (channels / groups) * kernel.Rows * kernel.Columns;
            if (fits && outputs <= MostChannels && products <= MostProducts)
                return at;
        }

        int UpTo(int most) => random.Next(1, most + 1);
        (int Rows, int Columns) Two(Func<int> draw, bool same)
        {
            var first = draw();
            return (first, same ? first : draw());
        }
    }
}
