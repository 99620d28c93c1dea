namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Batch normalisation and the operations after it, as one node of the graph:
/// <code>
/// v_i  = (x_i - mean) * w / sqrt(var + eps) + b      (Ioffe and Szegedy, arXiv:1502.03167, algorithm 1)
/// y    = v | relu(v) | v + residual | relu(v + residual)
/// </code>
/// Forward: one pass over x for the statistics, one that writes y. Backward, with g = dy where y > 0 and n pixels:
/// <code>
/// db = sum g         dw = sum g * (x - mean) / sqrt(var + eps)
/// dx = w / sqrt(var + eps) * (g - db / n - (x - mean) / sqrt(var + eps) * dw / n)
/// </code>
/// one pass for the sums, one that writes dx. Two variants save passes over memory inside Res2Net's cascade: the result can be written
/// as several tensors along the channels, whose gradients are read in place; and y + next can be written along with y, so that the two
/// gradients of y are added without an extra pass.
/// </summary>
internal sealed class BatchNorm : KernelFunction<BatchNorm>
{
    /// <inheritdoc/>
    public override string Name => "batch-norm";

    /// <summary>The operation's settings: everything but the tensors that gradients flow to.</summary>
    /// <param name="Relu">Whether negative results become zero.</param>
    /// <param name="Training">Batch statistics instead of running ones, which are updated.</param>
    /// <param name="Momentum">Share of the new batch in the running statistics.</param>
    /// <param name="Eps">Added to the variance.</param>
    /// <param name="Parts">Channels of each result; one: all.</param>
    /// <param name="RunningMean">[C], or none.</param>
    /// <param name="RunningVariance">Unbiased, [C], or none.</param>
    internal sealed record Settings(
        bool Relu, bool Training, double Momentum, double Eps, long[] Parts, Tensor? RunningMean, Tensor? RunningVariance);

    /// <summary>The parts of the result, then y + next if there is a next.</summary>
    /// <param name="settings">What the operation is.</param>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="weight">[C], or none.</param>
    /// <param name="bias">[C], or none.</param>
    /// <param name="residual">Added before ReLU; x's shape, or none.</param>
    /// <param name="next">Of x's shape, or none; only with ReLU, one part and no residual.</param>
    /// <exception cref="ArgumentException">Shapes do not fit each other.</exception>
    internal static List<Tensor> Apply(Settings settings, Tensor x, Tensor? weight, Tensor? bias, Tensor? residual, Tensor? next)
    {
        var channels = x.shape[1];
        foreach (var (name, other) in new[] { ("residual", residual), ("next", next) })
        {
            if (other is not null && !other.shape.SequenceEqual(x.shape))
                throw new ArgumentException($"batch-norm: {name} is [{string.Join(", ", other.shape)}], x is [{string.Join(", ", x.shape)}]");
        }
        foreach (var values in new[] { weight, bias, settings.RunningMean, settings.RunningVariance })
        {
            if (values is not null && values.numel() != channels)
                throw new ArgumentException($"batch-norm: {values.numel()} values for {channels} channels");
        }
        if (settings.Parts.Sum() != channels)
            throw new ArgumentException($"batch-norm: parts of {string.Join(" + ", settings.Parts)} channels do not add up to {channels}");
        return Call(settings, x, weight, bias, residual, next);
    }

