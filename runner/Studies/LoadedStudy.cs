using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Documents.Studies;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Studies;

/// <summary>A study that can be run: its plan, and the command line of each of its runs.</summary>
/// <param name="Files">Its file, and what was read with it.</param>
/// <param name="Plan">The runs.</param>
/// <param name="Folder">The folder of the study's own files.</param>
/// <param name="Data">The data, as a run's <c>--data</c> names it.</param>
/// <param name="HasMasks">Whether the data has masks of the objects.</param>
/// <param name="Note">Which data is used and why, in one sentence.</param>
/// <param name="Options">What the user asked for.</param>
internal sealed record LoadedStudy(StudyFiles Files, StudyPlan Plan, string Folder, string Data, bool HasMasks, string Note, StudyOptions Options)
{
    /// <summary>Compiles the study and everything that it names, and opens its data.</summary>
    /// <exception cref="CommandFailure">A file has errors or is no study (bad spec), or does not exist (usage); the data is missing.</exception>
    public static LoadedStudy Of(StudyOptions options)
    {
        var file = StudyFiles.Load(options.File);
        var study = file.Study.Study;
        var specs = file.Study.Specs.Select(path => SpecLoader.Load(SpecFiles.Shown(path))).ToList();
        var name = options.Data ?? study.Data;
        var choice = Open(name, specs);
        string?[] recipes = options.Recipe is { } other ? [other] : study.Recipes is [] ? [null] : [.. study.Recipes];
        var groups =
            from recipe in recipes
            from spec in specs
                // A recipe that the study names is looked for from the study's file on.
            let within = recipe is null ? spec : spec with { Recipes = file.Recipes, Files = file.Files }
            select new PlannedGroup(spec.Path, spec.Spec, RecipeChoice.Of(recipe, options.Changes, within, choice.Known.Recipe));
        var plan = StudyPlan.Of(study, [.. groups], choice.Data, options.Runs);
        return new LoadedStudy(file, plan, options.Output ?? Path.Combine("studies", Name(study, plan, options)), name ?? choice.Known.Name, choice.Known.Draw is not null, choice.Note, options);
    }

    /// <summary>The published figures that the study names, beside what its runs reached.</summary>
    public IReadOnlyList<ReportClaim> Claims(StudyResults results) =>
        [.. ClaimFiles.Check(Files.Study.Claims, Files.Files, [results]).SelectMany(claims => ReportClaim.Of(claims.Report, claims.File, Files.Study.Specs))];

    /// <summary>Writes the recipes that the runs follow, changes included, into the study's folder.</summary>
    /// <exception cref="CommandFailure">They cannot be written (missing).</exception>
    public void WriteRecipes() => StudyFolder.Write(Folder, () =>
    {
        foreach (var recipe in Plan.Groups.Select(planned => planned.Recipe).DistinctBy(RecipePath))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(RecipePath(recipe))!);
            WholeFile.WriteText(RecipePath(recipe), RecipeWriter.Write(recipe));
        }
        return true;
    });

    /// <summary>The arguments that train one run, or go on with it.</summary>
    public IReadOnlyList<string> Arguments(PlannedRun run)
    {
        var planned = Plan.Groups[run.Group];
        return
        [
            "--spec", planned.SpecPath, "--recipe", RecipePath(planned.Recipe), "--data", Data, "--seed", $"{run.Seed}",
            "--device", Options.Device, "--threads", $"{Options.ThreadsOfEach}", "--resume", TrainingOptions.Auto, "--out", run.Folder,
        ];
    }

    /// <summary>How much there is to train, in words: 12 runs of 4 networks.</summary>
    public string Size => $"{Amount(Plan.Runs.Count, "run")} of {Amount(Plan.Groups.Count, "network")}";

    private static string Amount(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>A network's name, with its recipe where the study has several.</summary>
    public string Title(PlannedRun run) => Title(run.Group);

    /// <summary>A network's name, with its recipe where the study has several.</summary>
    public string Title(int group) =>
        Plan.Groups[group].Spec.Graph.Name + (Plan.Groups.Count > Plan.Study.Specs.Count ? $", {Plan.Groups[group].Recipe.Name}" : "");

    // Recipes of one name may differ: by --set in another call, or where architectures of several folders each take their own. But a recipe's
    // file must have its name, so the hash is a folder.
    private string RecipePath(Recipe recipe) => Path.Combine(Folder, "recipes", RunDirectory.Hash(recipe)[..8], $"{recipe.Name}.yaml");

    // Names of studies have no plus sign, so this is no other study's folder.
    private static string Name(Study study, StudyPlan plan, StudyOptions options) =>
        options.Recipe is null ? study.Name : $"{study.Name}+{plan.Groups[0].Recipe.Name}";

    private static DataChoice Open(string? name, IReadOnlyList<LoadedSpec> specs)
    {
        try
        {
            var choice = DataSets.Open(name, DataSearch.Default, new DownloadLines(Console.Error), default, specs[0].Spec.Graph.Input);
            foreach (var spec in specs)
                choice.Data.MustFit(spec.Path, spec.Spec.Graph.Input, spec.Spec.Graph.Classes);
            return choice;
        }
        catch (DataException problem)
        {
            throw new CommandFailure(ExitCode.Missing, problem.Message);
        }
    }
}
