using System.Runtime.CompilerServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Average pooling of dense channels-last memory. A window's sum is separable: rows are added first, then neighbours within the row of
/// sums. In a row the channels of all pixels are contiguous, so that both are loops over channels * columns values, whatever the number of
/// channels. The backward pass is the reverse: the rows of gradients that saw a row are added, with zeros between the columns if
/// the window strides, then neighbours.
/// </summary>
internal static unsafe class PoolKernels<T, V>
    where T : unmanaged
    where V : struct, ILanes<V>
{
    /// <summary>y[r, c] = sum of x[r * stride - padding + i, c * stride - padding + j] / (rows * columns).</summary>
    internal static void Average(T* x, long[] shape, Window w, T* y)
    {
        var (channels, rows, columns) = (shape[1], shape[2], shape[3]);
        var (outRows, outColumns) = (w.OutRows(rows), w.OutColumns(columns));
        var width = columns + (2 * w.ColumnPadding);
        ForImages(shape, n =>
        {
            using var scratch = Scratch.Open();
            var sums = scratch.TakeZeros<float>(width * channels); // the padding stays zero
            var everyColumn = scratch.Take<T>(width * channels);
            for (long r = 0; r < outRows; r++)
            {
                var top = (r * w.RowStride) - w.RowPadding;
                var (first, end) = (Math.Max(0, top), Math.Min(rows, top + w.Rows));
                AddRows(x + (((n * rows) + first) * columns * channels), end - first, columns * channels, sums + (w.ColumnPadding * channels));
                var to = y + (((n * outRows) + r) * outColumns * channels);
                if (w.ColumnStride == 1)
                {
                    AddNeighbours(sums, w, channels, outColumns * channels, to);
                    continue;
                }
                AddNeighbours(sums, w, channels, (width - w.Columns + 1) * channels, everyColumn);
                var size = channels * sizeof(T);
                Rows.CopyAll((byte*)everyColumn, w.ColumnStride * size, (byte*)to, size, size, outColumns);
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
        var (channels, rows, columns) = (shape[1], shape[2], shape[3]);
        var (outRows, outColumns) = (w.OutRows(rows), w.OutColumns(columns));
        ForImages(shape, n =>
        {
            using var scratch = Scratch.Open();
            // Column c of x is seen by the windows that start at c - columns of the window + 1 to c: entries c to c + columns of the window - 1 here.
            var spread = scratch.TakeZeros<float>((columns + w.Columns - 1) * channels);
            var start = spread + ((w.Columns - 1 - w.ColumnPadding) * channels);
            var sums = w.ColumnStride == 1 ? start : scratch.Take<float>(outColumns * channels);
            for (long r = 0; r < rows; r++)
            {
                var last = (r + w.RowPadding) / w.RowStride;
                var first = Math.Max(0, (r + w.RowPadding - w.Rows + w.RowStride) / w.RowStride);
                var end = Math.Min(outRows, last + 1);
                AddRows(dy + (((n * outRows) + first) * outColumns * channels), end - first, outColumns * channels, sums);
                if (w.ColumnStride > 1)
                {
                    var size = channels * sizeof(float);
                    Rows.CopyAll((byte*)sums, size, (byte*)start, w.ColumnStride * size, size, outColumns);
                }
                AddNeighbours(spread, w, channels, columns * channels, dx + (((n * rows) + r) * columns * channels));
            }
        });
    }

    private static void ForImages(long[] shape, Action<long> body)
    {
        var images = shape[0];
        var shares = (int)Math.Min(images, Team.Shares(images * shape[1] * shape[2] * shape[3]));
        Team.Run(shares, share =>
        {
            for (var n = images * share / shares; n < images * (share + 1) / shares; n++)
                body(n);
        });
    }

    // Rows that follow each other in memory; if there is none, zeros.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(T* from, long rows, long width, float* sums)
    {
        long i = 0;
        for (; i + Elements.Lanes <= width; i += Elements.Lanes)
        {
            var sum = V.All(0);
            for (long r = 0; r < rows; r++)
                sum += Elements.Load<T, V>(from + (r * width) + i);
            V.Store(sums + i, sum);
        }
        for (; i < width; i++)
        {
            float sum = 0;
            for (long r = 0; r < rows; r++)
                sum += Elements.Value(from + (r * width) + i);
            sums[i] = sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNeighbours(float* sums, Window w, long channels, long count, T* to)
    {
        var factor = 1f / (w.Rows * w.Columns);
        var factors = V.All(factor);
        long i = 0;
        for (; i + Elements.Lanes <= count; i += Elements.Lanes)
        {
            var sum = V.All(0);
            for (long j = 0; j < w.Columns; j++)
                sum += V.Load(sums + i + (j * channels));
            Elements.Store(to + i, sum * factors);
        }
        for (; i < count; i++)
        {
            float sum = 0;
            for (long j = 0; j < w.Columns; j++)
                sum += sums[i + (j * channels)];
            Elements.SetValue(to + i, sum * factor);
        }
    }
}
