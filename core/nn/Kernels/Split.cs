namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Splits a tensor [N, C, H, W] into dense tensors along the channels. With libtorch's own slices, every consumer copies its part, and the
/// backward pass fills a whole tensor with zeros for every slice.
/// </summary>
internal sealed class Split : KernelFunction<Split>
{
    /// <inheritdoc/>
    public override string Name => "split";

    /// <summary>The parts, with these numbers of channels.</summary>
    /// <exception cref="ArgumentException">They do not add up to x's.</exception>
    internal static Tensor[] Apply(Tensor x, long[] channels)
    {
        if (channels.Sum() != x.shape[1])
            throw new ArgumentException($"split: parts of {string.Join(" + ", channels)} channels do not add up to {x.shape[1]}");
        return [.. Call(channels, x)];
    }

    /// <inheritdoc/>
    protected override (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object call) =>
        KernelType.Of(inputs[0]!).Run(new ForwardPass(inputs[0]!, (long[])call));

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state) =>
        KernelType.Of(gradients.First(gradient => gradient is not null)!).Run(new BackwardPass(gradients, (Kept)state));

    private sealed record Kept(long[] Channels, long[] Shape, ScalarType Type, KeptInput?[] Inputs) : KeptState(Inputs);

    private readonly record struct ForwardPass(Tensor X, long[] Channels) : IKernel<(List<Tensor>, List<Tensor>, KeptState)>
    {
        public (List<Tensor>, List<Tensor>, KeptState) Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            var shape = X.shape;
            using var whole = Rows.Of(X);
            var parts = Channels.Select(part => TensorMemory.Empty(whole.dtype, shape[0], part, shape[2], shape[3])).ToList();
            ChannelKernels<T, V>.Copy(false, shape[0] * shape[2] * shape[3], new Rows<T>(whole), [.. parts.Select(part => new Rows<T>(part))]);
            return (parts, [], new Kept(Channels, shape, X.dtype, KeptInput.Of(X)));
        }
    }

    private readonly record struct BackwardPass(Tensor?[] Gradients, Kept Kept) : IKernel<Tensor?[]>
    {
        public Tensor?[] Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            using var scope = NewDisposeScope();
            var shape = Kept.Shape;
            var whole = TensorMemory.Empty(Kept.Type, shape[0], shape[1], shape[2], shape[3]);
            var parts = new Rows<T>[Gradients.Length];
            for (var i = 0; i < parts.Length; i++)
                parts[i] = Gradients[i] is { } part ? new Rows<T>(Rows.Of(part)) : Rows<T>.None(Kept.Channels[i]);
            ChannelKernels<T, V>.Copy(true, shape[0] * shape[2] * shape[3], new Rows<T>(whole), parts);
            return [whole.MoveToOuterDisposeScope()];
        }
    }
}
