using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch;

/// <summary>One argument of an operator on its way to libtorch. Values convert to it implicitly; null stands for None.</summary>
internal readonly struct Arg
{
    /// <summary>What an argument is; the numbers are shared with native/operators.cpp.</summary>
    internal enum Kind : long
    {
        Default = 0,
        None = 1,
        Tensor = 2,
        Int = 3,
        Double = 4,
        Bool = 5,
        IntList = 6,
        TensorList = 7,
        DoubleList = 8,
        String = 9,
        Device = 10,
        Generator = 11,
        OptionalTensorList = 12,
    }

    internal readonly Kind kind;
    internal readonly long bits;
    internal readonly object? reference;

    private Arg(Kind kind, long bits, object? reference = null)
    {
        this.kind = kind;
        this.bits = bits;
        this.reference = reference;
    }

    /// <summary>The default that the operator's schema gives.</summary>
    internal static Arg Default => default;

    /// <summary>None.</summary>
    internal static Arg None => new(Kind.None, 0);

    /// <summary>A list in which null means "all of this dimension", as indexing takes it.</summary>
    internal static Arg Indices(Tensor?[] tensors) => new(Kind.OptionalTensorList, tensors.Length, tensors);

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(Kind.Tensor, 0, value);

    public static implicit operator Arg(long value) => new(Kind.Int, value);

    public static implicit operator Arg(long? value) => value is { } v ? new(Kind.Int, v) : None;

    public static implicit operator Arg(double value) => new(Kind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is { } v ? v : None;

    public static implicit operator Arg(bool value) => new(Kind.Bool, value ? 1 : 0);

    public static implicit operator Arg(Scalar? value) =>
        value is null ? None : value.IsReal ? value.Real : value.IsBool ? value.Integer != 0 : value.Integer;

    public static implicit operator Arg(long[]? value) => value is null ? None : new(Kind.IntList, value.Length, value);

    public static implicit operator Arg(Tensor[] value) => new(Kind.TensorList, value.Length, value);

    public static implicit operator Arg(double[]? value) => value is null ? None : new(Kind.DoubleList, value.Length, value);

    public static implicit operator Arg(string? value) =>
        value is null ? None : new(Kind.String, 0, System.Text.Encoding.UTF8.GetBytes(value));

    public static implicit operator Arg(ScalarType value) => new(Kind.Int, (long)value);

    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : None;

    public static implicit operator Arg(Device? value) => value is null ? None : new(Kind.Device, 0, value);

    public static implicit operator Arg(Generator? value) => value is null ? None : new(Kind.Generator, 0, value);

    /// <summary>Number of 64-bit words that <see cref="Write"/> takes.</summary>
    internal int Words => kind switch
    {
        Kind.Default or Kind.None => 1,
        Kind.Device => 3,
        Kind.IntList or Kind.TensorList or Kind.DoubleList or Kind.OptionalTensorList => 1 + (int)bits,
        Kind.String => 1 + (((byte[])reference!).Length + 7) / 8,
        _ => 2,
    };

    /// <summary>Writes the argument and returns the place behind it.</summary>
    internal unsafe long* Write(long* words)
    {
        switch (kind)
        {
            case Kind.Tensor:
                *words++ = (long)kind;
                *words++ = ((Tensor)reference!).Handle;
                break;
            case Kind.Int or Kind.Double or Kind.Bool:
                *words++ = (long)kind;
                *words++ = bits;
                break;
            case Kind.IntList:
                *words++ = (long)kind | (bits << 8);
                ((long[])reference!).CopyTo(new Span<long>(words, (int)bits));
                words += bits;
                break;
            case Kind.TensorList or Kind.OptionalTensorList:
                *words++ = (long)kind | (bits << 8);
                foreach (var tensor in (Tensor?[])reference!)
                    *words++ = tensor is null ? 0 : tensor.Handle;
                break;
            case Kind.DoubleList:
                *words++ = (long)kind | (bits << 8);
                foreach (var value in (double[])reference!)
                    *words++ = BitConverter.DoubleToInt64Bits(value);
                break;
            case Kind.String:
                var text = (byte[])reference!;
                *words++ = (long)kind | ((long)text.Length << 8);
                text.CopyTo(new Span<byte>(words, text.Length));
                words += (text.Length + 7) / 8;
                break;
            case Kind.Device:
                var device = (Device)reference!;
                *words++ = (long)kind;
                *words++ = (long)device.type;
                *words++ = device.index;
                break;
            case Kind.Generator:
                *words++ = (long)kind;
                *words++ = ((Generator)reference!).Handle;
                break;
            default:
                *words++ = (long)kind;
                break;
        }
        return words;
    }
}
