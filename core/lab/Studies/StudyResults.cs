using SeRes2Net.Lab.Measures;

namespace SeRes2Net.Lab.Studies;

/// <summary>The runs of a study, or of any others that are compared: what tables, verdicts and reports derive from.</summary>
public sealed record StudyResults
{
    /// <summary>Name of the study; <c>comparison</c> without a study file.</summary>
    public required string Name { get; init; }
    /// <summary>One sentence; may be empty.</summary>
    public string Summary { get; init; } = "";
    /// <summary>The networks, in the study's order; at least one.</summary>
    public required IReadOnlyList<StudyGroup> Groups { get; init; }
    /// <summary>What the study declared that it would compare, before it ran; indices into <see cref="Groups"/>.</summary>
    public required IReadOnlyList<DeclaredComparison> Comparisons { get; init; }
    /// <summary>Differences in accuracy, as a fraction, that count as none in practice; null if the study declares no such band.</summary>
    public double? Band { get; init; }

    /// <summary>What is measured of every run beside its accuracy.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>Whether every run of every network is completed. There is no verdict from a study that is not complete.</summary>
    public bool IsComplete => Groups.All(group => group.IsComplete);

    /// <summary>A network's name, with what tells it from others of that name: its recipe, its data, its file.</summary>
    public string NameOf(StudyGroup network)
    {
        var alike = Groups.Where(other => other.Spec == network.Spec).ToList();
        Func<StudyGroup, string>[] parts = [other => other.Recipe, other => other.Data, other => other.Stem];
        return string.Join(", ", parts.Where(part => alike.Exists(other => part(other) != part(network))).Select(part => part(network)).Prepend(network.Spec));
    }

    /// <summary>Whether other networks are compared with this one.</summary>
    public bool IsBaseline(StudyGroup network) => Comparisons.Any(comparison => Groups[comparison.Baseline] == network);

    /// <summary>What is missing, a line each: which network, which seed, and why.</summary>
    public IEnumerable<string> Problems =>
        from @group in Groups
        from run in @group.Runs
        where run.State != RunState.Completed
        select $"{NameOf(@group)}, seed {run.Seed}: {run.Problem ?? run.State.ToString().ToLowerInvariant()}";
}

/// <summary>A comparison that was declared: a network against a baseline.</summary>
/// <param name="Group">Index of the network.</param>
/// <param name="Baseline">Index of what it is compared with.</param>
public sealed record DeclaredComparison(int Group, int Baseline);
