using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Reports;
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
            var input = ReportBuilder.Of(study);
            var results = input.Findings.Results;
            FindingsOutput.WriteText(log, input.Findings);
            if (!results.IsComplete)
                log.WriteLine("Runs are missing, so there is no verdict.");
            var report = StudyFolder.Write(study.Folder, () => ReportFiles.Write(study.Folder, input)[0]);
            log.WriteLine($"Report: {report.Replace('\\', '/')}");
            if (asJson)
                JsonOutput.WriteObject(json =>
                {
                    json.WriteString("study", results.Name);
                    json.WriteString("report", report.Replace('\\', '/'));
                    FindingsOutput.WriteJson(json, input.Findings);
                });
            return results.IsComplete ? ExitCode.Done : ExitCode.Incomplete;
        }
        catch (CheckpointException problem)
        {
            throw new CommandFailure(ExitCode.Missing, problem.Message);
        }
    }
}
