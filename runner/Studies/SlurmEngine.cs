using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>Submits what a study lacks to Slurm, as one job array, and leaves it there.</summary>
internal static class SlurmEngine
{
    /// <summary>Submits the runs that are neither done nor queued; if all are done, says what the study shows. Returns the exit code.</summary>
    /// <exception cref="CommandFailure">
    /// A file has errors, the data or Slurm's commands are missing, a folder cannot be written, or another process is submitting the study.
    /// </exception>
    public static int Submit(StudyOptions options, SlurmOptions slurm, bool asJson)
    {
        SlurmQueue.MustExist();
        var study = LoadedStudy.Of(options);
        var log = asJson ? Console.Error : Console.Out;
        var home = Home(study);
        SlurmSubmission? submission;
        string? job = null;
        bool isDone;
        try
        {
            Directory.CreateDirectory(home);
            using var turn = TakeTurn(home);
            var left = StudyCommand.Left(study).ToList();
            var waiting = Waiting(home, left);
            isDone = left.Count == 0;
            log.WriteLine(Summary(study, left.Count, left.Count - waiting.Count));
            submission = Prepare(study, slurm, home, waiting);
            if (submission is not null)
                job = Submit(submission);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CheckpointException)
        {
            throw new CommandFailure(ExitCode.Missing, $"{home}: cannot be written: {problem.Message}");
        }
        if (submission is not null)
        {
            log.WriteLine($"Submitted as job {job}: {Describe(submission)}.");
            log.WriteLine($"Logs: {Path.GetRelativePath(".", submission.Folder)}/0.log and so on, one for each line of {SlurmSubmission.CommandsName} beside them");
            log.WriteLine($"What the study shows so far: {Command(options, "study", "show")}");
        }
        if (asJson)
            WriteJson(study, job, submission);
        else if (isDone)
            return Unmeasured(study, options, log, StudyOutcome.Write(study, log, asJson: false));
        return ExitCode.Done;
    }

    // No task of the queue measures: what is timed must not share its machine.
    private static int Unmeasured(LoadedStudy study, StudyOptions options, TextWriter log, int code)
    {
        var left = Measuring.Left(study).ToList();
        if (left.Count == 0)
            return code;
        log.WriteLine($"Not measured yet: {string.Join(", ", left.GroupBy(one => one.Measure.Name).Select(of => $"{of.Key} of {of.Count()} runs"))}. "
            + $"On a machine that does nothing else: {Command(options, "study")}");
        return code == ExitCode.Done ? ExitCode.Incomplete : code;
    }

    /// <summary>Writes what would be submitted; writes no file and submits nothing.</summary>
    /// <exception cref="CommandFailure">A file has errors, the data is missing, or Slurm does not answer.</exception>
    public static int DryRun(StudyOptions options, SlurmOptions slurm)
    {
        var study = LoadedStudy.Of(options);
        var home = Home(study);
        var left = StudyCommand.Left(study).ToList();
        var waiting = Waiting(home, left);
        Console.Out.WriteLine(Summary(study, left.Count, left.Count - waiting.Count));
        if (Prepare(study, slurm, home, waiting) is { } submission)
        {
            Console.Out.WriteLine($"{StudyCommand.ShellWords(["sbatch", .. submission.Arguments])}\n\n{submission.ScriptPath}:\n{submission.Script}\n" +
                $"{Path.Combine(submission.Folder, SlurmSubmission.CommandsName)}:\n{submission.Commands}");
        }
        Console.Out.WriteLine("Nothing was written or submitted.");
        return ExitCode.Done;
    }

    private static string Home(LoadedStudy study) => Path.GetFullPath(Path.Combine(study.Folder, "slurm"));

    // Two processes that ask for the queue and then submit would both submit everything.
    private static FileStream TakeTurn(string home)
    {
        try
        {
            return new FileStream(Path.Combine(home, "submit.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Busy, $"{home}: another process is submitting this study.");
        }
    }

    // A run is known by its directory: the rest of its command may differ between submissions.
    private static List<PlannedRun> Waiting(string home, IReadOnlyList<PlannedRun> left)
    {
        if (left.Count == 0)
            return [];
        var queued = SlurmQueue.Commands(home);
        return [.. left.Where(run => !queued.Any(command => command.EndsWith($" --out {StudyCommand.Quoted(run.Folder)}", StringComparison.Ordinal)))];
    }

    /// <summary>What is to be submitted, in the first folder <c>NUMBER</c> that is free; null if nothing is.</summary>
    private static SlurmSubmission? Prepare(LoadedStudy study, SlurmOptions slurm, string home, IReadOnlyList<PlannedRun> runs)
    {
        if (runs.Count == 0)
            return null;
        var folder = Enumerable.Range(1, int.MaxValue - 1)
            .Select(number => Path.Combine(home, number.ToString(CultureInfo.InvariantCulture)))
            .First(free => !Path.Exists(free));
        return new SlurmSubmission(study with { Folder = folder }, slurm, folder, runs);
    }

    private static string Submit(SlurmSubmission submission)
    {
        Directory.CreateDirectory(submission.Folder);
        try
        {
            submission.Study.WriteRecipes();
            WholeFile.WriteText(Path.Combine(submission.Folder, SlurmSubmission.CommandsName), submission.Commands);
            WholeFile.WriteText(submission.ScriptPath, submission.Script);
            return SlurmQueue.Submit(submission.Arguments);
        }
        catch
        {
            Directory.Delete(submission.Folder, recursive: true);
            throw;
        }
    }

    private static string Summary(LoadedStudy study, int left, int queued) =>
        $"{study.Plan.Study.Name}: {study.Size}, {left} to train" +
        $"{(queued > 0 ? $", of which {queued} {(queued == 1 ? "is" : "are")} queued already" : "")}. {study.Note}";

    private static string Describe(SlurmSubmission submission) =>
        $"{submission.Runs.Count} {(submission.Runs.Count == 1 ? "task" : "tasks")} with {submission.Study.Options.ThreadsOfEach} threads each " +
        $"on {submission.Study.Options.Device}{(submission.Slurm.AtOnce is { } most ? $", at most {most} at a time" : "")}";

    private static string Command(StudyOptions options, params string[] verbs)
    {
        List<string> words = ["runner", .. verbs, options.File];
        if (options.Data is { } data)
            words.AddRange(["--data", data]);
        if (options.Recipe is { } recipe)
            words.AddRange(["--recipe", recipe]);
        words.AddRange(options.Changes.SelectMany(change => new[] { "--set", change }));
        if (options.Runs != StudyOptions.DefaultRuns)
            words.AddRange(["--runs", options.Runs]);
        if (options.Output is { } output)
            words.AddRange(["--out", output]);
        return StudyCommand.ShellWords(words);
    }

    private static void WriteJson(LoadedStudy study, string? job, SlurmSubmission? submission) => JsonOutput.WriteObject(json =>
    {
        json.WriteString("study", study.Plan.Study.Name);
        json.WriteString("job", job);
        json.WriteString("folder", submission?.Folder);
        json.WriteStrings("runs", submission?.Runs.Select(run => run.Folder) ?? []);
    });
}
