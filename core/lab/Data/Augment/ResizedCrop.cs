namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// A random part of the image, scaled to the whole (Szegedy et al., arXiv:1409.4842, section 6), drawn as torchvision's
/// <c>RandomResizedCrop</c> draws it.
/// </summary>
internal static class ResizedCrop
{
    private const int Tries = 10;
    private const double Narrowest = 3.0 / 4, Widest = 4.0 / 3;

    /// <summary>Takes at least <paramref name="smallest"/> of the area, with sides of 3:4 to 4:3.</summary>
    public static Augmentation Create(double smallest) => new()
    {
        Scales = true,
        Place = (placement, draw) => placement with { Part = Draw(placement.Part, smallest, draw.For("resized-crop")) },
    };

    private static Box Draw(Box image, double smallest, RandomStream random)
    {
        double area = (double)image.Rows * image.Columns;
        for (int i = 0; i < Tries; i++)
        {
            double part = area * Between(random, smallest, 1);
            double aspect = Math.Exp(Between(random, Math.Log(Narrowest), Math.Log(Widest)));
            double columns = Math.Round(Math.Sqrt(part * aspect)), rows = Math.Round(Math.Sqrt(part / aspect));
            if (columns >= 1 && columns <= image.Columns && rows >= 1 && rows <= image.Rows)
                return At(random.Between(0, image.Rows - (int)rows), random.Between(0, image.Columns - (int)columns), (int)rows, (int)columns);
        }
        // The image is so long or so high that no part fits: its middle, as large as the sides allow.
        double ratio = (double)image.Columns / image.Rows;
        int high = ratio < Narrowest ? (int)Math.Round(image.Columns / Narrowest) : image.Rows;
        int wide = ratio > Widest ? (int)Math.Round(image.Rows * Widest) : image.Columns;
        return At((image.Rows - high) / 2, (image.Columns - wide) / 2, high, wide);

        Box At(int top, int left, int rows, int columns) => new(image.Top + top, image.Left + left, rows, columns);
    }

    private static double Between(RandomStream random, double from, double to) => from + (to - from) * random.NextDouble();
}
