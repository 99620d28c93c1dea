using System.CommandLine;
using SeRes2Net.Lab.Robustness;
using SeRes2Net.Lab.Robustness.Corruptions;
using SeRes2Net.Lab.Training;
using SeRes2Net.Runner.Robustness;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>robustness</c>: what runs' networks make of corrupted and shifted test images.</summary>
public static class Robustness
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run directories; several are compared.", Arity = ArgumentArity.OneOrMore };
        var data = CommonOptions.Data();
        var corruptions = new Option<string>("--corruptions")
        {
            Description = $"Which corruptions: names with commas between them, or {RobustnessOptions.All} [default: the usual {CorruptionTable.Usual.Count}].",
            HelpName = "NAMES",
        };
        corruptions.CompletionSources.Add([RobustnessOptions.All, .. CorruptionTable.All.Select(corruption => corruption.Name)]);
        var stored = new Option<string>("--stored") { Description = "Take the stored files of CIFAR-10-C instead of computing corruptions.", HelpName = "DIR" };
        var shifted = new Option<string[]>("--shifted")
        {
            Description = "A test set of another origin, such as cifar10.1; may be repeated.",
            HelpName = "DIR|NAME",
            AllowMultipleArgumentsPerToken = false,
            Arity = ArgumentArity.OneOrMore,
        };
        var frost = new Option<string>("--frost") { Description = "Photographs of frost, without which that corruption is left out.", HelpName = "DIR" };
        var images = CommonOptions.Positive("--images", "Take so many of the test images, chosen by the seed [default: all].");
        var seed = CommonOptions.Seed("Seed of the corruptions, and of which images are taken [default: 0].");
        var cache = new Option<string>("--cache")
        {
            Description = $"Where computed images are kept; {RobustnessOptions.Off}: nowhere [default: the user's cache folder].",
            HelpName = $"DIR|{RobustnessOptions.Off}",
        };
        cache.CompletionSources.Add(RobustnessOptions.Off);
        var weights = CommonOptions.Weights();
        var device = CommonOptions.Device();
        var batch = CommonOptions.EvaluationBatch();
        var threads = CommonOptions.Positive("--threads", "Threads of the tensor library [default: one per core].");
        var json = CommonOptions.Json();
        var command = new Command("robustness", "Evaluate runs on corrupted test images (C-style, computed; or CIFAR-10-C, stored) and on shifted test sets.")
        {
            runs, data, corruptions, stored, shifted, frost, images, seed, cache, weights, device, batch, threads, json,
        };
        command.SetAction(parsed => RobustnessCommand.Run(new RobustnessOptions
        {
            Runs = parsed.GetValue(runs)!,
            Data = parsed.GetValue(data),
            Corruptions = parsed.GetValue(corruptions),
            Stored = parsed.GetValue(stored),
            Shifted = parsed.GetValue(shifted) ?? [],
            Frost = parsed.GetValue(frost),
            Images = parsed.GetValue(images),
            Seed = parsed.GetValue(seed) ?? 0,
            Cache = parsed.GetValue(cache) ?? CorruptionCache.UsualFolder,
            Weights = parsed.GetValue(weights)!,
            Device = parsed.GetValue(device)!,
            Batch = parsed.GetValue(batch) ?? TrainingRequest.UsualEvaluationBatch,
            Threads = parsed.GetValue(threads),
            Json = parsed.GetValue(json),
        }));
        return command.WithExamples("""
            runner robustness runs/first                              fifteen corruptions, less frost, at five severities
            runner robustness runs/first runs/second --images 1000 --corruptions fog,snow,gaussian_noise
            runner robustness runs/first --stored data/CIFAR-10-C --shifted cifar10.1
            """);
    }
}
