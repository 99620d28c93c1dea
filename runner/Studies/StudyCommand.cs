using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Training;
using Spectre.Console;

namespace SeRes2Net.Runner.Studies;

/// <summary>From a study's file to its runs, its table and its report.</summary>
internal static class StudyCommand
{
    /// <summary>
    /// Trains and measures what is missing, then shows what the study says. Returns the exit code: incomplete too if something could not be
    /// measured.
    /// </summary>
    /// <exception cref="CommandFailure">A file has errors, the data is missing, or a folder cannot be written.</exception>
    public static int Run(StudyOptions options, bool asJson)
    {
        var study = LoadedStudy.Of(options);
        var log = asJson ? Console.Error : Console.Out;
        study.WriteRecipes();
        var left = Left(study).Count();
        log.WriteLine($"{study.Plan.Study.Name}: {study.Size}, {left} to train. {study.Note}");
        using var interrupt = new Interrupt();
        if (left > 0)
        {
            log.WriteLine($"{options.Jobs} at a time with {options.ThreadsOfEach} threads each on {options.Device}. Run directories: {options.Runs}");
            var failures = Watch(study, log, display => new LocalEngine(study, display, interrupt.Token).Run());
            foreach (var (run, failure) in failures)
                log.WriteLine($"{study.Title(run)}, seed {run.Seed}: {failure}");
        }
        var unmeasured = Measuring.Run(study, log, interrupt.Token);
        if (interrupt.Token.IsCancellationRequested)
        {
            log.WriteLine($"Stopped with {Left(study).Count()} runs to go; the same command goes on.");
            return interrupt.ExitCode;
        }
        var code = StudyOutcome.Write(study, log, asJson);
        foreach (var problem in unmeasured)
            log.WriteLine(problem);
        return code == ExitCode.Done && unmeasured.Count > 0 ? ExitCode.Incomplete : code;
    }

    /// <summary>Shows what the study says so far, and trains nothing.</summary>
    public static int Show(StudyOptions options, bool asJson) =>
        StudyOutcome.Write(LoadedStudy.Of(options), asJson ? Console.Error : Console.Out, asJson);

    /// <summary>Writes a command for every run that is missing, a line each, for any scheduler.</summary>
    public static int Plan(StudyOptions options)
    {
        var study = LoadedStudy.Of(options);
        study.WriteRecipes();
        foreach (var run in Left(study))
            Console.Out.WriteLine(ShellLine(study, run));
        return ExitCode.Done;
    }

    /// <summary>The runs that are not final yet.</summary>
    public static IEnumerable<PlannedRun> Left(LoadedStudy study) =>
        study.Plan.Runs.Where(run => !RunStates.IsFinal(RunStates.Read(run.Seed, run.Folder)));

    /// <summary>The command of a run, as a shell takes it.</summary>
    public static string ShellLine(LoadedStudy study, PlannedRun run)
    {
        var (program, first) = Worker.Program();
        return ShellWords([program, .. first, .. study.Arguments(run)]);
    }

    /// <summary>Words as a shell takes them.</summary>
    public static string ShellWords(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    /// <summary>A word as a shell takes it.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=@+,%".Contains(c)) ? word : $"'{word.Replace("'", "'\\''")}'";

    private static T Watch<T>(LoadedStudy study, TextWriter log, Func<IStudyDisplay, T> run)
    {
        var terminal = AnsiConsole.Console;
        return ReferenceEquals(log, Console.Out) && !Console.IsOutputRedirected && terminal.Profile.Capabilities.Interactive
            ? TerminalDisplay.Run(study, terminal, TimeProvider.System, run)
            : run(new LineDisplay(study, log, TimeProvider.System));
    }
}
