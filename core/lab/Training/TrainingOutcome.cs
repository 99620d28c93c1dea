namespace SeRes2Net.Lab.Training;

/// <summary>How a run ended.</summary>
public enum TrainingResult
{
    /// <summary>All epochs are done.</summary>
    Completed,
    /// <summary>The loss is no longer a finite number.</summary>
    Diverged,
    /// <summary>The run was asked to stop; the message says what was kept.</summary>
    Interrupted,
}

/// <summary>The end of a run.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Message">One or two sentences for the user: what happened, what was kept.</param>
/// <param name="RunDirectory">Full path of the folder.</param>
/// <param name="Last">The last evaluated epoch; null if none was finished.</param>
/// <param name="Best">The epoch with the highest validation accuracy, the first of equals; null without validation images.</param>
/// <param name="Duration">From the start of the run to its end, the parts before a resumption included.</param>
public sealed record TrainingOutcome(
    TrainingResult Result, string Message, string RunDirectory, EpochMetrics? Last, EpochMetrics? Best, TimeSpan Duration);
