namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>Compares every operation of <see cref="Ops"/> on random values, forward and backward, with float64.</summary>
public static class OperationSweep
{
    private const double NextToZero = 1.0 / 16;

    /// <summary>Runs it.</summary>
    /// <param name="cases">How often each operation is tested, taking turns with both types and both layouts.</param>
    /// <param name="seed">The same seed draws the same sizes and values.</param>
    public static IEnumerable<SweepRow> Run(int cases, int seed)
    {
        foreach (var operation in Operations.All)
        {
            var random = new Random(seed);
            var tally = new Tally(operation.Name);
            for (var i = 0; i < cases; i++)
            {
                var sample = new Sample(random, i % 2 == 0 ? ScalarType.Float32 : ScalarType.BFloat16, channelsLast: i / 2 % 2 == 0);
                var draw = Draw.From(random);
                using var scope = NewDisposeScope();
                tally.Add(Check(operation, draw, sample), sample, draw.ToString());
            }
            yield return tally.Row();
        }
    }

    private static Deviation Check(Operation operation, Draw draw, Sample sample)
    {
        var values = new Dictionary<string, Tensor>();
        using var exactLayers = new Layers(values, sample, ScalarType.Float64);
        using var layers = new Layers(values, sample, ScalarType.Float32);
        var exact = operation.Inputs(draw).Select(shape => sample.Exact(shape)).ToArray();
        var inputs = exact.Select(value => sample.Tested(value).detach().requires_grad_()).ToArray();
        exact = [.. exact.Select(value => value.detach().requires_grad_())];

        var results = operation.Run(layers, draw, inputs);
        var expected = operation.Kept is null
            ? operation.Run(exactLayers, draw, exact)
            : [exact[0] * operation.Kept(results[0]) / (1 - Operations.DropRate)];
        var gradients = expected.Select(value => sample.Exact(value.shape)).ToArray();
        if (operation.BeforeRelu is { } before)
        {
            using var others = new Layers(values, sample, ScalarType.Float64);
            KeepFromKink(gradients, before(others, exact).detach());
        }

        var gain = operation.Spread is null ? 1 : Math.Max(1, 1 / operation.Spread(draw, exact[0].detach()).min().item<double>());
        var deviation = Agreement(results, expected);
        var slopes = Slopes(results, [.. inputs, .. layers.Parameters], [.. gradients.Select(sample.Tested)]);
        var expectedSlopes = Slopes(expected, [.. exact, .. exactLayers.Parameters], gradients);
        deviation = deviation.With(Agreement(slopes, expectedSlopes));
        return deviation.With(Agreement(layers.State, exactLayers.State));

        Deviation Agreement(Tensor[] some, Tensor[] references)
        {
            if (some.Length != references.Length)
                return Deviation.Worst;
            var bound = new ErrorBound(sample.Type, ((long)draw.Images * draw.Rows * draw.Columns) + draw.Channels, operation.Roundings);
            return some.Zip(references).Aggregate(Deviation.None, (worst, pair) =>
            {
                // The largest product of two sampled values, 2 times 2, as a normalisation enlarges it, or the result if that is larger.
                var magnitude = pair.Second.detach().abs().max().clamp_min(4 * gain);
                return worst.With(bound.Compare(pair.First.detach(), pair.Second.detach(), magnitude, magnitude));
            });
        }
    }

    // Only the inputs that the results depend on.
    private static Tensor[] Slopes(Tensor[] results, Tensor[] inputs, Tensor[] gradients) =>
        [.. autograd.grad(results, inputs, gradients, allow_unused: true).Where(slope => slope is not null && !slope.IsInvalid)];

    // The results either divide the values' channels among them, or each cover all of them.
    private static void KeepFromKink(Tensor[] gradients, Tensor values)
    {
        var clear = values.abs().gt(NextToZero);
        long from = 0;
        for (var i = 0; i < gradients.Length; i++)
        {
            var channels = gradients[i].shape[1];
            from = from + channels > clear.shape[1] ? 0 : from;
            gradients[i] = gradients[i] * clear.narrow(1, from, channels);
            from += channels;
        }
    }
}
