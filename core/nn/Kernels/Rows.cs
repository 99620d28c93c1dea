using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// A tensor [N, C, H, W] as rows: the channels of a pixel are contiguous, the pixels equally spaced. Valid while the tensor lives.
/// </summary>
/// <typeparam name="T"><see cref="float"/>, or <see cref="ushort"/> for bfloat16.</typeparam>
internal readonly unsafe struct Rows<T>
    where T : unmanaged
{
    private readonly T* data;

    /// <summary>The rows of a tensor for which <see cref="Rows.Stride"/> is positive.</summary>
    internal Rows(Tensor tensor)
    {
        TensorMemory.Shape(tensor, out var sizes, out _);
        data = (T*)TensorMemory.Data(tensor);
        Stride = Rows.Stride(tensor);
        Channels = (int)sizes[1];
    }

    private Rows(T* data, long stride, int channels)
    {
        this.data = data;
        Stride = stride;
        Channels = channels;
    }

    /// <summary>No tensor; reads as zeros.</summary>
    internal static Rows<T> None(long channels) => new(null, 0, (int)channels);

    /// <summary>Values from one pixel to the next.</summary>
    internal long Stride { get; }

    /// <summary>Values of a pixel.</summary>
    internal int Channels { get; }

    /// <summary>Whether there is no tensor.</summary>
    internal bool IsNone => data == null;

    /// <summary>The first value of a pixel.</summary>
    internal T* At(long pixel) => data + (pixel * Stride);

    /// <summary>A block to read: the tensor's own memory if possible, otherwise a copy whose last period is filled up.</summary>
    /// <param name="walk">How the matrix is walked.</param>
    /// <param name="first">First row.</param>
    /// <param name="count">Rows.</param>
    /// <param name="buffer">Memory for a block.</param>
    /// <param name="fill">One row to fill up with; null for zeros.</param>
    internal T* Read(in Walk walk, long first, int count, T* buffer, T* fill = null)
    {
        if (InPlace(walk, count))
            return At(first);
        Pack(first, count, buffer, walk.Channels, 0);
        Pad(walk, count, buffer, fill);
        return buffer;
    }

    /// <summary>A block to write: the tensor's own memory if possible, otherwise the buffer, which <see cref="Finish"/> copies.</summary>
    internal T* Write(in Walk walk, long first, int count, T* buffer) => InPlace(walk, count) ? At(first) : buffer;

    /// <summary>Copies what was written to a buffer.</summary>
    internal void Finish(in Walk walk, long first, int count, T* buffer)
    {
        if (!InPlace(walk, count))
            Unpack(first, count, buffer, walk.Channels, 0);
    }

    /// <summary>Copies rows into columns [offset, offset + channels) of a block of rows <paramref name="width"/> wide.</summary>
    internal void Pack(long first, int count, T* block, int width, int offset)
    {
        if (data != null)
        {
            Rows.CopyAll(
                (byte*)At(first), Stride * sizeof(T), (byte*)(block + offset), (long)width * sizeof(T), (long)Channels * sizeof(T), count);
            return;
        }
        for (var i = 0; i < count; i++)
            new Span<T>(block + ((long)i * width) + offset, Channels).Clear();
    }

    /// <summary>The reverse.</summary>
    internal void Unpack(long first, int count, T* block, int width, int offset) => Rows.CopyAll(
        (byte*)(block + offset), (long)width * sizeof(T), (byte*)At(first), Stride * sizeof(T), (long)Channels * sizeof(T), count);

    /// <summary>Fills up the last period of a block.</summary>
    internal static void Pad(in Walk walk, int count, T* block, T* fill)
    {
        for (var at = count * walk.Channels; at < walk.Values(count); at += walk.Channels)
        {
            if (fill == null)
                new Span<T>(block + at, walk.Channels).Clear();
            else
                Copy(fill, block + at, walk.Channels);
        }
    }

    // No gaps, and only whole periods.
    private bool InPlace(in Walk walk, int count) =>
        Stride == walk.Channels && Channels == walk.Channels && count % walk.PeriodPixels == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(T* from, T* to, int count) => Rows.Copy((byte*)from, (byte*)to, (long)count * sizeof(T));
}

