using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Enumeration;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>runs</c>: what has been trained so far. Never loads libtorch.</summary>
public static class Runs
{
    private const string UsualFolder = "runs";

    private static readonly (string Key, Func<RunFolder, string[]> Values)[] Filters =
    [
        ("spec", run => [run.Record.Spec, run.Record.SpecStem]),
        ("recipe", run => [run.Record.Recipe]),
        ("data", run => [run.Record.Data]),
        ("outcome", run => [run.Record.Outcome]),
        ("seed", run => [$"{run.Record.Seed}"]),
    ];

    private static readonly (string Key, Func<RunFolder, IComparable?> Value, bool LargestFirst)[] Orders =
    [
        ("path", run => run.Path, false),
        ("started", run => run.Record.Started, false),
        ("spec", run => run.Record.Spec, false),
        ("recipe", run => run.Record.Recipe, false),
        ("data", run => run.Record.Data, false),
        ("seed", run => run.Record.Seed, false),
        ("outcome", run => run.Record.Outcome, false),
        ("epochs", run => EpochsDone(run), true),
        ("accuracy", run => Accuracy(run), true),
        ("time", run => Time(run), true),
    ];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var folders = new Argument<string[]>("DIR")
        {
            Description = $"Folders to search, with everything below [default: {UsualFolder}].",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var filter = new Option<string[]>("--filter")
        {
            Description = "Show only these: spec, recipe, data, outcome or seed; * stands for any text. May be repeated; all must hold.",
            HelpName = "KEY=VALUE",
            Arity = ArgumentArity.OneOrMore,
        };
        filter.CompletionSources.Add([.. Filters.Select(known => known.Key + "=")]);
        filter.Validators.Add(CheckFilters);
        var sort = new Option<string>("--sort")
        {
            Description = $"{string.Join(", ", Orders.Select(order => order.Key))}; the last three begin with the largest.",
            HelpName = "KEY",
            DefaultValueFactory = _ => Orders[0].Key,
        };
        sort.AcceptOnlyFromAmong([.. Orders.Select(order => order.Key)]);
        var json = CommonOptions.Json();
        var command = new Command("runs", "List run directories: what was trained on what, how far it got, and how accurate it is.") { folders, filter, sort, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(folders) ?? [], parsed.GetValue(filter) ?? [], parsed.GetValue(sort)!, parsed.GetValue(json)));
        return command.WithExamples("""
            runner runs                                               every run below ./runs
            runner runs --filter spec=se-* --filter outcome=completed --sort accuracy
            runner runs runs /data/runs --json                        for a program
            """);
    }

    private static void CheckFilters(OptionResult result)
    {
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var key = text.Split('=')[0];
            if (!text.Contains('='))
                result.AddError($"--filter {text}: expected KEY=VALUE, such as outcome=completed.");
            else if (Array.TrueForAll(Filters, known => known.Key != key))
                result.AddError($"--filter {text}: there is no key '{key}'.{Suggestion.OrList(key, Filters.Select(known => known.Key))}");
        }
    }

    private static int Run(string[] folders, string[] filters, string sort, bool asJson)
    {
        foreach (var missing in folders.Where(folder => !Directory.Exists(folder)))
            throw new CommandFailure(ExitCode.Usage, $"{missing}: no such folder.");
        var searched = folders.Length > 0 ? folders : Directory.Exists(UsualFolder) ? [UsualFolder] : [];
        var found = searched.SelectMany(RunSearch.In).DistinctBy(run => Path.GetFullPath(run.Path)).ToList();
        var order = Array.Find(Orders, order => order.Key == sort);
        var wanted = found.Where(run => run.Run is not null && filters.All(filter => Holds(filter, run.Run))).OrderBy(run => order.Value(run.Run!)).ToList();
        if (order.LargestFirst)
            wanted.Reverse();
        var damaged = found.Where(run => run.Run is null).ToList();
        if (asJson)
            WriteJson(wanted, damaged);
        else
            WriteTable(searched, wanted, damaged);
        return ExitCode.Done;
    }

    private static bool Holds(string filter, RunFolder run)
    {
        var (key, pattern) = (filter.Split('=')[0], filter[(filter.IndexOf('=') + 1)..]);
        return Array.Find(Filters, known => known.Key == key).Values(run).Any(value => FileSystemName.MatchesSimpleExpression(pattern, value));
    }

    private static int EpochsDone(RunFolder run) => run.Metrics.Count == 0 ? 0 : run.Metrics[^1].Epoch;

    private static double? Accuracy(RunFolder run) => run.Metrics.Count == 0 ? null : run.Metrics[^1].TestAccuracy;

    /// <summary>What the epochs took, evaluation included; a pause before a run was resumed does not count.</summary>
    private static TimeSpan Time(RunFolder run) => TimeSpan.FromSeconds(run.Metrics.Sum(epoch => (epoch.Timing?.Seconds + epoch.Timing?.TestSeconds) ?? 0));

    private static void WriteTable(string[] searched, List<FoundRun> wanted, List<FoundRun> damaged)
    {
        if (wanted.Count > 0)
        {
            Console.Out.Write(TextTable.Render(
                ["spec", "recipe", "data", ">seed", "outcome", ">epochs", ">test accuracy", ">time", "path"],
                from found in wanted
                let run = found.Run
                select new[]
                {
                    run.Record.Spec, run.Record.Recipe, run.Record.Data, $"{run.Record.Seed}", run.Record.Outcome,
                    $"{EpochsDone(run)}/{run.Record.Epochs}", Accuracy(run) is { } accuracy ? DisplayFormat.Percent(accuracy) : "",
                    DisplayFormat.Duration(Time(run)), Shown(found),
                }));
        }
        else
        {
            Console.Out.WriteLine(searched.Length == 0 ? $"There is no folder {UsualFolder}; name one." : $"No such run in {string.Join(", ", searched)}.");
        }
        foreach (var run in damaged)
            Console.Out.WriteLine($"{Shown(run)} cannot be read: {DisplayFormat.OneLine(run.Problem!)}");
    }

    private static void WriteJson(List<FoundRun> wanted, List<FoundRun> damaged) => JsonOutput.WriteObject(json =>
    {
        json.WriteArray("runs", wanted, found =>
        {
            var run = found.Run!;
            json.WriteString("path", Shown(found));
            json.WriteString("spec", run.Record.Spec);
            json.WriteString("spec_stem", run.Record.SpecStem);
            json.WriteString("spec_hash", run.Record.SpecHash);
            json.WriteString("recipe", run.Record.Recipe);
            json.WriteString("data", run.Record.Data);
            json.WriteNumber("seed", run.Record.Seed);
            json.WriteString("outcome", run.Record.Outcome);
            json.WriteNumber("epochs", run.Record.Epochs);
            json.WriteNumber("epochs_done", EpochsDone(run));
            if (Accuracy(run) is { } accuracy)
                json.WriteNumber("test_accuracy", accuracy);
            else
                json.WriteNull("test_accuracy");
            json.WriteNumber("seconds", Math.Round(Time(run).TotalSeconds, 3));
            json.WriteString("started", run.Record.Started);
            json.WriteStrings("weights", run.Weights);
        });
        json.WriteArray("damaged", damaged, run =>
        {
            json.WriteString("path", Shown(run));
            json.WriteString("reason", run.Problem);
        });
    });

    private static string Shown(FoundRun run) => run.Path.Replace('\\', '/');
}
