namespace SeRes2Net.Nn.Kernels;

/// <summary>A window that moves over rows and columns.</summary>
internal readonly record struct Window(long Rows, long Columns, long RowStride, long ColumnStride, long RowPadding, long ColumnPadding)
{
    /// <summary>Rows of the result.</summary>
    internal long OutRows(long rows) => ((rows + (2 * RowPadding) - Rows) / RowStride) + 1;

    /// <summary>Columns of the result.</summary>
    internal long OutColumns(long columns) => ((columns + (2 * ColumnPadding) - Columns) / ColumnStride) + 1;
}

/// <summary>Mean over each window of x [N, C, H, W]; padded zeros count.</summary>
internal sealed class AveragePool : KernelFunction<AveragePool>
{
    /// <inheritdoc/>
    public override string Name => "average pool";

    /// <summary>The means.</summary>
    /// <exception cref="ArgumentException">The window does not fit.</exception>
    internal static Tensor Apply(Tensor x, Window w)
    {
        if (w.Rows <= 0 || w.Columns <= 0 || w.RowStride <= 0 || w.ColumnStride <= 0 || w.RowPadding < 0 || w.ColumnPadding < 0
            || 2 * w.RowPadding > w.Rows || 2 * w.ColumnPadding > w.Columns)
            throw new ArgumentException($"average pool: a window of {w.Rows}x{w.Columns} with padding {w.RowPadding}, {w.ColumnPadding}");
        if (x.shape[2] + (2 * w.RowPadding) < w.Rows || x.shape[3] + (2 * w.ColumnPadding) < w.Columns)
            throw new ArgumentException($"average pool: the window of {w.Rows}x{w.Columns} is larger than [{string.Join(", ", x.shape)}]");
        return Call(w, x)[0];
    }

    /// <inheritdoc/>
    protected override (List<Tensor> Results, List<Tensor> Saved, KeptState State) Forward(Tensor?[] inputs, object call) =>
        KernelType.Of(inputs[0]!).Run(new ForwardPass(inputs[0]!, (Window)call));

    /// <inheritdoc/>
    protected override Tensor?[] Backward(Tensor?[] gradients, List<Tensor> saved, KeptState state) =>
        KernelType.Of(gradients[0]!).Run(new BackwardPass(gradients[0]!, (Kept)state));

    private sealed record Kept(Window Window, long[] Shape, KeptInput?[] Inputs) : KeptState(Inputs);

    private readonly record struct ForwardPass(Tensor X, Window Window) : IKernel<(List<Tensor>, List<Tensor>, KeptState)>
    {
        public unsafe (List<Tensor>, List<Tensor>, KeptState) Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            var shape = X.shape;
            using var x = Dense(X);
            var y = TensorMemory.Empty(X.dtype, shape[0], shape[1], Window.OutRows(shape[2]), Window.OutColumns(shape[3]));
            PoolKernels<T, V>.Average((T*)TensorMemory.Data(x), shape, Window, (T*)TensorMemory.Data(y));
            return ([y], [], new Kept(Window, shape, KeptInput.Of(X)));
        }
    }

    private readonly record struct BackwardPass(Tensor Dy, Kept Kept) : IKernel<Tensor?[]>
    {
        public unsafe Tensor?[] Run<T, V>()
            where T : unmanaged
            where V : struct, ILanes<V>
        {
            var shape = Kept.Shape;
            using var dy = Dense(Dy);
            var dx = TensorMemory.Empty(Dy.dtype, shape[0], shape[1], shape[2], shape[3]);
            PoolKernels<T, V>.AverageGradient((T*)TensorMemory.Data(dy), shape, Kept.Window, (T*)TensorMemory.Data(dx));
            return [dx];
        }
    }

    // The rows follow each other without gaps.
    private static Tensor Dense(Tensor x) => Rows.Stride(x) == x.shape[1] ? x.alias() : Layout.ToChannelsLast(x);
}
