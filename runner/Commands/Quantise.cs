using System.CommandLine;
using SeRes2Net.Lab.Onnx.Quantisation;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Runner.Onnx;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>quantise</c>: a run's network in int8, against the same in float32.</summary>
public static class Quantise
{
    // In the order of CalibrationMethod and QuantisedPart.
    private static readonly string[] Methods = ["min-max", "entropy", "percentile"];
    private static readonly string[] Parts = ["gates", "stem", "head"];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "A run directory." };
        var data = CommonOptions.Data();
        var weights = new Option<string>("--weights")
        {
            Description = "Weights of the last epoch, of the best one, or averaged ones.",
            HelpName = string.Join('|', RunFolder.WeightNames),
            DefaultValueFactory = _ => RunFolder.WeightNames[0],
        };
        weights.AcceptOnlyFromAmong([.. RunFolder.WeightNames]);
        var calibration = new Option<string>("--calibration")
        {
            Description = "How the ranges of values are found.",
            HelpName = string.Join('|', Methods),
            DefaultValueFactory = _ => Methods[0],
        };
        calibration.AcceptOnlyFromAmong(Methods);
        var images = CommonOptions.Positive("--images", "Training images to find them on [default: 512].");
        var seed = new Option<long>("--seed") { Description = "Chooses these images.", HelpName = "S" };
        var keep = new Option<string[]>("--keep")
        {
            Description = "A part that stays in float32; may be repeated.",
            HelpName = string.Join('|', Parts),
            AllowMultipleArgumentsPerToken = true,
        };
        keep.AcceptOnlyFromAmong(Parts);
        var threads = CommonOptions.Positive("--threads", "Threads [default: one per core].");
        var json = CommonOptions.Json();
        var command = new Command("quantise", "Turn a run's network into int8 without training it again, and compare accuracy, size and time.")
        {
            run, data, weights, calibration, images, seed, keep, threads, json,
        };
        command.SetAction(parsed => QuantisationCommand.Run(new QuantisationOptions
        {
            Run = parsed.GetValue(run)!,
            Data = parsed.GetValue(data),
            Weights = parsed.GetValue(weights)!,
            Calibration = (CalibrationMethod)Array.IndexOf(Methods, parsed.GetValue(calibration)),
            Images = parsed.GetValue(images) ?? 512,
            Seed = parsed.GetValue(seed),
            Keep = [.. (parsed.GetValue(keep) ?? []).Select(part => (QuantisedPart)Array.IndexOf(Parts, part)).Distinct().Order()],
            Threads = parsed.GetValue(threads),
            Json = parsed.GetValue(json),
        }));
        return command.WithExamples("""
            runner quantise runs/first                                everything in int8; files in runs/first/quantised
            runner quantise runs/first --calibration entropy --images 1000
            runner quantise runs/first --keep gates --keep head --json
            """);
    }
}