    /// <inheritdoc/>
    protected override (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object call) =>
        KernelType.Of(inputs[0]!).Run(new ForwardPass(inputs, (Settings)call));

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state) =>
        KernelType.Of(saved[0]).Run(new BackwardPass(gradients, saved, (Kept)state));

    private sealed record Kept(Settings Settings, Factors Factors, KeptInput?[] Inputs) : KeptState(Inputs);

    private readonly record struct ForwardPass(Tensor?[] Inputs, Settings Settings)
        : IKernel<(List<Tensor>, List<Tensor>, KeptState)>
    {
        public (List<Tensor>, List<Tensor>, KeptState) Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            var (weight, bias) = (Inputs[1], Inputs[2]);
            using var scope = NewDisposeScope();
            var x = Rows.Of(Inputs[0]!);
            var residual = Inputs[3] is null ? null : Rows.Of(Inputs[3]!);
            var next = Inputs[4] is null ? null : Rows.Of(Inputs[4]!);
            var walk = new Walk(x.numel() / x.shape[1], x.shape[1]);
            var rows = new Rows<T>(x);
            var (mean, variance) = Settings.Training
                ? BatchNormKernels<T, V>.Statistics(walk, rows)
                : (PerChannel.Doubles(Settings.RunningMean, walk.Channels, 0), PerChannel.Doubles(Settings.RunningVariance, walk.Channels, 1));
            if (Settings.Training)
            {
                PerChannel.Follow(Settings.RunningMean, mean, 1, Settings.Momentum);
                PerChannel.Follow(Settings.RunningVariance, variance, walk.Pixels / (double)Math.Max(1, walk.Pixels - 1), Settings.Momentum);
            }
            var factors = PerChannel.Factors(mean, variance, Settings.Eps, weight, bias);

            var none = Rows<T>.None(walk.Channels);
            var shape = x.shape;
            var results = Settings.Parts.Select(part => TensorMemory.Empty(x.dtype, shape[0], part, shape[2], shape[3])).ToList();
            var y = results.Select(result => new Rows<T>(result)).ToArray();
            if (next is not null)
            {
                results.Add(TensorMemory.Empty(x.dtype, shape[0], shape[1], shape[2], shape[3]));
                BatchNormKernels<T, V>.Normalise<Yes, No, Yes>(walk, factors, rows, none, new Rows<T>(next), y, new Rows<T>(results[1]));
            }
            else if (residual is not null && Settings.Relu)
            {
                BatchNormKernels<T, V>.Normalise<Yes, Yes, No>(walk, factors, rows, new Rows<T>(residual), none, y, none);
            }
            else if (residual is not null)
            {
                BatchNormKernels<T, V>.Normalise<No, Yes, No>(walk, factors, rows, new Rows<T>(residual), none, y, none);
            }
            else if (Settings.Relu)
            {
                BatchNormKernels<T, V>.Normalise<Yes, No, No>(walk, factors, rows, none, none, y, none);
            }
            else
            {
                BatchNormKernels<T, V>.Normalise<No, No, No>(walk, factors, rows, none, none, y, none);
            }

            // Without a residual, y > 0 is recomputed from x: reading y would cost more.
            List<Tensor> saved = residual is not null && Settings.Relu ? [Inputs[0]!, results[0]] : [Inputs[0]!];
            foreach (var result in results)
                result.MoveToOuterDisposeScope();
            return (results, saved, new Kept(Settings, factors, KeptInput.Of(Inputs)));
        }
    }

    private readonly record struct BackwardPass(Tensor?[] Gradients, List<Tensor> Saved, Kept Kept) : IKernel<Tensor?[]>
    {
        public Tensor?[] Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            // Inputs by number: 0 x, 1 weight, 2 bias, 3 residual, 4 next.
            var (settings, factors) = (Kept.Settings, Kept.Factors);
            using var scope = NewDisposeScope();
            var input = Rows.Of(Saved[0]);
            var x = new Rows<T>(input);
            var shape = input.shape;
            var walk = new Walk(input.numel() / shape[1], shape[1]);
            var none = Rows<T>.None(walk.Channels);

            var parts = settings.Parts.Length;
            var dyParts = new Rows<T>[parts];
            for (var i = 0; i < parts; i++)
                dyParts[i] = Gradients[i] is { } part ? new Rows<T>(Rows.Of(part)) : Rows<T>.None(settings.Parts[i]);
            var second = none;
            var next = Gradients.Length > parts ? Gradients[parts] : null;
            if (next is not null)
            {
                if (dyParts[0].IsNone)
                    dyParts[0] = new Rows<T>(Rows.Of(next));
                else
                    second = new Rows<T>(Rows.Of(next));
            }
            var dy = new Gradient<T, V>(dyParts, second);

            var result = new Tensor?[Kept.Inputs.Length];
            var masked = Saved.Count > 1;
            (double[] G, double[] Gx) sums;
            if (masked)
            {
                // The gradient after ReLU is needed twice more, so it is kept even if the residual does not need it.
                var kept = TensorMemory.Empty(input.dtype, shape[0], shape[1], shape[2], shape[3]);
                var g = new Rows<T>(kept);
                sums = BatchNormKernels<T, V>.Reduce<OfResult, Yes>(walk, factors, dy, x, new Rows<T>(Rows.Of(Saved[1])), g);
                dy = new Gradient<T, V>([g], none);
                result[3] = Kept.Wants(3) ? kept : null;
            }
            else if (settings.Relu)
            {
                sums = BatchNormKernels<T, V>.Reduce<OfNormalised, No>(walk, factors, dy, x, none, none);
            }
            else
            {
                sums = BatchNormKernels<T, V>.Reduce<Everywhere, No>(walk, factors, dy, x, none, none);
                result[3] = Kept.Wants(3) ? Gradients[0] : null;
            }

            if (Kept.Wants(0))
            {
                var (slopes, constants) = (new float[walk.Channels], new float[walk.Channels]);
                for (var c = 0; settings.Training && c < walk.Channels; c++)
                {
                    double inverse = factors.InverseDeviation[c];
                    slopes[c] = (float)(-factors.Scale[c] * inverse * inverse * sums.Gx[c] / walk.Pixels);
                    constants[c] = (float)(-factors.Scale[c] * sums.G[c] / walk.Pixels);
                }
                var dx = TensorMemory.Empty(input.dtype, shape[0], shape[1], shape[2], shape[3]);
                if (settings.Relu && !masked)
                    BatchNormKernels<T, V>.InputGradient<OfNormalised>(walk, factors, slopes, constants, dy, x, new Rows<T>(dx));
                else
                    BatchNormKernels<T, V>.InputGradient<Everywhere>(walk, factors, slopes, constants, dy, x, new Rows<T>(dx));
                result[0] = dx;
            }
            if (Kept.Wants(1))
                result[1] = PerChannel.Tensor([.. sums.Gx.Select((sum, c) => sum * factors.InverseDeviation[c])], Kept.Inputs[1]!.Type);
            if (Kept.Wants(2))
                result[2] = PerChannel.Tensor(sums.G, Kept.Inputs[2]!.Type);
            result[4] = Kept.Wants(4) ? next : null;
            foreach (var gradient in result)
                gradient?.MoveToOuterDisposeScope();
            return result;
        }
    }
}
