using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Measures;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Lab.Studies;

/// <summary>An architecture of a study with one of the study's recipes.</summary>
/// <param name="SpecPath">The architecture's file.</param>
/// <param name="Spec">The architecture, compiled.</param>
/// <param name="Recipe">The recipe, with the changes that were asked for.</param>
public sealed record PlannedGroup(string SpecPath, CompiledSpec Spec, Recipe Recipe);

/// <summary>A run that a study needs.</summary>
/// <param name="Group">Index of its group in the plan.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Folder">Its run directory, whether it exists or not.</param>
public sealed record PlannedRun(int Group, long Seed, string Folder);

/// <summary>Which runs a study needs, and where they are.</summary>
public sealed record StudyPlan
{
    /// <summary>The study's file.</summary>
    public required Study Study { get; init; }
    /// <summary>Every architecture with every recipe: by recipe, then in the study's order of architectures.</summary>
    public required IReadOnlyList<PlannedGroup> Groups { get; init; }
    /// <summary>Index of the baseline among the architectures.</summary>
    public required int Baseline { get; init; }
    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }
    /// <summary>Every run, seed by seed: a study that is stopped early has all networks with the first seeds.</summary>
    public required IReadOnlyList<PlannedRun> Runs { get; init; }

    /// <summary>Plans a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="groups">Its groups; see <see cref="Groups"/>.</param>
    /// <param name="data">The data.</param>
    /// <param name="folder">The folder of run directories.</param>
    public static StudyPlan Of(Study study, IReadOnlyList<PlannedGroup> groups, DataSet data, string folder) => new()
    {
        Study = study,
        Groups = groups,
        Baseline = study.Specs.ToList().IndexOf(study.Baseline),
        Data = data.Name,
        Runs =
        [
            .. from seed in study.Seeds
               from index in Enumerable.Range(0, groups.Count)
               let planned = groups[index]
               select new PlannedRun(index, seed, Path.Combine(folder, RunKey.FolderName(planned.Spec, planned.Recipe, data, seed))),
        ],
    };

    /// <summary>
    /// What the study compares, known before it runs: with each recipe every architecture with the baseline, and every architecture's
    /// other recipes with its first.
    /// </summary>
    public IReadOnlyList<DeclaredComparison> Comparisons
    {
        get
        {
            var (specs, recipes) = (Study.Specs.Count, Groups.Count / Study.Specs.Count);
            return
            [
                .. from recipe in Enumerable.Range(0, recipes)
                   from spec in Enumerable.Range(0, specs)
                   where spec != Baseline
                   select new DeclaredComparison(recipe * specs + spec, recipe * specs + Baseline),
                .. from recipe in Enumerable.Range(1, recipes - 1)
                   from spec in Enumerable.Range(0, specs)
                   select new DeclaredComparison(recipe * specs + spec, spec),
            ];
        }
    }

    /// <summary>Reads what the run directories hold by now.</summary>
    public StudyResults Read() => new()
    {
        Name = Study.Name,
        Summary = Study.Summary,
        Band = Study.Equivalence / 100,
        Comparisons = Comparisons,
        Measures = [.. Study.Measures.Select(MeasureTable.Find)],
        Groups =
        [
            .. Groups.Select((planned, index) => new StudyGroup(
                planned.Spec.Graph.Name, planned.Spec.Stem, planned.Spec.Hash, planned.Recipe.Name, Data, planned.Spec.Costs.Parameters,
                planned.Spec.Costs.Macs, [.. Runs.Where(run => run.Group == index).Select(run => RunStates.Read(run.Seed, run.Folder))])
            {
                RecipeHash = RunDirectory.Hash(planned.Recipe),
            }),
        ],
    };
}
