using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data;

public class PartitionTests
{
    private static readonly Recipe Recipe = new()
    {
        Name = "r",
        Epochs = 1,
        LearningRate = 0.1,
        Batch = 10,
        Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 },
    };

    [Fact]
    public void Equally_many_images_of_each_class_are_kept_back_and_never_trained_on()
    {
        var data = TinyData.Create();

        var partition = Partition.Of(data, data.Train!.Labels, Recipe with { ValidationImages = 12 });

        partition.Validation.GroupBy(image => data.Train.Labels[image]).Select(group => group.Count()).Should().Equal(3, 3, 3, 3);
        partition.Train.Concat(partition.Validation).Order().Should().Equal(Enumerable.Range(0, 96));
        partition.Validation.Should().NotEqual(Enumerable.Range(0, 12), "they are drawn, not the first");
    }

    [Fact]
    public void The_images_kept_back_are_the_same_in_every_run()
    {
        var data = TinyData.Create();
        var recipe = Recipe with { ValidationImages = 12 };

        var kept = Partition.Of(data, data.Train!.Labels, recipe).Validation;

        Partition.Of(data, data.Train.Labels, recipe with { TrainImages = 40 }).Validation.Should().Equal(kept);
        kept.Should().Equal(KeptSinceTheFirstVersion, "results are compared across versions, too");
    }

    private static readonly int[] KeptSinceTheFirstVersion = [3, 13, 18, 31, 36, 44, 45, 47, 77, 78, 80, 82];

    [Fact]
    public void The_first_so_many_of_the_others_are_trained_on()
    {
        var data = TinyData.Create();

        var partition = Partition.Of(data, data.Train!.Labels, Recipe with { ValidationImages = 12, TrainImages = 40 });

        partition.Train.Should().Equal(Enumerable.Range(0, 96).Except(partition.Validation).Take(40));
        Partition.Of(data, data.Train.Labels, Recipe with { TrainImages = 1000 }).Train.Should().HaveCount(96);
    }

    [Fact]
    public void Of_images_that_are_stored_class_by_class_so_many_are_taken_of_each()
    {
        var labels = Enumerable.Range(0, 96).Select(image => image / 24).ToList();
        var data = TinyData.Create();

        var partition = Partition.Of(data, labels, Recipe with { TrainImages = 32 });

        partition.Train.Should().HaveCount(32).And.OnlyHaveUniqueItems().And.BeInAscendingOrder();
        partition.Train.GroupBy(image => labels[image]).Select(group => group.Count()).Should().Equal(8, 8, 8, 8);
    }

    [Theory]
    [InlineData(14, 0, "*keeps back 14 images*equally many of each class*4 classes*multiple of 4*")]
    [InlineData(100, 0, "*keeps back 100 images*25 of each class*class a of tiny has 24*")]
    [InlineData(88, 0, "tiny has 96 training images and recipe r keeps back 88 of them*leaves 8*takes 10*")]
    [InlineData(0, 9, "tiny has 96 training images, of which recipe r uses 9, but one step of recipe r takes 10*")]
    public void Numbers_that_do_not_work_out_are_refused(int validation, int train, string message)
    {
        ((Action)(() => TinyData.Create().Split(Recipe with { ValidationImages = validation, TrainImages = train }, CPU)))
            .Should().Throw<DataException>().WithMessage(message);
    }

    [Fact]
    public void Statistics_are_those_of_the_images_trained_on()
    {
        // Images of 1x2 pixels: channel 0 holds 0 or 255, channel 1 holds 51 everywhere; the last image is not trained on.
        var set = new ImageSet([0, 0, 51, 51, 255, 255, 51, 51, 9, 9, 9, 9], [0, 1, 0]);
        var data = DataSet.Create("two", "", ["a", "b"], new(2, 1, 2), set, set);

        using var split = data.Split(Recipe with { Batch = 2, TrainImages = 2 }, CPU);

        split.Mean.Should().Equal(0.5, 0.2);
        split.Std[0].Should().Be(0.5);
        split.Std[1].Should().Be(1.0 / 255, "a constant channel must not divide by zero");
        (split.TrainCount, split.ValidationCount, split.TestCount).Should().Be((2, 0, 3));
    }
}
