namespace SeRes2Net.Lab.Training;

/// <summary>One step, for progress displays.</summary>
/// <param name="Epoch">1-based epoch.</param>
/// <param name="Step">Steps done in the whole run.</param>
/// <param name="Steps">Steps of the whole run.</param>
/// <param name="Loss">Mean cross-entropy of the step's batch, in nats.</param>
/// <param name="LearningRate">The step's rate.</param>
/// <param name="ImagesPerSecond">Training images per second over the last steps.</param>
/// <param name="Remaining">Expected time to the end of the run, evaluations included; null until enough is known.</param>
public sealed record StepReport(int Epoch, int Step, int Steps, double Loss, double LearningRate, double ImagesPerSecond, TimeSpan? Remaining);
