using System.Runtime.CompilerServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>Passes over memory that split, concatenate and weight channels.</summary>
internal static unsafe class ChannelKernels<T, V>
    where T : unmanaged
    where V : struct, ILanes<V>
{
    private const int Lanes = Elements.Lanes;
    private const int Column = Elements.Column;

    // A few rows at a time, part by part: short loops over one stride, on lines that are still in the cache.
    private const int RowsAtATime = 64;

    /// <summary>Copies between one tensor and its parts, in either direction. A missing part is read as zeros.</summary>
    internal static void Copy(bool join, long pixels, Rows<T> whole, Rows<T>[] parts)
    {
        var shares = Team.Shares(pixels * whole.Channels);
        Team.Run(shares, share =>
        {
            var end = pixels * (share + 1) / shares;
            for (var first = pixels * share / shares; first < end; first += RowsAtATime)
            {
                var last = Math.Min(end, first + RowsAtATime);
                var offset = 0;
                foreach (var part in parts)
                {
                    CopyPart(join, whole.At(first) + offset, whole.Stride, part.IsNone ? null : part.At(first), part.Stride, part.Channels, last - first);
                    offset += part.Channels;
                }
            }
        });
    }

    /// <summary>Mean over the pixels of each image, [images, channels], written to <paramref name="means"/>.</summary>
    internal static void ImageMeans(long images, long pixels, Rows<T> x, float* means)
    {
        var walk = new Walk(pixels, x.Channels);
        ForImages(images, pixels, x.Channels, (first, end) =>
        {
            using var scratch = Scratch.Open();
            var buffer = scratch.Take<T>(walk.BlockSize);
            var sums = scratch.Take<double>(walk.Period);
            var totals = new double[walk.Channels];
            for (var n = first; n < end; n++)
            {
                new Span<double>(sums, walk.Period).Clear();
                for (long row = 0; row < pixels; row += walk.BlockPixels)
                {
                    var count = walk.Rows(row);
                    AddRows(x.Read(walk, (n * pixels) + row, count, buffer), sums, walk.Values(count), walk.Period);
                }
                Array.Clear(totals);
                walk.Gather(sums, totals);
                for (var c = 0; c < walk.Channels; c++)
                    means[(n * walk.Channels) + c] = (float)(totals[c] / pixels);
            }
        });
    }

    /// <summary>dx = dy + mean gradient / pixels, in one pass; dy may be missing.</summary>
    internal static void AddMeanGradient(long images, long pixels, Rows<T> dy, float* meanGradient, Rows<T> dx)
    {
        var walk = new Walk(pixels, dx.Channels);
        ForImages(images, pixels, dx.Channels, (first, end) =>
        {
            using var scratch = Scratch.Open();
            var buffer = scratch.Take<T>(2L * walk.BlockSize);
            var share = scratch.Take<float>(walk.Period);
            var perChannel = new float[walk.Channels];
            for (var n = first; n < end; n++)
            {
                for (var c = 0; c < walk.Channels; c++)
                    perChannel[c] = meanGradient[(n * walk.Channels) + c] / pixels;
                walk.Spread(perChannel, share);
                for (long row = 0; row < pixels; row += walk.BlockPixels)
                {
                    var count = walk.Rows(row);
                    var at = (n * pixels) + row;
                    var from = dy.IsNone ? null : dy.Read(walk, at, count, buffer);
                    var to = dx.Write(walk, at, count, buffer + walk.BlockSize);
                    AddShare(from, share, to, walk.Values(count), walk.Period);
                    dx.Finish(walk, at, count, to);
                }
            }
        });
    }

    /// <summary>y = x * gate, the gate one value per image and channel.</summary>
    internal static void Weight(long images, long pixels, Rows<T> x, float* gate, Rows<T> y)
    {
        var walk = new Walk(pixels, x.Channels);
        ForImages(images, pixels, x.Channels, (first, end) =>
        {
            using var scratch = Scratch.Open();
            var buffer = scratch.Take<T>(2L * walk.BlockSize);
            var factor = scratch.Take<float>(walk.Period);
            for (var n = first; n < end; n++)
            {
                walk.Spread(new ReadOnlySpan<float>(gate + (n * walk.Channels), walk.Channels), factor);
                for (long row = 0; row < pixels; row += walk.BlockPixels)
                {
                    var count = walk.Rows(row);
                    var at = (n * pixels) + row;
                    var from = x.Read(walk, at, count, buffer);
                    var to = y.Write(walk, at, count, buffer + walk.BlockSize);
                    WeightBlock(from, factor, to, walk.Values(count), walk.Period);
                    y.Finish(walk, at, count, to);
                }
            }
        });
    }

    /// <summary>dx = dy * gate, and the gate's <paramref name="gradient"/>, the sum over pixels of dy * x, in one pass.</summary>
    internal static void WeightGradient(long images, long pixels, Rows<T> dy, Rows<T> x, float* gate, Rows<T> dx, float* gradient)
    {
        var walk = new Walk(pixels, x.Channels);
        ForImages(images, pixels, x.Channels, (first, end) =>
        {
            using var scratch = Scratch.Open();
            var buffer = scratch.Take<T>(3L * walk.BlockSize);
            var factor = scratch.Take<float>(walk.Period);
            var sums = scratch.Take<double>(walk.Period);
            var totals = new double[walk.Channels];
            for (var n = first; n < end; n++)
            {
                walk.Spread(new ReadOnlySpan<float>(gate + (n * walk.Channels), walk.Channels), factor);
                new Span<double>(sums, walk.Period).Clear();
                for (long row = 0; row < pixels; row += walk.BlockPixels)
                {
                    var count = walk.Rows(row);
                    var at = (n * pixels) + row;
                    var from = x.Read(walk, at, count, buffer);
                    var fromDy = dy.Read(walk, at, count, buffer + walk.BlockSize);
                    var to = dx.Write(walk, at, count, buffer + (2 * walk.BlockSize));
                    WeightGradientBlock(fromDy, from, factor, to, sums, walk.Values(count), walk.Period);
                    dx.Finish(walk, at, count, to);
                }
                Array.Clear(totals);
                walk.Gather(sums, totals);
                for (var c = 0; c < walk.Channels; c++)
                    gradient[(n * walk.Channels) + c] = (float)totals[c];
            }
        });
    }

    private static void ForImages(long images, long pixels, long channels, Action<long, long> body)
    {
        var shares = (int)Math.Min(images, Team.Shares(images * pixels * channels));
        Team.Run(shares, share => body(images * share / shares, images * (share + 1) / shares));
    }

    private static void CopyPart(bool join, T* whole, long wholeStride, T* part, long partStride, int channels, long rows)
    {
        if (!join)
            Rows.CopyAll((byte*)whole, wholeStride * sizeof(T), (byte*)part, partStride * sizeof(T), channels * sizeof(T), rows);
        else if (part != null)
            Rows.CopyAll((byte*)part, partStride * sizeof(T), (byte*)whole, wholeStride * sizeof(T), channels * sizeof(T), rows);
        else
            for (long i = 0; i < rows; i++)
                new Span<T>(whole + (i * wholeStride), channels).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRows(T* x, double* sums, int values, int step)
    {
        for (var j = 0; j < step; j += Column)
        {
            V s0 = V.All(0), s1 = s0;
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(x + i + values);
                s0 += Elements.Load<T, V>(x + i);
                s1 += Elements.Load<T, V>(x + i + Lanes);
            }
            V.AddTo(sums + j, s0);
            V.AddTo(sums + j + Lanes, s1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddShare(T* from, float* share, T* to, int values, int step)
    {
        for (var j = 0; j < step; j += Column)
        {
            V f0 = V.Load(share + j), f1 = V.Load(share + j + Lanes);
            for (var i = j; i < values; i += step)
            {
                if (from != null)
                    Elements.Prefetch(from + i + values);
                Elements.Prefetch(to + i + values);
                Elements.Store(to + i, from == null ? f0 : Elements.Load<T, V>(from + i) + f0);
                Elements.Store(to + i + Lanes, from == null ? f1 : Elements.Load<T, V>(from + i + Lanes) + f1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightBlock(T* from, float* factor, T* to, int values, int step)
    {
        for (var j = 0; j < step; j += Column)
        {
            V f0 = V.Load(factor + j), f1 = V.Load(factor + j + Lanes);
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(from + i + values);
                Elements.Prefetch(to + i + values);
                Elements.Store(to + i, Elements.Load<T, V>(from + i) * f0);
                Elements.Store(to + i + Lanes, Elements.Load<T, V>(from + i + Lanes) * f1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeightGradientBlock(T* dy, T* x, float* factor, T* dx, double* sums, int values, int step)
    {
        for (var j = 0; j < step; j += Column)
        {
            V f0 = V.Load(factor + j), f1 = V.Load(factor + j + Lanes);
            V s0 = V.All(0), s1 = s0;
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(dy + i + values);
                Elements.Prefetch(x + i + values);
                Elements.Prefetch(dx + i + values);
                var g0 = Elements.Load<T, V>(dy + i);
                var g1 = Elements.Load<T, V>(dy + i + Lanes);
                s0 = V.MultiplyAdd(g0, Elements.Load<T, V>(x + i), s0);
                s1 = V.MultiplyAdd(g1, Elements.Load<T, V>(x + i + Lanes), s1);
                Elements.Store(dx + i, g0 * f0);
                Elements.Store(dx + i + Lanes, g1 * f1);
            }
            V.AddTo(sums + j, s0);
            V.AddTo(sums + j + Lanes, s1);
        }
    }
}
