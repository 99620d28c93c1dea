using System.Text.Json;
using System.Text.Json.Serialization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Lab.Robustness;

/// <summary>How well a network recognises images that were corrupted, or come from elsewhere.</summary>
public sealed record RobustnessSummary
{
    /// <summary>What the corruptions are called: <c>C-style</c>, or the title of the stored ones.</summary>
    public required string Corruptions { get; init; }
    /// <summary>The run directory.</summary>
    public required string Run { get; init; }
    /// <summary>The spec's name.</summary>
    public required string Spec { get; init; }
    /// <summary>The run's seed.</summary>
    public required long RunSeed { get; init; }
    /// <summary>Which of the run's weights.</summary>
    public required string Weights { get; init; }
    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }
    /// <summary>Its checksum.</summary>
    public required string DataChecksum { get; init; }
    /// <summary>Seed of the corruptions, and of which images are taken.</summary>
    public required long Seed { get; init; }
    /// <summary>The device it computed on.</summary>
    public required string Device { get; init; }
    /// <summary>Threads of the tensor library.</summary>
    public required int Threads { get; init; }
    /// <summary><c>fp32</c>, <c>bf16</c> or <c>fp16</c>.</summary>
    public required string Precision { get; init; }
    /// <summary>On the images as they are.</summary>
    public required Score Clean { get; init; }
    /// <summary>Usual corruptions that the mean leaves out.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
    /// <summary>On each corruption at each severity, in order.</summary>
    public required IReadOnlyList<CorruptionScore> Scores { get; init; }
    /// <summary>On test sets of another origin.</summary>
    public required IReadOnlyList<ShiftedScore> Shifted { get; init; }

    /// <summary>For each image, on how many of <see cref="Scores"/> the answer was right. It is not in the file.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> RightByImage { get; init; } = [];

    /// <summary>100 minus the mean accuracy over corruptions and severities, in percent. It is not divided by another network's error.</summary>
    public double MeanCorruptionError => 100 * (1 - Scores.Average(score => score.Score.Accuracy));

    /// <summary>Its 95% t-interval over the images, each of which counts once with its mean over corruptions and severities.</summary>
    public Interval? MeanCorruptionErrorInterval => Samples.MeanInterval([.. RightByImage.Select(right => 100 * (1 - (double)right / Scores.Count))]);

    /// <summary>The mean corruption error minus another network's, with its interval over the same images; null if the images or the corruptions differ.</summary>
    public Effect? DifferenceTo(RobustnessSummary other)
    {
        if (DataChecksum != other.DataChecksum || Seed != other.Seed || RightByImage.Count != other.RightByImage.Count || Corruptions != other.Corruptions
            || !Scores.Select(score => (score.Corruption, score.Severity)).SequenceEqual(other.Scores.Select(score => (score.Corruption, score.Severity))))
        {
            return null;
        }
        return new(MeanCorruptionError - other.MeanCorruptionError,
            Samples.MeanInterval([.. RightByImage.Zip(other.RightByImage, (mine, others) => 100.0 * (others - mine) / Scores.Count)]));
    }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonText.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The text is not such a summary.</exception>
    public static RobustnessSummary FromJson(string json) => JsonText.Read<RobustnessSummary>(json);
}

/// <summary>Right answers among some images.</summary>
/// <param name="Images">How many images.</param>
/// <param name="Correct">How many answers were right.</param>
public sealed record Score(int Images, int Correct)
{
    /// <summary>The share of right answers.</summary>
    public double Accuracy => (double)Correct / Images;

    /// <summary>Its 95% interval over the images.</summary>
    public WilsonInterval Accuracy95 => WilsonInterval.Of(Correct, Images);
}

/// <summary>The score under a corruption at a severity.</summary>
/// <param name="Corruption">The corruption's name.</param>
/// <param name="Family">Its family; empty for one that only the stored files have.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="Score">The score.</param>
public sealed record CorruptionScore(string Corruption, string Family, int Severity, Score Score);

/// <summary>The score on a test set of another origin.</summary>
/// <param name="Data">The data set's name.</param>
/// <param name="DataChecksum">Its checksum.</param>
/// <param name="Score">The score.</param>
public sealed record ShiftedScore(string Data, string DataChecksum, Score Score);
