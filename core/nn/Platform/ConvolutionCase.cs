namespace SeRes2Net.Nn.Platform;

/// <summary>The sizes of one convolution of x [N, C, H, W] with a weight [O, C / groups, h, w].</summary>
/// <param name="Images">N.</param>
/// <param name="Channels">C.</param>
/// <param name="Outputs">O.</param>
/// <param name="Groups">Divides C and O.</param>
/// <param name="Map">H and W.</param>
/// <param name="Kernel">h and w.</param>
/// <param name="Stride">Of rows and columns.</param>
/// <param name="Padding">Zeros at each end of rows and columns.</param>
/// <param name="Dilation">Of rows and columns.</param>
internal sealed record ConvolutionCase(
    int Images,
    int Channels,
    int Outputs,
    int Groups,
    (int Rows, int Columns) Map,
    (int Rows, int Columns) Kernel,
    (int Rows, int Columns) Stride,
    (int Rows, int Columns) Padding,
    (int Rows, int Columns) Dilation)
{
    /// <summary>H' and W' of the result.</summary>
    internal (int Rows, int Columns) Result => (
        Size(Map.Rows, Kernel.Rows, Stride.Rows, Padding.Rows, Dilation.Rows),
        Size(Map.Columns, Kernel.Columns, Stride.Columns, Padding.Columns, Dilation.Columns));

    internal long[] InputShape => [Images, Channels, Map.Rows, Map.Columns];

    internal long[] WeightShape => [Outputs, Channels / Groups, Kernel.Rows, Kernel.Columns];

    internal long[] ResultShape => [Images, Outputs, Result.Rows, Result.Columns];

    public override string ToString() =>
        FormattableString.Invariant($"{Images} images of {Channels} channels {Map.Rows}x{Map.Columns} to {Outputs}, kernel {Kernel.Rows}x{Kernel.Columns}") +
        FormattableString.Invariant($", groups {Groups}, stride {Stride}, padding {Padding}, dilation {Dilation}");

    private static int Size(int map, int kernel, int stride, int padding, int dilation) =>
        ((map + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;
}
