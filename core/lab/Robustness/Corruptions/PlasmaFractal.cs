using System.Numerics;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Robustness.Corruptions;

/// <summary>
/// Clouds by the diamond-square algorithm (Fournier, Fussell and Carpenter, "Computer rendering of stochastic models", CACM 25, 1982) on a torus.
/// </summary>
internal static class PlasmaFractal
{
    private const double FirstWibble = 100;

    /// <summary>Draws clouds, [rows, columns]: the upper left part of a square map whose values span 0 to 1.</summary>
    /// <param name="rows">Rows wanted.</param>
    /// <param name="columns">Columns wanted.</param>
    /// <param name="decay">From one level to the next, the amplitude falls by the square of it.</param>
    /// <param name="random">Where it is drawn from: for each level first the squares' middles, then those of upper edges, then of left ones, in row order.</param>
    public static double[] Draw(int rows, int columns, double decay, RandomStream random)
    {
        int side = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(rows, columns));
        var map = new double[side * side];
        double wibble = FirstWibble;
        for (int step = side; step >= 2; step /= 2, wibble /= decay)
        {
            int half = step / 2;
            Fill(half, half, (row, column) => At(row - half, column - half) + At(row - half, column + half) + At(row + half, column - half) + At(row + half, column + half));
            Fill(0, half, Neighbours);
            Fill(half, 0, Neighbours);

            void Fill(int down, int right, Func<int, int, double> corners)
            {
                for (int row = down; row < side; row += step)
                {
                    for (int column = right; column < side; column += step)
                        map[row * side + column] = corners(row, column) / 4 + wibble * (-wibble + 2 * wibble * random.NextDouble());
                }
            }

            double Neighbours(int row, int column) => At(row - half, column) + At(row + half, column) + At(row, column - half) + At(row, column + half);
        }
        double least = map.Min(), most = map.Max();
        var part = new double[rows * columns];
        for (int p = 0; p < part.Length; p++)
            part[p] = most == least ? 0 : (At(p / columns, p % columns) - least) / (most - least);
        return part;

        // A side is a power of two.
        double At(int row, int column) => map[(row & (side - 1)) * side + (column & (side - 1))];
    }
}
