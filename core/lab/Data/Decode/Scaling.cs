using SeRes2Net.Lab.Data.Augment;

namespace SeRes2Net.Lab.Data.Decode;

/// <summary>Which part of a stored image is scaled, to what size, and which window of the result is wanted.</summary>
/// <param name="Part">The part that is scaled, in pixels of the stored image.</param>
/// <param name="Rows">Rows of the scaled part.</param>
/// <param name="Columns">Columns of the scaled part.</param>
/// <param name="Window">The part of the result that is wanted.</param>
public readonly record struct Scaling(Box Part, int Rows, int Columns, Box Window)
{
    /// <summary>Some part of the image, scaled to a square.</summary>
    public static Scaling Crop(Box part, int side) => new(part, side, side, new(0, 0, side, side));

    /// <summary>
    /// For evaluation: the shorter side is scaled to side * 256 / 224, and the middle is cut out. Sizes are rounded as torchvision's
    /// <c>Resize</c> and <c>CenterCrop</c> do it. An image that has the wanted size already stays as it is.
    /// </summary>
    public static Scaling Middle(int rows, int columns, int side)
    {
        if (rows == side && columns == side)
            return Crop(new(0, 0, side, side), side);
        int shorter = Math.Max(side, side * 256 / 224);
        int high = rows <= columns ? shorter : (int)((long)shorter * rows / columns);
        int wide = rows <= columns ? (int)((long)shorter * columns / rows) : shorter;
        return new(new(0, 0, rows, columns), high, wide,
            new((int)Math.Round((high - side) / 2.0), (int)Math.Round((wide - side) / 2.0), side, side));
    }
}
