using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Reports;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Reports;

namespace SeRes2Net.Runner.Studies;

/// <summary>Says what a study shows.</summary>
internal static class StudyOutcome
{
    /// <summary>Writes the table and the verdicts, and the report into the study's folder. Returns the exit code: incomplete if a run is missing or has failed.</summary>
    /// <exception cref="CommandFailure">A run directory cannot be read, or the report cannot be written.</exception>
    public static int Write(LoadedStudy study, TextWriter log, bool asJson)
    {
        try
        {
            var results = study.Plan.Read();
            var input = ReportBuilder.Of(results);
            WriteTable(input.Findings, log);
            foreach (var problem in results.Problems)
                log.WriteLine(DisplayFormat.OneLine(problem));
            foreach (var comparison in input.Findings.Comparisons.Where(_ => results.IsComplete))
                log.WriteLine(DisplayFormat.OneLine(comparison.Sentence));
            if (!results.IsComplete)
                log.WriteLine("Runs are missing, so there is no verdict.");
            var report = ReportFiles.Write(study.Folder, input)[0];
            log.WriteLine($"Report: {report.Replace('\\', '/')}");
            if (asJson)
                WriteJson(study, input.Findings);
            return results.IsComplete ? ExitCode.Done : ExitCode.Incomplete;
        }
        catch (CheckpointException problem)
        {
            throw new CommandFailure(ExitCode.Missing, problem.Message);
        }
    }

    private static void WriteTable(StudyFindings findings, TextWriter log)
    {
        var results = findings.Results;
        var verdicts = findings.Comparisons.Where(_ => results.IsComplete).ToLookup(comparison => comparison.Group.Group);
        log.Write(TextTable.Render(
            ["network", ">runs", ">accuracy", ">sd", ">parameters", ">MACs", ">difference", ">p", "verdict"],
            findings.Groups.Select(found =>
            {
                var comparison = verdicts[found.Group].FirstOrDefault();
                return new[]
                {
                    results.NameOf(found.Group), $"{found.Count}/{found.Group.Runs.Count}", found.Mean is { } mean ? DisplayFormat.Percent(mean) : "",
                    found.Deviation is { } deviation ? Points(deviation) : "", DisplayFormat.Count(found.Group.Parameters), DisplayFormat.Count(found.Group.Macs),
                    comparison?.Difference is { } difference ? (difference > 0 ? "+" : "") + Points(difference) : "",
                    comparison?.HolmP is { } p ? FormattableString.Invariant($"{p:F4}") : "", comparison is null ? "" : VerdictWords.Of(comparison.Verdict),
                };
            })));
    }

    private static void WriteJson(LoadedStudy study, StudyFindings findings) => JsonOutput.WriteObject(json =>
    {
        var results = findings.Results;
        json.WriteString("study", results.Name);
        json.WriteBoolean("complete", results.IsComplete);
        json.WriteArray("networks", findings.Groups, found =>
        {
            json.WriteString("spec", found.Group.Spec);
            json.WriteString("spec_hash", found.Group.SpecHash);
            json.WriteString("recipe", found.Group.Recipe);
            json.WriteNumber("parameters", found.Group.Parameters);
            json.WriteNumber("macs", found.Group.Macs);
            json.WriteArray("runs", found.Group.Runs, run =>
            {
                json.WriteNumber("seed", run.Seed);
                json.WriteString("state", run.State.ToString().ToLowerInvariant());
                if (run.Accuracy is { } accuracy)
                    json.WriteNumber("test_accuracy", accuracy);
            });
        });
        json.WriteArray("comparisons", findings.Comparisons, comparison =>
        {
            json.WriteString("network", results.NameOf(comparison.Group.Group));
            json.WriteString("baseline", results.NameOf(comparison.Baseline.Group));
            json.WriteString("verdict", results.IsComplete ? VerdictWords.Of(comparison.Verdict) : VerdictWords.Of(Verdict.Incomplete));
            if (!results.IsComplete)
                return;
            json.WriteString("sentence", comparison.Sentence);
            Number("difference", comparison.Difference);
            Number("low", comparison.DifferenceInterval?.Low);
            Number("high", comparison.DifferenceInterval?.High);
            Number("welch_p", comparison.Welch?.P);
            Number("holm_p", comparison.HolmP);

            void Number(string name, double? value)
            {
                if (value is { } number)
                    json.WriteNumber(name, number);
            }
        });
        json.WriteString("report", Path.GetFullPath(study.Folder));
    });

    private static string Points(double fraction) => FormattableString.Invariant($"{100 * fraction:F2}");
}
