namespace SeRes2Net.Lab.Saliency;

/// <summary>
/// What a map is worth, of one image or as a mean over images or runs. All are fractions; those that need a mask are null without one. What is
/// called chance is what a map gives that says nothing about where: the same map shuffled in space.
/// </summary>
public sealed record SaliencyFigures
{
    /// <summary>Intersection over union of the object and the pixels above the map's median.</summary>
    public double? IouAtMedian { get; init; }
    /// <summary>The mean of that over all shuffles of the map.</summary>
    public double? IouAtMedianChance { get; init; }
    /// <summary>The largest that any map with as many pixels above its median could reach: for half of the image, the object's share / 0.5.</summary>
    public double? IouAtMedianMost { get; init; }
    /// <summary>Share of the image above the map's median: 0.5, or less if more than half of the map is zero.</summary>
    public double? AboveMedian { get; init; }
    /// <summary>Intersection over union of the object and the pixels of at least 0.3 of the map's largest value.</summary>
    public double? IouAt30 { get; init; }
    /// <summary>The same for 0.5.</summary>
    public double? IouAt50 { get; init; }
    /// <summary>The same for 0.7.</summary>
    public double? IouAt70 { get; init; }
    /// <summary>The mean of these three.</summary>
    public double? IouMean { get; init; }
    /// <summary>The mean of that over all shuffles of the map.</summary>
    public double? IouMeanChance { get; init; }
    /// <summary>The pointing game (Zhang et al., arXiv:1608.00507), without tolerance: the share of the map's largest elements that lie in the object.</summary>
    public double? Pointing { get; init; }
    /// <summary>The object's share of the image, which is what chance gives in the pointing game.</summary>
    public double? ObjectShare { get; init; }
    /// <summary>Area under the class's probability while pixels appear, the map's largest first. Higher is better.</summary>
    public double? Insertion { get; init; }
    /// <summary>The same in random order.</summary>
    public double? InsertionChance { get; init; }
    /// <summary>Area under the class's probability while pixels disappear, the map's largest first. Lower is better.</summary>
    public double? Deletion { get; init; }
    /// <summary>The same in random order.</summary>
    public double? DeletionChance { get; init; }

    /// <summary>Every figure, as files and tables name it.</summary>
    public static IReadOnlyList<SaliencyFigure> All { get; } =
    [
        new("iou_median", "IoU at the median", figures => figures.IouAtMedian),
        new("iou_median_chance", "  by chance", figures => figures.IouAtMedianChance),
        new("iou_median_most", "  at most", figures => figures.IouAtMedianMost),
        new("above_median", "  share above the median", figures => figures.AboveMedian),
        new("iou_30", "IoU at 0.3 of the largest value", figures => figures.IouAt30),
        new("iou_50", "IoU at 0.5", figures => figures.IouAt50),
        new("iou_70", "IoU at 0.7", figures => figures.IouAt70),
        new("iou_mean", "  mean of the three", figures => figures.IouMean),
        new("iou_mean_chance", "  by chance", figures => figures.IouMeanChance),
        new("pointing", "pointing game", figures => figures.Pointing),
        new("object_share", "  by chance: the object's share", figures => figures.ObjectShare),
        new("insertion", "insertion area, higher is better", figures => figures.Insertion),
        new("insertion_chance", "  in random order", figures => figures.InsertionChance),
        new("deletion", "deletion area, lower is better", figures => figures.Deletion),
        new("deletion_chance", "  in random order", figures => figures.DeletionChance),
    ];

    /// <summary>One set of figures from several, such as their mean; a figure that one of them lacks is null.</summary>
    public static SaliencyFigures Combine(IReadOnlyCollection<SaliencyFigures> several, Func<IEnumerable<double>, double> combine)
    {
        return new()
        {
            IouAtMedian = Of(figures => figures.IouAtMedian),
            IouAtMedianChance = Of(figures => figures.IouAtMedianChance),
            IouAtMedianMost = Of(figures => figures.IouAtMedianMost),
            AboveMedian = Of(figures => figures.AboveMedian),
            IouAt30 = Of(figures => figures.IouAt30),
            IouAt50 = Of(figures => figures.IouAt50),
            IouAt70 = Of(figures => figures.IouAt70),
            IouMean = Of(figures => figures.IouMean),
            IouMeanChance = Of(figures => figures.IouMeanChance),
            Pointing = Of(figures => figures.Pointing),
            ObjectShare = Of(figures => figures.ObjectShare),
            Insertion = Of(figures => figures.Insertion),
            InsertionChance = Of(figures => figures.InsertionChance),
            Deletion = Of(figures => figures.Deletion),
            DeletionChance = Of(figures => figures.DeletionChance),
        };

        double? Of(Func<SaliencyFigures, double?> get) => several.All(figures => get(figures) is not null)
            ? combine(several.Select(figures => get(figures)!.Value)) : null;
    }
}

/// <summary>One of the figures.</summary>
/// <param name="Name">Its name in <c>saliency.csv</c>.</param>
/// <param name="Title">Its title in a table; what belongs to the one above begins with spaces.</param>
/// <param name="Of">Its value; null without masks.</param>
public sealed record SaliencyFigure(string Name, string Title, Func<SaliencyFigures, double?> Of);
