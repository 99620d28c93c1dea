using System.Text.Json;
using MathNet.Numerics.Statistics;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Saliency;

/// <summary>What <c>saliency.json</c> says: which maps of which images of a run were measured, and what they are worth.</summary>
public sealed record SaliencySummary
{
    /// <summary>The format that this program writes; a program that knows only smaller numbers cannot read it.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format of the file.</summary>
    public int Format { get; init; } = CurrentFormat;
    /// <summary>The spec's name.</summary>
    public required string Spec { get; init; }
    /// <summary>SHA-256 of the network's graph.</summary>
    public required string SpecHash { get; init; }
    /// <summary>The run's seed.</summary>
    public required long RunSeed { get; init; }
    /// <summary>Which of the run's weights.</summary>
    public required string Weights { get; init; }
    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }
    /// <summary>Its checksum.</summary>
    public required string DataChecksum { get; init; }
    /// <summary>Where the masks came from; null without masks.</summary>
    public string? Masks { get; init; }
    /// <summary><c>predicted</c> or <c>true</c>: the class that the maps are of.</summary>
    public required string Class { get; init; }
    /// <summary>Number of images.</summary>
    public required int Images { get; init; }
    /// <summary>The seed that they were drawn by.</summary>
    public required long Seed { get; init; }
    /// <summary>Share of them that the network answers rightly.</summary>
    public required double Accuracy { get; init; }
    /// <summary>The device it was computed on.</summary>
    public required string Device { get; init; }
    /// <summary>Means over the images, for each method.</summary>
    public required IReadOnlyList<MapSummary> Maps { get; init; }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonText.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such a summary.</exception>
    public static SaliencySummary FromJson(string json) => JsonText.Read<SaliencySummary>(json);
}

/// <summary>The figures of one method.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Layer">The layer's name.</param>
/// <param name="Shape">The layer's shape: channels, rows and columns.</param>
/// <param name="Mean">Means over the images.</param>
/// <param name="Deviation">Standard deviations over the images; null for a single image.</param>
public sealed record MapSummary(string Method, string Layer, IReadOnlyList<int> Shape, SaliencyFigures Mean, SaliencyFigures? Deviation)
{
    /// <summary>Sums up the figures of some images.</summary>
    public static MapSummary Of(MapKind map, IReadOnlyCollection<SaliencyFigures> images) => new(
        map.Method.Name(), map.Layer.Name, [map.Layer.Shape.Channels, map.Layer.Shape.Rows, map.Layer.Shape.Columns],
        SaliencyFigures.Combine(images, values => values.Average()),
        images.Count < 2 ? null : SaliencyFigures.Combine(images, values => values.StandardDeviation()));
}
