using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Commands;

/// <summary>Where a study's runs are trained, and how many at a time.</summary>
internal sealed partial class EngineOptions
{
    private const string Local = "local";
    private const string Slurm = "slurm";

    private readonly Option<string> engine = new("--engine")
    {
        Description = "Train on this machine, or submit a job array to Slurm.",
        HelpName = $"{Local}|{Slurm}",
        DefaultValueFactory = _ => Local,
    };

    private readonly Option<int?> jobs = CommonOptions.Positive("--jobs", "Runs at a time [default: 1; with slurm as many as the cluster lets run].");
    private readonly Option<int?> threads = CommonOptions.Positive(
        "--threads", $"Threads of each run [default: the cores, shared among the jobs; with slurm {SlurmOptions.DefaultThreads}].");
    private readonly Option<TimeSpan?> timeLimit = new("--time-limit")
    {
        Description = "With slurm: a task's time limit, as [DAYS-]HH:MM:SS; before it the run saves and goes back to the queue.",
        HelpName = "HH:MM:SS",
        CustomParser = result => CommonOptions.Parser<TimeSpan>("a time such as 04:00:00 or 2-00:00:00", Time)(result),
    };

    private readonly Option<string> sbatch = new("--sbatch")
    {
        Description = "With slurm: more arguments of sbatch, such as \"--partition=gpu --account=lab\".",
        HelpName = "ARGS",
    };

    public EngineOptions() => engine.AcceptOnlyFromAmong(Local, Slurm);

    /// <summary>All of them, in the order of the help.</summary>
    public IEnumerable<Option> All => [engine, jobs, threads, timeLimit, sbatch];

    /// <summary>Adds what was given to a study's options.</summary>
    /// <exception cref="CommandFailure">An option belongs to another engine (usage).</exception>
    public StudyOptions Read(ParseResult parsed, StudyOptions options)
    {
        options = options with { Jobs = parsed.GetValue(jobs) ?? 1, Threads = parsed.GetValue(threads) };
        if (parsed.GetValue(engine) != Slurm)
        {
            return new Option[] { timeLimit, sbatch }.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } stray
                ? throw new CommandFailure(ExitCode.Usage, $"{stray.Name} needs --engine {Slurm}.")
                : options;
        }
        if (options.Device.StartsWith("cuda:", StringComparison.Ordinal))
            throw new CommandFailure(ExitCode.Usage, $"--device {options.Device}: with --engine {Slurm} each run gets a GPU of its own; say --device cuda.");
        return options with
        {
            Slurm = new SlurmOptions
            {
                AtOnce = parsed.GetValue(jobs),
                TimeLimit = parsed.GetValue(timeLimit),
                Arguments = [.. CommandLineParser.SplitCommandLine(parsed.GetValue(sbatch) ?? "")],
            },
        };
    }

    private static TimeSpan? Time(string text)
    {
        if (Limit().Match(text) is not { Success: true, Groups: var parts })
            return null;
        int Part(string name) => parts[name].Success ? int.Parse(parts[name].Value, CultureInfo.InvariantCulture) : 0;
        var time = new TimeSpan(Part("days"), Part("hours"), Part("minutes"), Part("seconds"));
        return time > TimeSpan.Zero ? time : null;
    }

    [GeneratedRegex(@"^((?<days>\d{1,3})-)?(?<hours>\d{1,4}):(?<minutes>[0-5]\d):(?<seconds>[0-5]\d)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Limit();
}
