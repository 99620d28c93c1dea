using System.Runtime.CompilerServices;

namespace SeRes2Net.Nn.Kernels;

/// <summary>A flag that is known when a kernel is compiled.</summary>
internal interface IFlag;

/// <summary>The kernel does it.</summary>
internal readonly struct Yes : IFlag;

/// <summary>The kernel does not.</summary>
internal readonly struct No : IFlag;

/// <summary>Factors per channel: v = (x - mean) * scale + shift, where scale = weight / sqrt(variance + eps).</summary>
internal sealed record Factors(float[] Mean, float[] Scale, float[] Shift, float[] InverseDeviation);

/// <summary>The passes over memory of batch normalisation; <see cref="BatchNorm"/> has the formulas.</summary>
internal static unsafe class BatchNormKernels<T, V>
    where T : unmanaged
    where V : struct, ILanes<V>
{
    private const int Lanes = Elements.Lanes;
    private const int Column = Elements.Column;

    /// <summary>
    /// Mean and biased variance of every channel. Sums of (x - k) and (x - k)^2, where k is the first pixel, do not cancel, however far
    /// the values are from zero.
    /// </summary>
    internal static (double[] Mean, double[] Variance) Statistics(Walk walk, Rows<T> x)
    {
        var shares = walk.Shares;
        var step = walk.Period;
        using var shared = Scratch.Open();
        var origin = shared.Take<float>(step);
        for (var i = 0; i < step; i++)
            origin[i] = Elements.Value(x.At(0) + (i % walk.Channels));
        var sums = shared.TakeZeros<double>(2L * step * shares);
        Team.Run(shares, share =>
        {
            using var scratch = Scratch.Open();
            var buffer = scratch.Take<T>(walk.BlockSize);
            var sum = sums + (2L * step * share);
            var (first, end) = walk.Share(share, shares);
            for (; first < end; first += walk.BlockPixels)
            {
                var count = walk.Rows(first);
                var block = x.Read(walk, first, count, buffer, x.At(0));
                AddMoments(block, origin, sum, sum + step, walk.Values(count), step);
            }
        });

        var mean = new double[walk.Channels];
        var variance = new double[walk.Channels];
        for (var share = 0; share < shares; share++)
        {
            walk.Gather(sums + (2L * step * share), mean);
            walk.Gather(sums + (2L * step * share) + step, variance);
        }
        for (var c = 0; c < walk.Channels; c++)
        {
            var offset = mean[c] / walk.Pixels;
            variance[c] = Math.Max(0, (variance[c] / walk.Pixels) - (offset * offset));
            mean[c] = Elements.Value(x.At(0) + c) + offset;
        }
        return (mean, variance);
    }

    /// <summary>Writes y, in parts along the channels, and y + next.</summary>
    /// <typeparam name="TRelu">Whether negative values become zero.</typeparam>
    /// <typeparam name="TAdd">Whether the residual is added.</typeparam>
    /// <typeparam name="TNext">Whether y + next is written too.</typeparam>
    internal static void Normalise<TRelu, TAdd, TNext>(
        Walk walk, Factors factors, Rows<T> x, Rows<T> residual, Rows<T> next, Rows<T>[] y, Rows<T> sum)
        where TRelu : struct, IFlag
        where TAdd : struct, IFlag
        where TNext : struct, IFlag
    {
        var shares = walk.Shares;
        var step = walk.Period;
        using var shared = Scratch.Open();
        var f = new Repeated(walk, factors, shared);
        Team.Run(shares, share =>
        {
            using var scratch = Scratch.Open();
            var buffer = scratch.Take<T>(5L * walk.BlockSize);
            var (first, end) = walk.Share(share, shares);
            for (; first < end; first += walk.BlockPixels)
            {
                var count = walk.Rows(first);
                var size = walk.BlockSize;
                var inX = x.Read(walk, first, count, buffer);
                var inResidual = typeof(TAdd) == typeof(Yes) ? residual.Read(walk, first, count, buffer + size) : null;
                var inNext = typeof(TNext) == typeof(Yes) ? next.Read(walk, first, count, buffer + (2 * size)) : null;
                var outY = y.Length == 1 ? y[0].Write(walk, first, count, buffer + (3 * size)) : buffer + (3 * size);
                var outSum = typeof(TNext) == typeof(Yes) ? sum.Write(walk, first, count, buffer + (4 * size)) : null;
                NormaliseBlock<TRelu, TAdd, TNext>(
                    inX, inResidual, inNext, outY, outSum, f, walk.Values(count), step);
                if (y.Length == 1)
                    y[0].Finish(walk, first, count, outY);
                else
                    Scatter(walk, y, first, count, outY);
                if (typeof(TNext) == typeof(Yes))
                    sum.Finish(walk, first, count, outSum);
            }
        });
    }

    /// <summary>
    /// Sums of g and of g * (x - mean) per channel, g being dy where the gradient passes. g itself is written to <paramref name="kept"/>
    /// if it is needed again.
    /// </summary>
    /// <typeparam name="TSign">Where the gradient passes.</typeparam>
    /// <typeparam name="TKeep">Whether g is kept.</typeparam>
    internal static (double[] G, double[] Gx) Reduce<TSign, TKeep>(
        Walk walk, Factors factors, Gradient<T, V> dy, Rows<T> x, Rows<T> y, Rows<T> kept)
        where TSign : struct, ISign
        where TKeep : struct, IFlag
    {
        var shares = walk.Shares;
        var step = walk.Period;
        using var shared = Scratch.Open();
        var f = new Repeated(walk, factors, shared);
        var sums = shared.TakeZeros<double>(2L * step * shares);
        Team.Run(shares, share =>
        {
            using var scratch = Scratch.Open();
            var size = walk.BlockSize;
            var buffer = scratch.Take<T>(5L * size);
            var sum = sums + (2L * step * share);
            var (first, end) = walk.Share(share, shares);
            for (; first < end; first += walk.BlockPixels)
            {
                var count = walk.Rows(first);
                var inDy = dy.Read(walk, first, count, buffer, buffer + size);
                var inX = x.Read(walk, first, count, buffer + (2 * size));
                var inY = typeof(TSign) == typeof(OfResult) ? y.Read(walk, first, count, buffer + (3 * size)) : null;
                var outG = typeof(TKeep) == typeof(Yes) ? kept.Write(walk, first, count, buffer + (4 * size)) : null;
                ReduceBlock<TSign, TKeep>(inDy, inX, inY, outG, f, sum, sum + step, walk.Values(count), step);
                if (typeof(TKeep) == typeof(Yes))
                    kept.Finish(walk, first, count, outG);
            }
        });
        var (g, gx) = (new double[walk.Channels], new double[walk.Channels]);
        for (var share = 0; share < shares; share++)
        {
            walk.Gather(sums + (2L * step * share), g);
            walk.Gather(sums + (2L * step * share) + step, gx);
        }
        return (g, gx);
    }

    /// <summary>dx = scale * g + slope * (x - mean) + constant; overwrites g if dx is the same memory.</summary>
    internal static void InputGradient<TSign>(
        Walk walk, Factors factors, float[] slopes, float[] constants, Gradient<T, V> dy, Rows<T> x, Rows<T> dx)
        where TSign : struct, ISign
    {
        var shares = walk.Shares;
        var step = walk.Period;
        using var shared = Scratch.Open();
        var f = new Repeated(walk, factors, shared);
        var slope = walk.Spread(slopes, shared);
        var constant = walk.Spread(constants, shared);
        Team.Run(shares, share =>
        {
            using var scratch = Scratch.Open();
            var size = walk.BlockSize;
            var buffer = scratch.Take<T>(4L * size);
            var (first, end) = walk.Share(share, shares);
            for (; first < end; first += walk.BlockPixels)
            {
                var count = walk.Rows(first);
                var inDy = dy.Read(walk, first, count, buffer, buffer + size);
                var inX = x.Read(walk, first, count, buffer + (2 * size));
                var to = dx.Write(walk, first, count, buffer + (3 * size));
                InputGradientBlock<TSign>(inDy, inX, to, f, slope, constant, walk.Values(count), step);
                dx.Finish(walk, first, count, to);
            }
        });
    }

    // The factors, repeated to one period of the walk.
    private readonly struct Repeated(Walk walk, Factors factors, Scratch scratch)
    {
        public readonly float* Mean = walk.Spread(factors.Mean, scratch);
        public readonly float* Scale = walk.Spread(factors.Scale, scratch);
        public readonly float* Shift = walk.Spread(factors.Shift, scratch);
    }

    private static void Scatter(Walk walk, Rows<T>[] parts, long first, int count, T* block)
    {
        var offset = 0;
        foreach (var part in parts)
        {
            part.Unpack(first, count, block, walk.Channels, offset);
            offset += part.Channels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddMoments(T* block, float* origin, double* sum, double* squares, int values, int step)
    {
        for (var j = 0; j < step; j += Column)
        {
            V o0 = V.Load(origin + j), o1 = V.Load(origin + j + Lanes);
            V s0 = V.All(0), s1 = s0, q0 = s0, q1 = s0;
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(block + i + values);
                var d0 = Elements.Load<T, V>(block + i) - o0;
                var d1 = Elements.Load<T, V>(block + i + Lanes) - o1;
                s0 += d0;
                s1 += d1;
                q0 = V.MultiplyAdd(d0, d0, q0);
                q1 = V.MultiplyAdd(d1, d1, q1);
            }
            V.AddTo(sum + j, s0);
            V.AddTo(sum + j + Lanes, s1);
            V.AddTo(squares + j, q0);
            V.AddTo(squares + j + Lanes, q1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NormaliseBlock<TRelu, TAdd, TNext>(
        T* x, T* residual, T* next, T* y, T* sum, Repeated f, int values, int step)
        where TRelu : struct, IFlag
        where TAdd : struct, IFlag
        where TNext : struct, IFlag
    {
        for (var j = 0; j < step; j += Column)
        {
            V m0 = V.Load(f.Mean + j), m1 = V.Load(f.Mean + j + Lanes);
            V a0 = V.Load(f.Scale + j), a1 = V.Load(f.Scale + j + Lanes);
            V b0 = V.Load(f.Shift + j), b1 = V.Load(f.Shift + j + Lanes);
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(x + i + values);
                Elements.Prefetch(y + i + values);
                var v0 = V.MultiplyAdd(Elements.Load<T, V>(x + i) - m0, a0, b0);
                var v1 = V.MultiplyAdd(Elements.Load<T, V>(x + i + Lanes) - m1, a1, b1);
                if (typeof(TAdd) == typeof(Yes))
                {
                    Elements.Prefetch(residual + i + values);
                    v0 += Elements.Load<T, V>(residual + i);
                    v1 += Elements.Load<T, V>(residual + i + Lanes);
                }
                if (typeof(TRelu) == typeof(Yes))
                {
                    v0 = V.Relu(v0);
                    v1 = V.Relu(v1);
                }
                Elements.Store(y + i, v0);
                Elements.Store(y + i + Lanes, v1);
                if (typeof(TNext) == typeof(Yes))
                {
                    Elements.Prefetch(next + i + values);
                    Elements.Prefetch(sum + i + values);
                    Elements.Store(sum + i, v0 + Elements.Load<T, V>(next + i));
                    Elements.Store(sum + i + Lanes, v1 + Elements.Load<T, V>(next + i + Lanes));
                }
            }
        }
    }

    // g: dy where the result was positive or not a number.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Pass<TSign>(T* dy, V fromMean, V scale, V shift, T* y)
        where TSign : struct, ISign
    {
        var g = Elements.Load<T, V>(dy);
        if (typeof(TSign) == typeof(OfNormalised))
            return V.Where(V.MultiplyAdd(fromMean, scale, shift), g);
        return typeof(TSign) == typeof(OfResult) ? V.Where(Elements.Load<T, V>(y), g) : g;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReduceBlock<TSign, TKeep>(
        T* dy, T* x, T* y, T* kept, Repeated f, double* sumG, double* sumGx, int values, int step)
        where TSign : struct, ISign
        where TKeep : struct, IFlag
    {
        for (var j = 0; j < step; j += Column)
        {
            V m0 = V.Load(f.Mean + j), m1 = V.Load(f.Mean + j + Lanes);
            V a0 = V.Load(f.Scale + j), a1 = V.Load(f.Scale + j + Lanes);
            V b0 = V.Load(f.Shift + j), b1 = V.Load(f.Shift + j + Lanes);
            V s0 = V.All(0), s1 = s0, q0 = s0, q1 = s0;
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(x + i + values);
                Elements.Prefetch(dy + i + values);
                var d0 = Elements.Load<T, V>(x + i) - m0;
                var d1 = Elements.Load<T, V>(x + i + Lanes) - m1;
                var g0 = Pass<TSign>(dy + i, d0, a0, b0, y + i);
                var g1 = Pass<TSign>(dy + i + Lanes, d1, a1, b1, y + i + Lanes);
                s0 += g0;
                s1 += g1;
                q0 = V.MultiplyAdd(g0, d0, q0);
                q1 = V.MultiplyAdd(g1, d1, q1);
                if (typeof(TKeep) == typeof(Yes))
                {
                    Elements.Prefetch(y + i + values);
                    Elements.Prefetch(kept + i + values);
                    Elements.Store(kept + i, g0);
                    Elements.Store(kept + i + Lanes, g1);
                }
            }
            V.AddTo(sumG + j, s0);
            V.AddTo(sumG + j + Lanes, s1);
            V.AddTo(sumGx + j, q0);
            V.AddTo(sumGx + j + Lanes, q1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InputGradientBlock<TSign>(
        T* dy, T* x, T* dx, Repeated f, float* slope, float* constant, int values, int step)
        where TSign : struct, ISign
    {
        for (var j = 0; j < step; j += Column)
        {
            V m0 = V.Load(f.Mean + j), m1 = V.Load(f.Mean + j + Lanes);
            V a0 = V.Load(f.Scale + j), a1 = V.Load(f.Scale + j + Lanes);
            V b0 = V.Load(f.Shift + j), b1 = V.Load(f.Shift + j + Lanes);
            V k0 = V.Load(slope + j), k1 = V.Load(slope + j + Lanes);
            V c0 = V.Load(constant + j), c1 = V.Load(constant + j + Lanes);
            for (var i = j; i < values; i += step)
            {
                Elements.Prefetch(x + i + values);
                Elements.Prefetch(dy + i + values);
                var d0 = Elements.Load<T, V>(x + i) - m0;
                var d1 = Elements.Load<T, V>(x + i + Lanes) - m1;
                var g0 = Pass<TSign>(dy + i, d0, a0, b0, null);
                var g1 = Pass<TSign>(dy + i + Lanes, d1, a1, b1, null);
                Elements.Prefetch(dx + i + values);
                Elements.Store(dx + i, V.MultiplyAdd(a0, g0, V.MultiplyAdd(k0, d0, c0)));
                Elements.Store(dx + i + Lanes, V.MultiplyAdd(a1, g1, V.MultiplyAdd(k1, d1, c1)));
            }
        }
    }
}

/// <summary>Where a gradient passes.</summary>
internal interface ISign;

/// <summary>Everywhere.</summary>
internal readonly struct Everywhere : ISign;

/// <summary>Where the normalised value is positive; recomputed from x, since reading it would cost more.</summary>
internal readonly struct OfNormalised : ISign;

/// <summary>Where the stored result is positive.</summary>
internal readonly struct OfResult : ISign;
