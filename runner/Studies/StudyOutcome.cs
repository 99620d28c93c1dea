using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>Shows what a study says.</summary>
internal static class StudyOutcome
{
    /// <summary>Writes the table. Returns the exit code: incomplete if a run is missing or has failed.</summary>
    public static int Write(LoadedStudy study, TextWriter log, bool asJson)
    {
        var results = study.Plan.Read();
        log.Write(TextTable.Render(
            ["network", "recipe", ">runs", ">mean accuracy", ">parameters", ">MACs"],
            results.Groups.Select(found => new[]
            {
                found.Spec, found.Recipe, $"{found.Accuracies.Count}/{found.Runs.Count}",
                found.Accuracies is [] ? "" : DisplayFormat.Percent(found.Accuracies.Average()),
                DisplayFormat.Count(found.Parameters), DisplayFormat.Count(found.Macs),
            })));
        foreach (var problem in results.Problems)
            log.WriteLine(problem);
        return results.IsComplete ? ExitCode.Done : ExitCode.Incomplete;
    }
}
