namespace SeRes2Net.Nn.Kernels;

/// <summary>x [N, C, H, W] times a gate [N, C, 1, 1]: one pass forward and one backward.</summary>
internal sealed class Gate : KernelFunction<Gate>
{
    /// <inheritdoc/>
    public override string Name => "gate";

    /// <summary>Whether a factor holds one value per image and channel of x, of the same type.</summary>
    internal static bool Fits(Tensor x, Tensor gate) =>
        gate.dtype == x.dtype && gate.shape is [var images, var channels, 1, 1] && images == x.shape[0] && channels == x.shape[1];

    /// <summary>x times the gate.</summary>
    internal static Tensor Apply(Tensor x, Tensor gate) => Call(false, x, gate)[0];

    /// <inheritdoc/>
    protected override (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object call) =>
        KernelType.Of(inputs[0]!).Run(new ForwardPass(inputs[0]!, inputs[1]!));

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state) =>
        KernelType.Of(saved[0]).Run(new BackwardPass(gradients[0]!, saved[0], saved[1], (Kept)state));

    private sealed record Kept(KeptInput?[] Inputs) : KeptState(Inputs);

    private readonly record struct ForwardPass(Tensor X, Tensor Gate) : IKernel<(List<Tensor>, List<Tensor>, KeptState)>
    {
        public unsafe (List<Tensor>, List<Tensor>, KeptState) Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            var shape = X.shape;
            using var x = Rows.Of(X);
            var y = TensorMemory.Empty(X.dtype, shape[0], shape[1], shape[2], shape[3]);
            using var gate = PerImage.Of(Gate);
            ChannelKernels<T, V>.Weight(shape[0], shape[2] * shape[3], new Rows<T>(x), gate.Data, new Rows<T>(y));
            return ([y], [X, Gate], new Kept(KeptInput.Of(X, Gate)));
        }
    }

    private readonly record struct BackwardPass(Tensor Dy, Tensor X, Tensor Gate, Kept Kept) : IKernel<Tensor?[]>
    {
        public unsafe Tensor?[] Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            using var scope = NewDisposeScope();
            var shape = X.shape;
            var dx = TensorMemory.Empty(X.dtype, shape[0], shape[1], shape[2], shape[3]);
            using var gate = PerImage.Of(Gate);
            using var gradient = PerImage.Empty(shape[0], shape[1]);
            ChannelKernels<T, V>.WeightGradient(
                shape[0], shape[2] * shape[3], new Rows<T>(Rows.Of(Dy)), new Rows<T>(Rows.Of(X)), gate.Data, new Rows<T>(dx), gradient.Data);
            return
            [
                Kept.Wants(0) ? dx.MoveToOuterDisposeScope() : null,
                Kept.Wants(1) ? gradient.To(Gate.dtype).MoveToOuterDisposeScope() : null,
            ];
        }
    }
}
