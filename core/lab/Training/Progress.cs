using System.Globalization;
using System.Text.Json;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Training;

/// <summary>How far a run is, and what it has to remember besides what a step changes.</summary>
internal sealed class Progress
{
    /// <summary>Finished steps.</summary>
    public int Steps { get; set; }
    /// <summary>Sum over the steps since the last evaluation: of the mean losses, and of correct answers.</summary>
    public double[] Sums { get; } = [0, 0];
    /// <summary>Steps in these sums.</summary>
    public int Summed { get; set; }
    /// <summary>The last evaluated epoch.</summary>
    public EpochMetrics? Last { get; set; }
    /// <summary>The best one on the validation images.</summary>
    public EpochMetrics? Best { get; set; }
    /// <summary>Seconds that earlier parts of the run took.</summary>
    public double Seconds { get; set; }
    /// <summary>Seconds of those since the last evaluation.</summary>
    public double SecondsSince { get; set; }

    /// <summary>Steps of the epochs that <see cref="Steps"/> counts in.</summary>
    public required int StepsPerEpoch { get; set; }
    /// <summary>Images of each of them.</summary>
    public required int Batch { get; set; }

    /// <summary>Goes on at the same part of the same epoch, where an accepted change has changed the batch or the number of images.</summary>
    public void Rescale(int stepsPerEpoch, int batch)
    {
        Steps = (int)((long)Steps * stepsPerEpoch / StepsPerEpoch);
        // Correct answers of batches as large as those to come. Unchanged to the last bit if the batch is.
        Sums[1] *= (double)batch / Batch;
        (StepsPerEpoch, Batch) = (stepsPerEpoch, batch);
    }

    /// <summary>As metadata of a checkpoint. Numbers are exact.</summary>
    /// <param name="scaler">The loss's scale, if there is one.</param>
    /// <param name="elapsed">Time since this part of the run began.</param>
    /// <param name="sinceEvaluation">Time of it since the last evaluation.</param>
    public Dictionary<string, string> ToMetadata(LossScaler? scaler, TimeSpan elapsed, TimeSpan sinceEvaluation)
    {
        var metadata = new Dictionary<string, string>
        {
            ["sum_loss"] = Exact(Sums[0]),
            ["sum_correct"] = Exact(Sums[1]),
            ["summed"] = Exact(Summed),
            ["steps_per_epoch"] = Exact(StepsPerEpoch),
            ["batch"] = Exact(Batch),
            ["seconds"] = Exact(Seconds + elapsed.TotalSeconds),
            ["seconds_since_evaluation"] = Exact(SecondsSince + sinceEvaluation.TotalSeconds),
            ["last"] = JsonSerializer.Serialize(Last),
            ["best"] = JsonSerializer.Serialize(Best),
        };
        if (scaler is not null)
        {
            metadata["loss_scale"] = Exact(scaler.Scale);
            metadata["good_steps"] = Exact(scaler.GoodSteps);
            metadata["skipped_steps"] = Exact(scaler.Skipped);
        }
        return metadata;
    }

    /// <summary>Reads what <see cref="ToMetadata"/> and <see cref="TrainingPosition.ToMetadata"/> wrote.</summary>
    /// <param name="metadata">Of the saved state.</param>
    /// <param name="record">The run's record, which says what states of older versions do not.</param>
    /// <param name="scaler">Gets what is kept of the loss's scale, if there is one.</param>
    /// <param name="source">The file, for messages.</param>
    /// <exception cref="CheckpointException">Something is missing or not a number.</exception>
    public static Progress Read(IReadOnlyDictionary<string, string> metadata, RunRecord record, LossScaler? scaler, string source)
    {
        try
        {
            return Read(metadata, record, scaler);
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException or JsonException)
        {
            throw new CheckpointException($"{source} does not say how far the run is: {e.Message}", e);
        }
    }

    private static Progress Read(IReadOnlyDictionary<string, string> metadata, RunRecord record, LossScaler? scaler)
    {
        var progress = new Progress
        {
            Steps = (int)Number("step"),
            Summed = (int)Number("summed"),
            Seconds = Number("seconds"),
            SecondsSince = metadata.ContainsKey("seconds_since_evaluation") ? Number("seconds_since_evaluation") : 0,
            StepsPerEpoch = metadata.ContainsKey("steps_per_epoch") ? (int)Number("steps_per_epoch") : record.StepsPerEpoch,
            Batch = metadata.ContainsKey("batch") ? (int)Number("batch") : record.Batch,
            Last = JsonSerializer.Deserialize<EpochMetrics?>(metadata["last"]),
            Best = JsonSerializer.Deserialize<EpochMetrics?>(metadata["best"]),
        };
        progress.Sums[0] = Number("sum_loss");
        progress.Sums[1] = Number("sum_correct");
        if (scaler is not null && metadata.ContainsKey("loss_scale"))
            (scaler.Scale, scaler.GoodSteps, scaler.Skipped) = (Number("loss_scale"), (int)Number("good_steps"), (int)Number("skipped_steps"));
        return progress;

        double Number(string name) => double.Parse(metadata[name], CultureInfo.InvariantCulture);
    }

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
