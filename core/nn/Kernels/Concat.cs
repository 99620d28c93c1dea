namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Concatenates one or more tensors along the channels, and optionally takes the mean of the result over rows and columns. The
/// gradient of a concatenation is a set of views that the next kernel reads in place.
/// </summary>
internal sealed class Concat : KernelFunction<Concat>
{
    /// <inheritdoc/>
    public override string Name => "concat";

    /// <summary>The parts one after the other: [N, C, H, W].</summary>
    /// <exception cref="ArgumentException">The parts differ in N, H or W.</exception>
    internal static Tensor Apply(Tensor[] parts)
    {
        foreach (var part in parts)
        {
            if (part.ndim != 4 || part.shape[0] != parts[0].shape[0] || part.shape[2] != parts[0].shape[2] || part.shape[3] != parts[0].shape[3])
                throw new ArgumentException($"concat: parts of [{string.Join(", ", parts[0].shape)}] and [{string.Join(", ", part.shape)}]");
        }
        return Call(Output.Value, parts)[0];
    }

    /// <summary>The mean of x over rows and columns, [N, C, 1, 1].</summary>
    internal static Tensor Mean(Tensor x) => Call(Output.Mean, x)[0];

    /// <summary>x itself and its mean over rows and columns, [N, C, 1, 1].</summary>
    internal static (Tensor Value, Tensor Mean) WithMean(Tensor x)
    {
        var results = Call(Output.Both, x);
        return (results[0], results[1]);
    }

    /// <inheritdoc/>
    protected override (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object call) =>
        KernelType.Of(inputs[0]!).Run(new ForwardPass(inputs, (Output)call));

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state)
    {
        var kept = (Kept)state;
        var whole = kept.Output == Output.Mean ? null : gradients[0];
        if (kept.Output != Output.Value && gradients[^1] is { } meanGradient)
            whole = new KernelType(kept.Type == ScalarType.BFloat16, Lanes512.IsSupported).Run(new MeanPass(whole, meanGradient, kept));
        if (kept.Channels.Length == 1)
            return [whole];
        var parts = new Tensor?[kept.Channels.Length];
        long offset = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = kept.Wants(i) ? whole!.narrow(1, offset, kept.Channels[i]) : null;
            offset += kept.Channels[i];
        }
        return parts;
    }

    private enum Output
    {
        Value,
        Mean,
        Both,
    }

    private sealed record Kept(Output Output, long[] Channels, long[] Shape, ScalarType Type, KeptInput?[] Inputs) : KeptState(Inputs);

    private readonly record struct ForwardPass(Tensor?[] Parts, Output Output) : IKernel<(List<Tensor>, List<Tensor>, KeptState)>
    {
        public unsafe (List<Tensor>, List<Tensor>, KeptState) Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            using var scope = NewDisposeScope();
            var first = Parts[0]!;
            var channels = Parts.Select(part => part!.shape[1]).ToArray();
            long[] shape = [first.shape[0], channels.Sum(), first.shape[2], first.shape[3]];
            var rows = Parts.Select(part => Rows.Of(part!)).ToArray();
            // A single part is not copied: the result shares its memory.
            var whole = rows.Length == 1 ? rows[0].detach() : TensorMemory.Empty(first.dtype, shape[0], shape[1], shape[2], shape[3]);
            var pixels = shape[2] * shape[3];
            if (rows.Length > 1)
                ChannelKernels<T, V>.Copy(true, shape[0] * pixels, new Rows<T>(whole), [.. rows.Select(part => new Rows<T>(part))]);
            List<Tensor> results = Output == Output.Mean ? [] : [whole];
            if (Output != Output.Value)
            {
                using var means = PerImage.Empty(shape[0], shape[1]);
                ChannelKernels<T, V>.ImageMeans(shape[0], pixels, new Rows<T>(whole), means.Data);
                results.Add(means.To(first.dtype));
            }
            foreach (var result in results)
                result.MoveToOuterDisposeScope();
            return (results, [], new Kept(Output, channels, shape, first.dtype, KeptInput.Of(Parts)));
        }
    }

    private readonly record struct MeanPass(Tensor? Whole, Tensor MeanGradient, Kept Kept) : IKernel<Tensor>
    {
        public unsafe Tensor Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            using var scope = NewDisposeScope();
            var shape = Kept.Shape;
            var dx = TensorMemory.Empty(Kept.Type, shape[0], shape[1], shape[2], shape[3]);
            var dy = Whole is null ? Rows<T>.None(shape[1]) : new Rows<T>(Rows.Of(Whole));
            using var meanGradient = PerImage.Of(MeanGradient);
            ChannelKernels<T, V>.AddMeanGradient(shape[0], shape[2] * shape[3], dy, meanGradient.Data, new Rows<T>(dx));
            return dx.MoveToOuterDisposeScope();
        }
    }
}
