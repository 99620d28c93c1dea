namespace SeRes2Net.Compiler.Graph;

/// <summary>The shape of one image's value, without the batch axis: <c>[N, Channels, Rows, Columns]</c>.</summary>
public readonly record struct Shape(int Channels, int Rows, int Columns)
{
    /// <summary>Number of elements of one image's value.</summary>
    public long Elements => (long)Channels * Rows * Columns;

    /// <summary>In readable form: <c>64x32x32</c>.</summary>
    public override string ToString() => $"{Channels}x{Rows}x{Columns}";
}
