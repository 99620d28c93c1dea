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

    /// <summary>
    /// A network's name, with what tells it from others of that name: its recipe, its data, its file; and the beginning of a hash if these are
    /// called the same and are not.
    /// </summary>
    public string NameOf(StudyGroup network)
    {
        var alike = Groups.Where(other => other.Spec == network.Spec).ToList();
        Func<StudyGroup, string>[] parts = [other => other.Recipe, other => other.Data, other => other.Stem];
        var names = parts.Where(part => alike.Exists(other => part(other) != part(network))).Select(part => part(network));

        var namesakes = alike.Where(other => Array.TrueForAll(parts, part => part(other) == part(network))).ToList();
        (string Of, Func<StudyGroup, string> Value)[] hashes =
            [("spec", other => other.SpecHash), ("recipe", other => other.RecipeHash), ("data", other => other.DataChecksum)];
        var beginnings = hashes.Where(hash => namesakes.Exists(other => hash.Value(other) != hash.Value(network)))
            .Select(hash => $"{hash.Of} {hash.Value(network)[..Math.Min(7, hash.Value(network).Length)]}");
        return string.Join(", ", [network.Spec, .. names, .. beginnings]);
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
