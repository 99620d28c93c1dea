using System.CommandLine;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>compare</c>: what finished runs say about their networks. Never loads libtorch.</summary>
public static class Compare
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run directories, or folders with run directories below them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var baseline = new Option<string>("--baseline")
        {
            Description = "A run, or a folder of runs, of the network that the others are compared with [default: the first].",
            HelpName = "RUN",
        };
        var json = CommonOptions.Json();
        var command = new Command("compare", "Compare the networks of finished runs: accuracies, tests and a verdict on each.") { runs, baseline, json };
        command.SetAction(parsed => Run(parsed.GetValue(runs)!, parsed.GetValue(baseline), parsed.GetValue(json)));
        return command.WithExamples("""
            runner compare runs                                       every network below ./runs with the first
            runner compare runs/se-* --baseline runs/plain-s0
            runner compare runs/plain runs/se --json                  with every test, for a program
            """);
    }

    private static int Run(string[] paths, string? baseline, bool asJson)
    {
        var first = baseline is null ? [] : Find([baseline]);
        var runs = first.Concat(Find(paths)).DistinctBy(run => run.Path).ToList();
        CheckFinished(runs);
        CheckAlike(runs, run => run.Record.DataChecksum, run => run.Record.Data, "data");
        CheckAlike(runs, run => run.Record.RecipeHash, run => run.Record.Recipe, "recipe");
        var results = RunGroups.FromRuns(runs, first.FirstOrDefault());
        if (results.Groups.Count == 1)
            throw new CommandFailure(ExitCode.Usage, $"All of these runs are of one network, {results.Groups[0].Spec}; name runs of another, too.");
        var findings = FileErrors.Guard(() => Findings.Of(results));
        if (asJson)
            JsonOutput.WriteObject(json => FindingsOutput.WriteJson(json, findings));
        else
            FindingsOutput.WriteText(Console.Out, findings);
        return ExitCode.Done;
    }

    private static List<RunFolder> Find(IReadOnlyList<string> paths)
    {
        var found = new List<RunFolder>();
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
                throw new CommandFailure(ExitCode.Usage, $"{path}: no such folder.");
            var below = RunSearch.In(path).ToList();
            if (below.Find(run => run.Run is null) is { } damaged)
                throw new CommandFailure(ExitCode.Missing, damaged.Problem!);
            if (below.Count == 0)
                throw new CommandFailure(ExitCode.Usage, $"{path}: there is no run directory in it.");
            found.AddRange(below.Select(run => run.Run!));
        }
        return found;
    }

    private static void CheckFinished(IReadOnlyList<RunFolder> runs)
    {
        var problems = runs.Select(run => (run.Path, RunStates.Of(run.Record.Seed, run).Problem)).Where(run => run.Problem is not null).ToList();
        if (problems.Count > 0)
        {
            throw new CommandFailure(ExitCode.Incomplete, "Only finished runs can be compared, since a choice among runs biases the result:\n" +
                string.Join('\n', problems.Select(run => $"  {run.Path}: {run.Problem}")));
        }
    }

    private static void CheckAlike(IReadOnlyList<RunFolder> runs, Func<RunFolder, string> hash, Func<RunFolder, string> name, string what)
    {
        if (runs.FirstOrDefault(run => hash(run) != hash(runs[0])) is not { } other)
            return;
        string same = name(other) == name(runs[0]) ? $" They have one name, but the {what} has changed in between." : "";
        throw new CommandFailure(ExitCode.Usage, $"Runs with different {what} cannot be compared: {runs[0].Path} has {name(runs[0])}, " +
            $"{other.Path} has {name(other)}.{same}");
    }
}
