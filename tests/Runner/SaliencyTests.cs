using System.Text.Json.Nodes;
using SeRes2Net.Lab.Measures;
using SkiaSharp;

namespace SeRes2Net.Runner.Tests;

public class SaliencyTests
{
    [Fact]
    public void A_run_is_measured_and_what_does_not_fit_is_said()
    {
        using var tiny = new TinyRun();
        tiny.WriteRecipe("short", epochs: 1, learningRate: "0.01");
        tiny.Run(tiny.Arguments(recipe: "short")).ExitCode.Should().Be(0);

        Fails(1, "--layer stem.rulu1: Tiny has no such layer. Did you mean 'stem.relu1'?", "--layer", "stem.rulu1");
        Fails(1, "--layer head of Tiny is 10x1x1: of a single position there is no map.", "--layer", "head");
        Fails(1, "out has no ema weights; it has last", "--weights", "ema");
        tiny.Write("masks/3.png", "not a picture");
        Fails(3, "masks/3.png: cannot be decoded", "--masks", "masks");
        using (var small = new SKBitmap(16, 12))
        {
            small.Erase(SKColors.White);
            File.WriteAllBytes(Path.Combine(tiny.Folder, "masks", "3.png"), small.Encode(SKEncodedImageFormat.Png, 100).ToArray());
        }
        Fails(3, "masks/3.png: the mask has 12x16 pixels, but the network sees images of 32x32 (rows x columns).", "--masks", "masks");
        tiny.WriteArray("maskless/cifar10.1_v6_data.npy", "|u1", [2, 32, 32, 3], new byte[2 * 3072]);
        tiny.WriteArray("maskless/cifar10.1_v6_labels.npy", "|u1", [2], [0, 1]);
        Fails(3, "has no masks of its objects. Name a folder of them (--masks DIR), or leave out what needs them (--masks none).", "--data", "maskless");
        Directory.Exists(Path.Combine(tiny.Output, "saliency")).Should().BeFalse("a failure leaves nothing behind");

        var result = tiny.Run("saliency", "out", "--method", "all", "--images", "12", "--batch", "5", "--sheet", "all.png", "--json");

        result.ExitCode.Should().Be(0, result.Errors);
        var summary = JsonNode.Parse(result.Output)!["runs"]![0]!["summary"]!;
        summary["maps"]!.AsArray().Select(map => $"{map!["method"]} {map["layer"]}").Should().Equal(
            "grad-cam stem.relu1", "grad-cam++ stem.relu1", "hires-cam stem.relu1", "eigen-cam stem.relu1", "gradient input");
        JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(At("out/saliency/saliency.json"))), summary).Should().BeTrue();
        var lines = File.ReadAllLines(At("out/saliency/saliency.csv")).Select(line => line.Split(',')).ToList();
        lines.Should().HaveCount(1 + 12 * 5);
        var median = Array.IndexOf(lines[0], "iou_median");
        var cam = lines.Where(line => line[5] == "grad-cam").ToList();
        cam.Average(line => double.Parse(line[median], System.Globalization.CultureInfo.InvariantCulture))
            .Should().BeApproximately((double)summary["maps"]![0]!["mean"]!["iou_at_median"]!, 1e-12);
        // The network's answer is that of the evaluation at the end of the training.
        var answers = File.ReadAllLines(At("out/predictions.csv")).Skip(1).Select(line => line.Split(',')[..3]).ToList();
        cam.Should().AllSatisfy(line => line[..3].Should().Equal(answers[int.Parse(line[0], System.Globalization.CultureInfo.InvariantCulture)]));
        var measure = MeasureTable.Find("saliency");
        measure.Read(tiny.Output).Keys.Should().BeEquivalentTo(measure.Figures.Select(figure => figure.Title), "a study shows them");
        foreach (var picture in new[] { "out/saliency/sheet.png", "all.png" })
            File.ReadAllBytes(At(picture))[..4].Should().Equal(0x89, (byte)'P', (byte)'N', (byte)'G');

        var maskless = tiny.Run("saliency", "out", "--data", "maskless", "--masks", "none", "--class", "true");

        maskless.ExitCode.Should().Be(0, maskless.Errors);
        maskless.Output.Should().StartWith("2 of 2 test images of cifar10.1").And.Contain("maps of the true class; masks: none")
            .And.Contain("insertion area").And.NotContain("IoU");

        tiny.Write("out/run.json", File.ReadAllText(At("out/run.json")).Replace("\"format\": 1", "\"format\": 99"));
        Fails(3, "was written by a newer version of this program (format 99");

        string At(string name) => Path.Combine(tiny.Folder, name);

        void Fails(int code, string message, params string[] arguments)
        {
            var failed = tiny.Run(["saliency", "out", .. arguments]);
            failed.ExitCode.Should().Be(code, failed.Errors);
            failed.Errors.Should().Contain(message).And.NotContain("   at ");
        }
    }
}
