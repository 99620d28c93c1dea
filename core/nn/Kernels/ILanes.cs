using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Sixteen float32 values that are processed together. A kernel is written once, for this type; .NET's compiler makes the code for
/// each kind of register.
/// </summary>
internal unsafe interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>The same value in every lane.</summary>
    public static abstract TSelf All(float value);

    /// <summary>Sixteen values from memory.</summary>
    public static abstract TSelf Load(float* from);

    /// <summary>Sixteen bfloat16 values from memory: each is the upper half of a float32.</summary>
    public static abstract TSelf Load(ushort* from);

    /// <summary>Sixteen values to memory.</summary>
    public static abstract void Store(float* to, TSelf values);

    /// <summary>
    /// Sixteen values to memory as bfloat16, rounded to nearest, ties to even. NaN stays NaN, except for a
    /// signalling pattern whose mantissa is all ones, which neither arithmetic nor a bfloat16 produces.
    /// </summary>
    public static abstract void Store(ushort* to, TSelf values);

    /// <summary>a + b.</summary>
    public static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a - b.</summary>
    public static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a * b.</summary>
    public static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a * b + c, rounded once if the processor can.</summary>
    public static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Zero where negative; NaN stays NaN.</summary>
    public static abstract TSelf Relu(TSelf values);

    /// <summary>Zero where <paramref name="sign"/> is zero or less, otherwise the value: the gradient of ReLU.</summary>
    public static abstract TSelf Where(TSelf sign, TSelf values);

    /// <summary>Adds each lane to its own sum.</summary>
    public static abstract void AddTo(double* sums, TSelf values);
}

/// <summary>Values in memory, float32 or bfloat16 (as <see cref="ushort"/>), read and written as lanes.</summary>
internal static unsafe class Elements
{
    /// <summary>Values that one vector holds.</summary>
    internal const int Lanes = 16;

    /// <summary>Values of two vectors: a whole cache line of bfloat16.</summary>
    internal const int Column = 2 * Lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Load<T, V>(T* from)
        where T : unmanaged
        where V : struct, ILanes<V> =>
        typeof(T) == typeof(float) ? V.Load((float*)from) : V.Load((ushort*)from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store<T, V>(T* to, V values)
        where T : unmanaged
        where V : struct, ILanes<V>
    {
        if (typeof(T) == typeof(float))
            V.Store((float*)to, values);
        else
            V.Store((ushort*)to, values);
    }

    /// <summary>
    /// Prefetches the lines of one column, which will be read or written soon. Blocks are walked column by column, a pattern that the
    /// processor does not predict: without this, kernels wait for memory half of the time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Prefetch<T>(T* column)
        where T : unmanaged
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch0(column);
        if (typeof(T) == typeof(float))
            Sse.Prefetch0(column + Lanes);
    }

    /// <summary>One value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Value<T>(T* from)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? *(float*)from : BitConverter.UInt32BitsToSingle((uint)*(ushort*)from << 16);

    /// <summary>Writes one value, rounded as <see cref="ILanes{TSelf}.Store(ushort*, TSelf)"/> does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SetValue<T>(T* to, float value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            *(float*)to = value;
            return;
        }
        var bits = BitConverter.SingleToUInt32Bits(value);
        *(ushort*)to = (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
