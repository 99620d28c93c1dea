using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// Sixteen values in two vectors of eight: registers of AVX2, pairs of NEON's on Arm, plain arithmetic on processors without either.
/// </summary>
internal readonly unsafe struct Lanes256(Vector256<float> low, Vector256<float> high) : ILanes<Lanes256>
{
    private readonly Vector256<float> low = low;
    private readonly Vector256<float> high = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(float value) => new(Vector256.Create(value), Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(float* from) => new(Vector256.Load(from), Vector256.Load(from + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ushort* from) => new(Half(from), Half(from + 8));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* to, Lanes256 lanes)
    {
        lanes.low.Store(to);
        lanes.high.Store(to + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ushort* to, Lanes256 lanes) => Vector256.Narrow(Rounded(lanes.low), Rounded(lanes.high)).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a.low + b.low, a.high + b.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a.low - b.low, a.high - b.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a.low * b.low, a.high * b.high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyAdd(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(Vector256.MultiplyAddEstimate(a.low, b.low, c.low), Vector256.MultiplyAddEstimate(a.high, b.high, c.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Relu(Lanes256 lanes) => new(Relu(lanes.low), Relu(lanes.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Where(Lanes256 sign, Lanes256 lanes) => new(Where(sign.low, lanes.low), Where(sign.high, lanes.high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(double* sums, Lanes256 lanes)
    {
        AddTo(sums, lanes.low);
        AddTo(sums + 8, lanes.high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Half(ushort* from)
    {
        if (Avx2.IsSupported)
            return (Avx2.ConvertToVector256Int32(Vector128.Load(from)).AsUInt32() << 16).AsSingle();
        var (low, high) = Vector128.Widen(Vector128.Load(from));
        return (Vector256.Create(low, high) << 16).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rounded(Vector256<float> values)
    {
        var bits = values.AsUInt32();
        var even = Vector256.ShiftRightLogical(bits, 16) & Vector256.Create(1u);
        return Vector256.ShiftRightLogical(bits + Vector256.Create(0x7fffu) + even, 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Relu(Vector256<float> values) =>
        Vector256.ConditionalSelect(Vector256.LessThan(values, Vector256<float>.Zero), Vector256<float>.Zero, values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Where(Vector256<float> sign, Vector256<float> values) =>
        Vector256.ConditionalSelect(Vector256.LessThanOrEqual(sign, Vector256<float>.Zero), Vector256<float>.Zero, values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(double* sums, Vector256<float> values)
    {
        var (first, second) = Vector256.Widen(values);
        (Vector256.Load(sums) + first).Store(sums);
        (Vector256.Load(sums + 4) + second).Store(sums + 4);
    }
}
