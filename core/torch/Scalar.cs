using SeRes2Net.Torch;

namespace TorchSharp;

/// <summary>A number as libtorch's operators take it: a truth, a whole number or a real one. Holds no native memory here.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(long integer, torch.ScalarType type)
    {
        Integer = integer;
        Type = type;
    }

    internal Scalar(double real, torch.ScalarType type)
    {
        Real = real;
        Type = type;
    }

    /// <summary>Type of the number it was made from.</summary>
    public torch.ScalarType Type { get; }

    internal bool IsReal => torch.is_floating_point(Type);

    internal bool IsBool => Type == torch.ScalarType.Bool;

    internal long Integer { get; }

    internal double Real { get; }

    internal double AsDouble => IsReal ? Real : Integer;

    internal long AsLong => IsReal ? (long)Real : Integer;

    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(sbyte value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(short value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(int value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    public static implicit operator Scalar(Half value) => new((double)value, torch.ScalarType.Float64);

    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float64);

    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    /// <summary>Does nothing: there is nothing to free. TorchSharp's scalars are disposable.</summary>
    public void Dispose()
    {
    }
}
