using System.Text.Json.Serialization;

namespace SeRes2Net.Lab.Training;

/// <summary>One line of <c>metrics.jsonl</c>, the same whenever the run is repeated. Accuracies are fractions; losses are mean cross-entropies in nats.</summary>
public sealed record EpochMetrics
{
    /// <summary>1-based epoch, the last one of those since the previous line.</summary>
    [JsonPropertyName("epoch")] public required int Epoch { get; init; }
    /// <summary>Steps done since the run began.</summary>
    [JsonPropertyName("step")] public required int Step { get; init; }
    /// <summary>Over the augmented batches since the previous line, each measured before its own step.</summary>
    [JsonPropertyName("train_loss")] public required double TrainLoss { get; init; }
    /// <summary>Over the augmented batches since the previous line, each measured before its own step.</summary>
    [JsonPropertyName("train_accuracy")] public required double TrainAccuracy { get; init; }
    /// <summary>Over all test images after the epoch; infinite or NaN, and <c>null</c> in the file, if the logits overflowed.</summary>
    [JsonPropertyName("test_loss"), JsonConverter(typeof(NullableNumber))] public required double TestLoss { get; init; }
    /// <summary>Over all test images after the epoch.</summary>
    [JsonPropertyName("test_accuracy")] public required double TestAccuracy { get; init; }
    /// <summary>Over the validation images; null if the recipe keeps none back; NaN, and <c>null</c> in the file, if the logits overflowed.</summary>
    [JsonPropertyName("validation_loss"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonConverter(typeof(NullableNumber.OrAbsent))]
    public double? ValidationLoss { get; init; }
    /// <summary>Over the validation images; null if the recipe keeps none back.</summary>
    [JsonPropertyName("validation_accuracy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public double? ValidationAccuracy { get; init; }
    /// <summary>The test accuracy of the averaged weights; null if the recipe has no <c>ema</c>.</summary>
    [JsonPropertyName("ema_accuracy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public double? EmaAccuracy { get; init; }
    /// <summary>The test accuracy over the recipe's <c>test-views</c>; null if there is one view.</summary>
    [JsonPropertyName("views_accuracy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public double? ViewsAccuracy { get; init; }
    /// <summary>Steps of the run that were skipped because a gradient overflowed; null unless the precision is fp16.</summary>
    [JsonPropertyName("skipped_steps"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? SkippedSteps { get; init; }
    /// <summary>What the loss is multiplied by; null unless the precision is fp16.</summary>
    [JsonPropertyName("loss_scale"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public double? LossScale { get; init; }
    /// <summary>The rate of the epoch's last step.</summary>
    [JsonPropertyName("learning_rate")] public required double LearningRate { get; init; }
    /// <summary>What it cost; in <c>timings.jsonl</c>.</summary>
    [JsonIgnore] public EpochTiming? Timing { get; init; }
}
