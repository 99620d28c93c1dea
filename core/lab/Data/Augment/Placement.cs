namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// How an image becomes a network's input: a part of it is scaled to the input's size, moved over a black ground, and perhaps mirrored, in
/// this order.
/// </summary>
/// <param name="Part">The part that is scaled.</param>
/// <param name="Down">Rows by which the window moves down over the scaled part.</param>
/// <param name="Right">Columns by which it moves to the right.</param>
/// <param name="Mirrored">Whether left and right are swapped.</param>
public readonly record struct Placement(Box Part, int Down = 0, int Right = 0, bool Mirrored = false)
{
    /// <summary>The whole of an image.</summary>
    public static Placement Whole(int rows, int columns) => new(new Box(0, 0, rows, columns));
}
