using System.Runtime.CompilerServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Average pooling of dense channels-last memory. A window's sum is separable: rows are added first, then neighbours within the row of
/// sums. In a row the channels of all pixels lie side by side, so that adding rows is one loop over channels * columns values whatever
/// the number of channels. Backward is the same the other way round: each row of gradients is spread along itself once, then added to the
/// rows that its windows saw.
/// </summary>
internal static unsafe class PoolKernels<T, V>
    where T : unmanaged
    where V : struct, ILanes<V>
{
    /// <summary>y[r, c] = sum of x[r * stride - padding + i, c * stride - padding + j] / (rows * columns).</summary>
    internal static void Average(T* x, long[] shape, Window w, T* y)
    {
        var (images, channels, rows, columns) = (shape[0], shape[1], shape[2], shape[3]);
        var (outRows, outColumns) = (w.OutRows(rows), w.OutColumns(columns));
        var factor = 1f / (w.Rows * w.Columns);
        ForImages(images, channels * rows * columns, (first, end) =>
        {
            using var scratch = Scratch.Open();
            // One row of sums with its padding, which stays zero; one row of results.
            var sums = scratch.TakeZeros<float>((columns + (2 * w.ColumnPadding)) * channels);
            var results = scratch.Take<float>(outColumns * channels);
            var inside = sums + (w.ColumnPadding * channels);
            for (var n = first; n < end; n++)
            {
                for (long r = 0; r < outRows; r++)
                {
                    Clear(inside, columns * channels);
                    for (long i = 0; i < w.Rows; i++)
                    {
                        var row = (r * w.RowStride) - w.RowPadding + i;
                        if (row >= 0 && row < rows)
                            AddRow(x + (((n * rows) + row) * columns * channels), columns * channels, inside);
                    }
                    Clear(results, outColumns * channels);
                    for (long j = 0; j < w.Columns; j++)
                    {
                        var from = sums + (j * channels);
                        if (w.ColumnStride == 1)
                            AddFloats(from, outColumns * channels, results);
                        else
                            for (long c = 0; c < outColumns; c++)
                                AddFloats(from + (c * w.ColumnStride * channels), channels, results + (c * channels));
                    }
                    StoreScaled(results, outColumns * channels, factor, y + (((n * outRows) + r) * outColumns * channels));
                }
            }
        });
    }

    /// <summary>The gradient of <see cref="Average"/>.</summary>
    /// <param name="dy">Of the result.</param>
    /// <param name="shape">Of x.</param>
    /// <param name="w">The window.</param>
    /// <param name="dx">Written.</param>
    internal static void AverageGradient(T* dy, long[] shape, Window w, T* dx)
    {
        var (images, channels, rows, columns) = (shape[0], shape[1], shape[2], shape[3]);
        var (outRows, outColumns) = (w.OutRows(rows), w.OutColumns(columns));
        var factor = 1f / (w.Rows * w.Columns);
        var width = (columns + (2 * w.ColumnPadding)) * channels;
        ForImages(images, channels * rows * columns, (first, end) =>
        {
            using var scratch = Scratch.Open();
            var values = scratch.Take<float>(outColumns * channels);
            var spread = scratch.Take<float>(width);
            var sums = scratch.Take<float>(rows * columns * channels);
            for (var n = first; n < end; n++)
            {
                Clear(sums, rows * columns * channels);
                for (long r = 0; r < outRows; r++)
                {
                    Clear(values, outColumns * channels);
                    Clear(spread, width);
                    AddRow(dy + (((n * outRows) + r) * outColumns * channels), outColumns * channels, values);
                    for (long j = 0; j < w.Columns; j++)
                    {
                        var to = spread + (j * channels);
                        if (w.ColumnStride == 1)
                            AddFloats(values, outColumns * channels, to);
                        else
                            for (long c = 0; c < outColumns; c++)
                                AddFloats(values + (c * channels), channels, to + (c * w.ColumnStride * channels));
                    }
                    for (long i = 0; i < w.Rows; i++)
                    {
                        var row = (r * w.RowStride) - w.RowPadding + i;
                        if (row >= 0 && row < rows)
                            AddFloats(spread + (w.ColumnPadding * channels), columns * channels, sums + (row * columns * channels));
                    }
                }
                StoreScaled(sums, rows * columns * channels, factor, dx + (n * rows * columns * channels));
            }
        });
    }

    private static void ForImages(long images, long values, Action<long, long> body)
    {
        var shares = (int)Math.Min(images, Team.Shares(images * values));
        Team.Run(shares, share => body(images * share / shares, images * (share + 1) / shares));
    }

    private static void Clear(float* values, long count) => new Span<float>(values, (int)count).Clear();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(T* from, long count, float* sums)
    {
        long i = 0;
        for (; i + Elements.Lanes <= count; i += Elements.Lanes)
            V.Store(sums + i, V.Load(sums + i) + Elements.Load<T, V>(from + i));
        for (; i < count; i++)
            sums[i] += Elements.Value(from + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFloats(float* from, long count, float* sums)
    {
        long i = 0;
        for (; i + Elements.Lanes <= count; i += Elements.Lanes)
            V.Store(sums + i, V.Load(sums + i) + V.Load(from + i));
        for (; i < count; i++)
            sums[i] += from[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void StoreScaled(float* sums, long count, float factor, T* to)
    {
        var factors = V.All(factor);
        long i = 0;
        for (; i + Elements.Lanes <= count; i += Elements.Lanes)
            Elements.Store(to + i, V.Load(sums + i) * factors);
        for (; i < count; i++)
            Elements.SetValue(to + i, sums[i] * factor);
    }
}
