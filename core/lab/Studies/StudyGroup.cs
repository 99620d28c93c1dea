namespace SeRes2Net.Lab.Studies;

/// <summary>The runs of one network, with one recipe on one data set.</summary>
/// <param name="Spec">The spec's name, such as SE-Res2Net-29.</param>
/// <param name="Stem">Stem of the spec's file.</param>
/// <param name="SpecHash">SHA-256 of the network's graph.</param>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Data">The data set's name.</param>
/// <param name="Parameters">Learned values.</param>
/// <param name="Macs">Multiply-accumulates for one image.</param>
/// <param name="Runs">One run for each seed, in the study's order.</param>
public sealed record StudyGroup(
    string Spec, string Stem, string SpecHash, string Recipe, string Data, long Parameters, long Macs, IReadOnlyList<StudyRun> Runs)
{
    /// <summary>SHA-256 of the recipe's values.</summary>
    public string RecipeHash { get; init; } = "";

    /// <summary>SHA-256 of the data.</summary>
    public string DataChecksum { get; init; } = "";

    /// <summary>Whether every run is completed.</summary>
    public bool IsComplete => Runs.Count > 0 && Runs.All(run => run.State == RunState.Completed);

    /// <summary>Test accuracies at the last epoch of the completed runs, as fractions, in the order of <see cref="Runs"/>.</summary>
    public IReadOnlyList<double> Accuracies => [.. Runs.Select(run => run.Accuracy).OfType<double>()];
}
