using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Commands;

/// <summary>The root command: trains and evaluates an architecture.</summary>
public static class Train
{
    /// <summary>The command.</summary>
    public static RootCommand Create()
    {
        var spec = CommonOptions.Spec(required: false);
        var recipe = CommonOptions.Recipe("Name or file of the training protocol [default: the spec's own; demo for shapes10].");
        var data = CommonOptions.Data($"{string.Join(", ", DataSets.All.Select(known => known.Draw is null ? known.Name : $"{known.Name} (built in)"))}, "
            + $"or a folder [default: {DataSets.Usual.Name} if it is available, otherwise {DataSets.Drawn.Name}].");
        var epochs = CommonOptions.Positive("--epochs", "Passes over the training images; the schedule is rescaled [default: the recipe's].");
        var seed = CommonOptions.Seed("Seed of weights, shuffles and augmentation [default: 0].");
        var device = CommonOptions.Device();
        var precision = new Option<string>("--precision") { Description = "auto, fp32, bf16 or fp16 [default: the recipe's].", HelpName = "P" };
        precision.AcceptOnlyFromAmong([.. RecipeTable.Keys(typeof(Recipe)).Single(key => key.Type == typeof(Precision)).Words]);
        var batch = CommonOptions.Positive("--batch", "Images per step [default: the recipe's].");
        var threads = CommonOptions.Positive("--threads", "Threads of the tensor library [default: one per core].");
        var output = new Option<string>("--out") { Description = "The run directory to create [default: runs/SPEC-TIME-sSEED].", HelpName = "DIR" };
        var channelsLast = new Option<string>("--channels-last") { Description = "Store activations channels-last [default: the recipe's].", HelpName = "true|false" };
        channelsLast.AcceptOnlyFromAmong("true", "false");
        var set = CommonOptions.Set("Change a key of the recipe, such as optimizer.weight-decay=5e-4; may be repeated.");
        var resume = new Option<string>("--resume")
        {
            Description = "Go on with a stopped run, with its own spec, recipe, data, seed and device. 'auto': with the one in --out, if it holds one.",
            HelpName = "RUN|auto",
        };
        resume.CompletionSources.Add(TrainingOptions.Auto);
        var accept = new Option<bool>("--accept-changes") { Description = "Go on although spec, recipe, data or seed have changed since." };
        var saveEvery = new Option<TimeSpan?>("--save-every")
        {
            Description = "Save within an epoch too, after so much time, e.g. 90s, 10m, 1h; 0s: only at its end [default: 10m].",
            HelpName = "TIME",
            CustomParser = result => CommonOptions.Parser<TimeSpan>("a time such as 90s, 10m or 1h", Time)(result),
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Take a few steps, say what the run would do and cost, and leave nothing behind." };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON to the output stream, everything else to the error stream." };

        var command = new RootCommand("Trains and evaluates convolutional architectures written as YAML specs.")
        {
            spec, recipe, data, epochs, seed, device, precision, batch, threads, output, channelsLast, set, resume, accept, saveEvery, dryRun, json,
        };
        command.SetAction(parsed => (parsed.GetValue(spec), parsed.GetValue(resume)) is (null, null or TrainingOptions.Auto)
            ? throw new CommandFailure(ExitCode.Usage, """
                Which architecture? For example:
                  runner --spec specs/se-res2net-29.yaml     trains and evaluates it
                  runner list                                shows what there is
                  runner --help                              shows commands and options
                """)
            : TrainingCommand.Run(new TrainingOptions
            {
                Spec = parsed.GetValue(spec),
                Recipe = parsed.GetValue(recipe),
                Data = parsed.GetValue(data),
                Changes = [.. Changes(parsed, epochs, batch, precision, channelsLast), .. parsed.GetValue(set) ?? []],
                Seed = parsed.GetValue(seed),
                Device = parsed.GetResult(device) is { Implicit: false } ? parsed.GetValue(device) : null,
                Threads = parsed.GetValue(threads),
                Output = parsed.GetValue(output),
                Resume = parsed.GetValue(resume),
                AcceptChanges = parsed.GetValue(accept),
                SaveEvery = parsed.GetValue(saveEvery),
                DryRun = parsed.GetValue(dryRun),
                Json = parsed.GetValue(json),
                CommandLine = string.Join(' ', parsed.Tokens.Select(token => Quoted(token.Value)).Prepend("runner")),
            }));
        return command.WithExamples("""
            runner --spec specs/se-res2net-29.yaml                    CIFAR-10 if it is available, otherwise a built-in set
            runner --spec specs/resnet-56.yaml --data DIR --recipe quick-5
            runner --spec specs/resnet-56.yaml --data shapes10 --epochs 2 --seed 1 --out runs/first
            runner --spec specs/resnet-56.yaml --recipe quick-5 --set learning-rate=0.05 --set optimizer.weight-decay=5e-4
            runner --spec specs/resnet-56.yaml --data DIR --dry-run   what it would do and cost
            runner --resume runs/first                                goes on where it was stopped, bit for bit
            runner describe --spec specs/resnet-56.yaml               shapes, parameters, multiply-accumulates
            """);
    }

    // These options are named after the keys of the recipe that they change.
    private static IEnumerable<string> Changes(ParseResult parsed, params Option[] shorthands) =>
        from shorthand in shorthands
        let result = parsed.GetResult(shorthand)
        where result is { Implicit: false }
        select $"{shorthand.Name.TrimStart('-')}={result.Tokens[^1].Value}";

    private static TimeSpan? Time(string text)
    {
        var unit = text.Length > 0 ? text[^1] : ' ';
        if (!double.TryParse(text.AsSpan(0, Math.Max(0, text.Length - 1)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 1e6)
            return null;
        return unit switch
        {
            's' => TimeSpan.FromSeconds(value),
            'm' => TimeSpan.FromMinutes(value),
            'h' => TimeSpan.FromHours(value),
            _ => null,
        };
    }

    private static string Quoted(string word) => word.Any(char.IsWhiteSpace) ? $"'{word}'" : word;
}
