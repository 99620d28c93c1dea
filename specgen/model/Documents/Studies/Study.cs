namespace SeRes2Net.Compiler.Documents.Studies;

/// <summary>
/// A question asked of several architectures, from a file of <c>specs/studies/</c>: each is trained with each seed and compared with
/// a baseline.
/// </summary>
public sealed record Study
{
    /// <summary>Name, equal to the file's stem.</summary>
    public required string Name { get; init; }
    /// <summary>One sentence.</summary>
    public string Summary { get; init; } = "";
    /// <summary>Architecture files, as they are written: relative to the study's file; at least one, none twice.</summary>
    public required IReadOnlyList<string> Specs { get; init; }
    /// <summary>The one of <see cref="Specs"/> that the others are compared with.</summary>
    public required string Baseline { get; init; }
    /// <summary>Names of recipes, with each of which every architecture is trained; none: each spec's own.</summary>
    public IReadOnlyList<string> Recipes { get; init; } = [];
    /// <summary>Name of the data set, or null: the usual one.</summary>
    public string? Data { get; init; }
    /// <summary>Differences in accuracy, in percentage points, that count as none in practice; null if the study declares none.</summary>
    public double? Equivalence { get; init; }
    /// <summary>What is measured of every finished run beside its accuracy: some of <see cref="AllMeasures"/>.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];
    /// <summary>Files of published figures that the study is compared with, as they are written: relative to the study's file.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];
    /// <summary>Seeds of the runs of each architecture; at least one, none twice.</summary>
    public IReadOnlyList<long> Seeds { get; init; } = [0];

    /// <summary>What can be measured; the laboratory's table has a row for each.</summary>
    public static IReadOnlyList<string> AllMeasures { get; } = ["saliency", "robustness", "latency", "quantisation"];
}
