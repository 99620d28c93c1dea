using System.Runtime.CompilerServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>A convolution and its gradients as loops over float64 numbers: the formula itself, without a library.</summary>
internal static class PlainConvolution
{
    /// <summary>
    /// Arrays hold x [N, C, H, W], the weight [O, C / groups, h, w] and the gradient of the result [N, O, H', W'], the last index
    /// fastest.
    /// </summary>
    /// <returns>The result, and the gradients of x and of the weight.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (double[] Result, double[] Input, double[] Weight) Compute(
        ConvolutionCase at, double[] x, double[] weight, double[] resultGradient)
    {
        var (inputGroup, outputGroup) = (at.Channels / at.Groups, at.Outputs / at.Groups);
        var (resultRows, resultColumns) = at.Result;
        var result = new double[resultGradient.Length];
        var inputGradient = new double[x.Length];
        var weightGradient = new double[weight.Length];
        for (var image = 0; image < at.Images; image++)
        {
            for (var output = 0; output < at.Outputs; output++)
            {
                for (var position = 0; position < resultRows * resultColumns; position++)
                {
                    var to = (((image * at.Outputs) + output) * resultRows * resultColumns) + position;
                    var gradient = resultGradient[to];
                    var (firstRow, firstColumn) = (
                        (position / resultColumns * at.Stride.Rows) - at.Padding.Rows,
                        (position % resultColumns * at.Stride.Columns) - at.Padding.Columns);
                    double sum = 0;
                    for (var channel = 0; channel < inputGroup; channel++)
                    {
                        var map = ((image * at.Channels) + (output / outputGroup * inputGroup) + channel) * at.Map.Rows;
                        var kernel = ((output * inputGroup) + channel) * at.Kernel.Rows;
                        for (var kernelRow = 0; kernelRow < at.Kernel.Rows; kernelRow++)
                        {
                            var row = firstRow + (kernelRow * at.Dilation.Rows);
                            if (row < 0 || row >= at.Map.Rows)
                                continue;
                            for (var kernelColumn = 0; kernelColumn < at.Kernel.Columns; kernelColumn++)
                            {
                                var column = firstColumn + (kernelColumn * at.Dilation.Columns);
                                if (column < 0 || column >= at.Map.Columns)
                                    continue;
                                var from = ((map + row) * at.Map.Columns) + column;
                                var tap = ((kernel + kernelRow) * at.Kernel.Columns) + kernelColumn;
                                sum += x[from] * weight[tap];
                                inputGradient[from] += gradient * weight[tap];
                                weightGradient[tap] += gradient * x[from];
                            }
                        }
                    }
                    result[to] = sum;
                }
            }
        }
        return (result, inputGradient, weightGradient);
    }
}
