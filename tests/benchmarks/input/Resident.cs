using System.Diagnostics;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Benchmarks.Input;

/// <summary>Times batches of images in memory.</summary>
internal static class Resident
{
    private const int Batch = 128, Steps = 39, Rounds = 5;

    public static void Measure()
    {
        double step = TrainingStep.Measure(Batch);
        Console.WriteLine($"A training step of SE-Res2Net-29, batch {Batch}, nothing augmented: {step:f0} ms at the median.");
        var data = Shapes10.Create(trainImages: Batch * Steps, testImages: 100);
        (string Name, Augmentations Augment)[] rows =
        [
            ("none", new()), ("crop-padding, flip", new() { CropPadding = 4, Flip = true }),
            ("crop-padding, alternate-flip, cutout", new() { CropPadding = 4, AlternateFlip = true, Cutout = 16 }),
            ("crop-padding, flip, mixup", new() { CropPadding = 4, Flip = true, Mixup = 0.2 }),
            ("crop-padding, flip, cutmix", new() { CropPadding = 4, Flip = true, Cutmix = 1 }),
            ("resized-crop, flip", new() { ResizedCrop = 0.3, Flip = true }),
            ("crop-padding, flip, rand-augment 2", new() { CropPadding = 4, Flip = true, RandAugment = 2 }),
        ];
        foreach (var (name, augment) in rows)
        {
            var recipe = new Recipe { Name = name, Epochs = 1, LearningRate = 0, Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 }, Augment = augment };
            using var split = data.Split(recipe, CPU);
            double median = Enumerable.Range(0, Rounds).Select(round => Pass(split.Train, round)).Order().ElementAt(Rounds / 2);
            Console.WriteLine($"{name,-40} {median,6:f2} ms for a batch, {100 * median / step:f1}% of a step");
        }
    }

    private static double Pass(IImages images, int epoch)
    {
        var clock = Stopwatch.StartNew();
        using var pass = images.Shuffled(0, epoch);
        for (int step = 0; step < Steps; step++)
        {
            using var scope = NewDisposeScope();
            pass.Batch(step * Batch, Batch, ScalarType.BFloat16, channelsLast: true);
        }
        return clock.Elapsed.TotalMilliseconds / Steps;
    }
}
