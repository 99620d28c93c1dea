using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor, in logical (row-major) order whatever its strides are. It keeps the tensor reachable.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor tensor;
    private readonly T* start;
    private readonly long[] shape;
    private readonly long[] strides;
    private readonly bool contiguous;

    internal TensorAccessor(torch.Tensor tensor)
    {
        this.tensor = tensor;
        start = (T*)tensor.DataPointer();
        shape = tensor.shape;
        strides = tensor.stride();
        contiguous = tensor.is_contiguous();
        Count = tensor.numel();
    }

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>False: elements can be written.</summary>
    public bool IsReadOnly => false;

    /// <summary>One element, by one index (in logical order) or by one for each dimension.</summary>
    public T this[params long[] indices]
    {
        get => Read(*At(indices));
        set
        {
            *At(indices) = value;
            GC.KeepAlive(tensor);
        }
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    /// <summary>A copy of all elements.</summary>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>A copy in the tensor's shape; a scalar becomes an array of one.</summary>
    public Array ToNDArray()
    {
        if (shape.Length < 2)
            return ToArray();
        var result = Array.CreateInstance(typeof(T), shape);
        var flat = MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(result)), checked((int)Count));
        CopyTo(flat);
        return result;
    }

    /// <summary>Copies elements, from <c>tensorIndex</c> on, into an array from <c>arrayIndex</c> on.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements, from <c>tensorIndex</c> on, into a span from <c>arrayIndex</c> on.</summary>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (contiguous)
        {
            new ReadOnlySpan<T>(start + tensorIndex, count).CopyTo(target);
        }
        else
        {
            for (var i = 0; i < count; i++)
                target[i] = start[Offset(tensorIndex + i)];
        }
        GC.KeepAlive(tensor);
    }

    /// <summary>Copies an array, from <c>arrayIndex</c> on, over the elements from <c>tensorIndex</c> on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom(new ReadOnlySpan<T>(array), arrayIndex, tensorIndex);

    /// <summary>Copies a span, from <c>arrayIndex</c> on, over the elements from <c>tensorIndex</c> on.</summary>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        for (var i = 0; i < count; i++)
            start[contiguous ? tensorIndex + i : Offset(tensorIndex + i)] = source[i];
        GC.KeepAlive(tensor);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
            yield return Element(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the other accessor shows the same numbers.</summary>
    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Count == other.Count && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine((nint)start, Count);

    /// <summary>Does nothing: the accessor owns nothing, the tensor stays.</summary>
    public void Dispose()
    {
    }

    private T Element(long index) => Read(start[contiguous ? index : Offset(index)]);

    private T Read(T value)
    {
        GC.KeepAlive(tensor);
        return value;
    }

    private T* At(long[] indices)
    {
        if (indices.Length == 1 && shape.Length != 1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)indices[0], (ulong)Count);
            return start + Offset(indices[0]);
        }
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for {shape.Length} dimensions");
        long offset = 0;
        for (var i = 0; i < indices.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((ulong)indices[i], (ulong)shape[i]);
            offset += indices[i] * strides[i];
        }
        return start + offset;
    }

    private long Offset(long index)
    {
        long offset = 0;
        for (var i = shape.Length - 1; i >= 0; i--)
        {
            offset += index % shape[i] * strides[i];
            index /= shape[i];
        }
        return offset;
    }
}
