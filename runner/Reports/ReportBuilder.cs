using SeRes2Net.Compiler.Compare;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;
using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Reports;

/// <summary>From the runs of a study to everything that its report shows.</summary>
internal static class ReportBuilder
{
    /// <summary>Tests what the study declares, and reads the confusion tables and the specs of its run directories.</summary>
    /// <exception cref="CheckpointException">A file of a run directory is damaged.</exception>
    public static ReportInput Of(StudyResults results) => ReportInput.Of(Findings.Of(results)) with { Differences = Differences(results) };

    /// <summary>The same for a study as far as it has run, with the claims that it names.</summary>
    /// <exception cref="CheckpointException">A file of a run directory is damaged.</exception>
    public static ReportInput Of(LoadedStudy study)
    {
        var results = study.Plan.Read();
        return Of(results) with { Claims = study.Claims(results) };
    }

    /// <summary>What is written differently in each network and its baseline, as far as their run directories hold their specs.</summary>
    private static IReadOnlyList<SpecDifference> Differences(StudyResults results)
    {
        var specs = new Dictionary<string, LoadedSpec?>();
        return
        [
            .. from declared in results.Comparisons
               let after = results.Groups[declared.Group]
               let before = results.Groups[declared.Baseline]
               where after.SpecHash != before.SpecHash
               let a = Load(before)
               let b = Load(after)
               where a is not null && b is not null
               select new SpecDifference(results.NameOf(after), results.NameOf(before), Lines(a, b)),
        ];

        LoadedSpec? Load(StudyGroup group)
        {
            if (specs.TryGetValue(group.SpecHash, out var known))
                return known;
            var folder = group.Runs.Select(run => run.Folder).FirstOrDefault(folder => folder is not null);
            return specs[group.SpecHash] = folder is null ? null : TryLoad(folder);
        }
    }

    private static LoadedSpec? TryLoad(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.SpecPath) ? SpecLoader.Load(folder.SpecPath) : null;
        }
        catch (CommandFailure)
        {
            // The language may have changed since the run; its results have not.
            return null;
        }
    }

    private static IReadOnlyList<string> Lines(LoadedSpec before, LoadedSpec after)
    {
        var files = before.Files.Concat(after.Files).DistinctBy(file => file.Path).ToList();
        var comparison = SpecComparer.Compare(before.Spec, after.Spec, files, [.. before.Recipes, .. after.Recipes]);
        return [.. comparison.Changes.Select(ChangeLine.Of)];
    }
}
