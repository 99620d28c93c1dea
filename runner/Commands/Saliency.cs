using System.CommandLine;
using System.Globalization;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Saliency;
using SeRes2Net.Runner.Evaluation;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>saliency</c>: what in an image a run's network looks at.</summary>
public static class Saliency
{
    private const string AllMethods = "all";
    private static readonly string[] Classes = ["predicted", "true"];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var usual = new SaliencyRequest();
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Run directories, or folders with some below, such as those of a study.",
            Arity = ArgumentArity.OneOrMore,
        };
        var method = new Option<string[]>("--method")
        {
            Description = $"How maps are made; may be repeated [default: {usual.Methods[0].Name()}].",
            HelpName = string.Join('|', [.. SaliencyMethods.Names, AllMethods]),
            Arity = ArgumentArity.OneOrMore,
        };
        method.AcceptOnlyFromAmong([.. SaliencyMethods.Names, AllMethods]);
        var layer = new Option<string>("--layer")
        {
            Description = "A layer or module as 'describe' names it, or input [default: the last stage; of gradient, input].",
            HelpName = "PATH",
        };
        var of = new Option<string>("--class")
        {
            Description = "The class that maps are of: the network's answer, or the image's own.",
            HelpName = string.Join('|', Classes),
            DefaultValueFactory = _ => Classes[0],
        };
        of.AcceptOnlyFromAmong(Classes);
        var images = CommonOptions.Positive("--images", $"Number of test images [default: {usual.Images}].");
        var seed = new Option<long>("--seed") { Description = "Seed of the choice of images, the same for every run.", HelpName = "S", DefaultValueFactory = _ => 0 };
        seed.CustomParser = CommonOptions.Parser<long>("an integer of at least 0", text =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null);
        var masks = new Option<string>("--masks")
        {
            Description = "A folder of PNG masks named by the test image's index, or none for figures without masks [default: those drawn with the data].",
            HelpName = $"DIR|{SaliencyOptions.NoMasks}",
        };
        var data = CommonOptions.Data();
        var weights = new Option<string>("--weights")
        {
            Description = "Weights of the last epoch, of the best one, or averaged ones.",
            HelpName = string.Join('|', RunFolder.WeightNames),
            DefaultValueFactory = _ => RunFolder.WeightNames[0],
        };
        weights.AcceptOnlyFromAmong([.. RunFolder.WeightNames]);
        var device = CommonOptions.Device();
        var batch = CommonOptions.Positive("--batch", $"Images per step [default: {usual.Batch}].");
        var sheet = new Option<string>("--sheet") { Description = "Also draw one contact sheet with the first run of every network, side by side.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("saliency", "Show where a run's network looks, and measure it: Grad-CAM and others, against masks of the objects.")
        {
            runs, method, layer, of, images, seed, masks, data, weights, device, batch, sheet, json,
        };
        command.SetAction(parsed => SaliencyCommand.Run(new SaliencyOptions
        {
            Runs = parsed.GetValue(runs)!,
            Request = usual with
            {
                Methods = parsed.GetValue(method) is { Length: > 0 } named ? Methods(named) : usual.Methods,
                Layer = parsed.GetValue(layer),
                AsksForLabel = parsed.GetValue(of) == Classes[1],
                Images = parsed.GetValue(images) ?? usual.Images,
                Seed = parsed.GetValue(seed),
                Batch = parsed.GetValue(batch) ?? usual.Batch,
            },
            Masks = parsed.GetValue(masks),
            Data = parsed.GetValue(data),
            Weights = parsed.GetValue(weights)!,
            Device = parsed.GetValue(device)!,
            Sheet = parsed.GetValue(sheet),
            Json = parsed.GetValue(json),
        }));
        return command.WithExamples("""
            runner saliency runs/first                                Grad-CAM at the last stage, into runs/first/saliency
            runner saliency runs/first --method all --layer stage2    all methods, at another layer
            runner saliency runs --sheet networks.png                 every run below a folder, the networks side by side
            runner saliency runs/cifar --masks masks/                 own masks: masks/0.png belongs to test image 0
            """);
    }

    private static SaliencyMethod[] Methods(string[] names) => names.Contains(AllMethods)
        ? Enum.GetValues<SaliencyMethod>()
        : [.. names.Distinct().Select(name => (SaliencyMethod)SaliencyMethods.Names.ToList().IndexOf(name))];
}
