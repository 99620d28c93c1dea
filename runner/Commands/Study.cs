using System.CommandLine;
using SeRes2Net.Runner.Studies;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>study</c>: trains every network of a study with every seed, and says what that shows.</summary>
public static class Study
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var shared = new Shared();
        var engine = new EngineOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what is missing and how long it would take, or what would be submitted, and do nothing." };
        var json = CommonOptions.Json();
        var command = new Command("study", "Train what a study lacks, and say what the study shows.")
        {
            shared.File, shared.Data, shared.Recipe, shared.Set, shared.Device, shared.Runs, shared.Output, dryRun, json,
        };
        foreach (var option in engine.All)
            command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var options = engine.Read(parsed, shared.Read(parsed));
            return (options.Slurm, parsed.GetValue(dryRun)) switch
            {
                (null, false) => StudyCommand.Run(options, parsed.GetValue(json)),
                (null, true) => StudyEstimate.Write(options),
                ({ } slurm, false) => SlurmEngine.Submit(options, slurm, parsed.GetValue(json)),
                ({ } slurm, true) => SlurmEngine.DryRun(options, slurm),
            };
        });
        command.Subcommands.Add(Show());
        command.Subcommands.Add(Plan());
        return command.WithExamples("""
            runner study specs/studies/gating-small.yaml              trains what is missing, then compares
            runner study specs/studies/gating.yaml --jobs 4           four runs at a time
            runner study specs/studies/gating.yaml --dry-run          what is missing, and how many hours it takes
            runner study specs/studies/gating.yaml --engine slurm --time-limit 04:00:00    as a job array on a cluster
            runner study show specs/studies/gating.yaml               what it shows so far
            runner study plan specs/studies/gating.yaml               a command for each missing run, for a scheduler
            """);
    }

    private static Command Show()
    {
        var shared = new Shared();
        var json = CommonOptions.Json();
        var command = new Command("show", "Say what a study shows so far, and train nothing.") { shared.File, shared.Data, shared.Recipe, shared.Set, shared.Runs, shared.Output, json };
        command.SetAction(parsed => StudyCommand.Show(shared.Read(parsed), parsed.GetValue(json)));
        return command.WithExamples("""
            runner study show specs/studies/gating.yaml
            runner study show specs/studies/gating.yaml --runs /data/runs --json
            """);
    }

    private static Command Plan()
    {
        var shared = new Shared();
        var threads = CommonOptions.Positive("--threads", "Threads of each run [default: one per core].");
        var command = new Command("plan", "Write a command for each missing run, a line each, for any scheduler.")
        {
            shared.File, shared.Data, shared.Recipe, shared.Set, shared.Device, threads, shared.Runs, shared.Output,
        };
        command.SetAction(parsed => StudyCommand.Plan(shared.Read(parsed) with { Threads = parsed.GetValue(threads) }));
        return command.WithExamples("""
            runner study plan specs/studies/gating.yaml > commands.txt
            runner study plan specs/studies/gating.yaml --threads 8 | parallel --jobs 4
            """);
    }

    /// <summary>What every form of the command takes.</summary>
    private sealed class Shared
    {
        public Argument<string> File { get; } = Study();
        public Option<string> Data { get; } = CommonOptions.Data("A data set or a folder, instead of the study's own.");
        public Option<string> Recipe { get; } = CommonOptions.Recipe("The recipe of all runs, instead of the study's; small is for two cores.");
        public Option<string[]> Set { get; } = CommonOptions.Set("Change a key of every recipe, such as epochs=2; may be repeated.");
        public Option<string> Device { get; } = CommonOptions.Device();
        public Option<string> Runs { get; } = new("--runs")
        {
            Description = "The folder of run directories, which studies may share.",
            HelpName = "DIR",
            DefaultValueFactory = _ => StudyOptions.DefaultRuns,
        };
        public Option<string> Output { get; } = new("--out") { Description = "The folder of tables and report [default: studies/NAME, or studies/NAME+RECIPE].", HelpName = "DIR" };

        public StudyOptions Read(ParseResult parsed) => new()
        {
            File = parsed.GetValue(File)!,
            Data = parsed.GetValue(Data),
            Recipe = parsed.GetValue(Recipe),
            Changes = parsed.GetValue(Set) ?? [],
            Device = parsed.GetValue(Device) ?? "cpu",
            Runs = parsed.GetValue(Runs)!,
            Output = parsed.GetValue(Output),
        };

        private static Argument<string> Study()
        {
            var argument = new Argument<string>("STUDY") { HelpName = "STUDY", Description = "The study's YAML file." };
            argument.CompletionSources.Add(_ => StudyFiles.Known());
            return argument;
        }
    }
}
