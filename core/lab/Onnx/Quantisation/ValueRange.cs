namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>The range that the levels of a byte cover: x is (q - <see cref="Zero"/>) * <see cref="Scale"/>, q from 0 to 255.</summary>
/// <param name="Low">Lower end, at most 0: padding needs an exact zero.</param>
/// <param name="High">Upper end, at least 0.</param>
public readonly record struct ValueRange(float Low, float High)
{
    private const int Levels = 256;

    /// <summary>Distance of two levels.</summary>
    public float Scale => High > Low ? (High - Low) / (Levels - 1) : 1f / (Levels - 1);

    /// <summary>The level of 0.</summary>
    public byte Zero => (byte)Math.Clamp(MathF.Round(-Low / Scale), byte.MinValue, byte.MaxValue);
}