/// <summary>Tensors as rows, whatever their type.</summary>
internal static unsafe class Rows
{
    /// <summary>Values from one pixel of a tensor [N, C, H, W] to the next; -1 if it is not laid out as rows.</summary>
    internal static long Stride(Tensor tensor)
    {
        TensorMemory.Shape(tensor, out var size, out var stride);
        if (size[1] != 1 && stride[1] != 1)
            return -1;
        long distance = -1;
        long steps = 1; // pixels that one step along the dimension skips
        for (var axis = 3; axis >= 0; axis = axis == 2 ? 0 : axis - 1)
        {
            if (size[axis] != 1)
            {
                if (distance < 0)
                {
                    if (stride[axis] % steps != 0)
                        return -1;
                    distance = stride[axis] / steps;
                }
                else if (stride[axis] != distance * steps)
                {
                    return -1;
                }
            }
            steps *= size[axis];
        }
        if (distance < 0)
            return size[1];
        return distance >= size[1] ? distance : -1;
    }

    /// <summary>
    /// Copies bytes that do not overlap. A pixel's channels are often 24 or 48 bytes: calling the library would take longer than the copy.
    /// The last vector overlaps the one before it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Copy(byte* from, byte* to, long bytes)
    {
        if (bytes >= 32)
        {
            for (long i = 0; i < bytes - 32; i += 32)
                Vector256.Load(from + i).Store(to + i);
            Vector256.Load(from + bytes - 32).Store(to + bytes - 32);
        }
        else if (bytes >= 16)
        {
            var last = Vector128.Load(from + bytes - 16);
            Vector128.Load(from).Store(to);
            last.Store(to + bytes - 16);
        }
        else
        {
            for (; bytes >= 8; bytes -= 8, from += 8, to += 8)
                *(long*)to = *(long*)from;
            for (; bytes >= 2; bytes -= 2, from += 2, to += 2)
                *(short*)to = *(short*)from;
        }
    }

    /// <summary>Copies rows of this many bytes each. Decisions that depend on the size are made once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void CopyAll(byte* from, long fromStride, byte* to, long toStride, long bytes, long rows)
    {
        // The same rows again, for the next call.
        var (ahead, aheadTo) = (rows * fromStride, rows * toStride);
        switch (bytes)
        {
            case 16 or 24 or 32:
                for (; rows > 0; rows--, from += fromStride, to += toStride)
                {
                    Elements.Prefetch(from + ahead);
                    Elements.Prefetch(to + aheadTo);
                    var last = Vector128.Load(from + bytes - 16);
                    Vector128.Load(from).Store(to);
                    last.Store(to + bytes - 16);
                }
                break;
            case > 32 and <= 64:
                for (; rows > 0; rows--, from += fromStride, to += toStride)
                {
                    Elements.Prefetch(from + ahead);
                    Elements.Prefetch(to + aheadTo);
                    var last = Vector256.Load(from + bytes - 32);
                    Vector256.Load(from).Store(to);
                    last.Store(to + bytes - 32);
                }
                break;
            case > 64 and <= 128:
                for (; rows > 0; rows--, from += fromStride, to += toStride)
                {
                    Elements.Prefetch(from + ahead);
                    Elements.Prefetch(from + ahead + bytes - 64);
                    Elements.Prefetch(to + aheadTo);
                    Elements.Prefetch(to + aheadTo + bytes - 64);
                    var last = Vector512.Load(from + bytes - 64);
                    Vector512.Load(from).Store(to);
                    last.Store(to + bytes - 64);
                }
                break;
            default:
                for (; rows > 0; rows--, from += fromStride, to += toStride)
                    Copy(from, to, bytes);
                break;
        }
    }

    /// <summary>
    /// The tensor itself if it is laid out as rows (as a new reference), otherwise a channels-last copy. The caller disposes it.
    /// </summary>
    internal static Tensor Of(Tensor tensor) => Stride(tensor) > 0 ? tensor.alias() : Layout.ToChannelsLast(tensor);
}
