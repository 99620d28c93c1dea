using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Rendering;

/// <summary>What a run is going to do, on one line.</summary>
internal static class PlanLine
{
    /// <summary>Epochs, steps, images, arithmetic, device.</summary>
    public static string Of(TrainingPlan plan) =>
        $"{plan.Epochs} epoch{(plan.Epochs == 1 ? "" : "s")} of {plan.StepsPerEpoch} steps, batch {plan.Batch}; {DisplayFormat.Count(plan.TrainImages)} training and " +
        $"{DisplayFormat.Count(plan.TestImages)} test images; {plan.Precision.ToString().ToLowerInvariant()} on {plan.Device}, {plan.Threads} thread{(plan.Threads == 1 ? "" : "s")}";
}
