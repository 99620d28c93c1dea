using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Latency;
using SeRes2Net.Runner.Latency;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>latency</c>: how long a network's pass takes.</summary>
public static class Latency
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var networks = new Argument<string[]>("SPEC|RUN")
        {
            Description = "Architectures' YAML files and run directories; the others are compared with the first.",
            Arity = ArgumentArity.OneOrMore,
        };
        var batch = Numbers("--batch", "Images of a pass, numbers with commas between them [default: 1,8,128].");
        var threads = Numbers("--threads", "Threads, numbers with commas between them [default: one per core].");
        var precision = new Option<Precision[]>("--precision")
        {
            Description = "fp32, bf16 or fp16, with commas between them [default: fp32].",
            HelpName = "P",
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Parts<Precision>(result, text =>
                LatencyOptions.Precisions.TryGetValue(text, out var value) ? value : null, string.Join(", ", LatencyOptions.Precisions.Keys)),
        };
        precision.CompletionSources.Add([.. LatencyOptions.Precisions.Keys]);
        var engine = new Option<string>("--engine")
        {
            Description = "This program's networks, the same exported to ONNX Runtime, or both.",
            HelpName = string.Join('|', LatencyOptions.Engines),
            DefaultValueFactory = _ => LatencyOptions.Torch,
        };
        engine.AcceptOnlyFromAmong([.. LatencyOptions.Engines]);
        var rounds = CommonOptions.Positive("--rounds", string.Create(CultureInfo.InvariantCulture,
            $"Timed passes of each network [default: {LatencyMeasure.UsualRounds}, or fewer if they take longer than {LatencyMeasure.Patience.TotalSeconds} s]."));
        var pin = new Option<string>("--pin") { Description = "Processors that the process is kept on, such as 0,2-3 [default: all].", HelpName = "CPUS" };
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var json = CommonOptions.Json();
        var command = new Command("latency", "Time networks' passes in turns: median, 5th and 95th percentile, memory, and the ratio to the first.")
        {
            networks, batch, threads, precision, engine, rounds, pin, weights, device, json,
        };
        command.SetAction(parsed => LatencyCommand.Run(new LatencyOptions
        {
            Networks = parsed.GetValue(networks)!,
            Batches = parsed.GetValue(batch) is { Length: > 0 } batches ? batches : [1, 8, 128],
            Threads = parsed.GetValue(threads) is { Length: > 0 } counts ? counts : [Environment.ProcessorCount],
            Precision = parsed.GetValue(precision) is { Length: > 0 } precisions ? precisions : [Precision.Fp32],
            Engine = parsed.GetValue(engine)!,
            Rounds = parsed.GetValue(rounds),
            Pin = parsed.GetValue(pin),
            Weights = parsed.GetValue(weights)!,
            Device = parsed.GetValue(device)!,
            Json = parsed.GetValue(json),
        }));
        return command.WithExamples("""
            runner latency specs/res2net-29.yaml specs/se-res2net-29.yaml
            runner latency runs/first --batch 1 --threads 1,2 --pin 0-1
            runner latency specs/resnet-20.yaml --engine both         libtorch and ONNX Runtime in turns
            """);
    }

    private static Option<int[]> Numbers(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "N,...",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result => Parts<int>(result, text =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 ? value : null, "integers of at least 1"),
    };

    /// <summary>Reads values with commas between them.</summary>
    private static T[]? Parts<T>(ArgumentResult result, Func<string, T?> parse, string expected)
        where T : struct
    {
        var text = result.Tokens[^1].Value;
        var found = text.Split(',').Select(parse).ToList();
        if (found.TrueForAll(value => value is not null))
            return [.. found.Select(value => value!.Value)];
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} takes {expected}, with commas between them; found '{text}'.");
        return null;
    }
}
