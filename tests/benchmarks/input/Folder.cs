using System.Diagnostics;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Benchmarks.Input;

/// <summary>Compares a folder of JPEGs with torchvision's.</summary>
internal static class Folder
{
    private const int Batch = 128, Side = 224, WarmUp = 8;

    public static void Compare(int images, int turns)
    {
        string folder = Directory.CreateTempSubdirectory("seres2net-input-").FullName;
        try
        {
            Jpegs.Write(folder, images);
            using var loader = new Loader(folder, Batch, Side);
            var data = DataSets.Open(folder, new DataSearch([], folder, Download: false), wanted: new Shape(3, Side, Side)).Data;
            var recipe = new Recipe
            {
                Name = "folder",
                Epochs = 1,
                LearningRate = 0,
                Batch = Batch,
                Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 },
                Augment = new() { ResizedCrop = 0.08, Flip = true },
            };
            using var split = data.Split(recipe, CPU);
            var ratios = new List<double>();
            int batches = images / Batch;
            Pass(split.Train, 0, Math.Min(WarmUp, batches));
            loader.Pass(Math.Min(WarmUp, batches));
            for (int turn = 1; turn <= turns; turn++)
            {
                double ours = Pass(split.Train, turn, batches), theirs = loader.Pass(batches);
                ratios.Add(ours / theirs);
                Console.WriteLine($"turn {turn}: {ours:f0} images/s, torchvision {theirs:f0} images/s, ratio {ours / theirs:f2}");
            }
            Console.WriteLine($"ratio of images/s, median of {turns} turns: {ratios.Order().ElementAt(turns / 2):f2} ({ratios.Min():f2} to {ratios.Max():f2})");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Images per second of a pass over so many batches.</summary>
    private static double Pass(IImages images, int epoch, int batches)
    {
        var clock = Stopwatch.StartNew();
        using var pass = images.Shuffled(0, epoch);
        int count = batches * Batch;
        for (int first = 0; first < count; first += Batch)
        {
            using var scope = NewDisposeScope();
            pass.Batch(first, Batch, ScalarType.Float32, channelsLast: true);
        }
        return count / clock.Elapsed.TotalSeconds;
    }
}
