using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data;

[OneThread]
public class Shapes10Tests
{
    private static readonly DataSet Data = Shapes10.Create();
    private static readonly ImageSet Train = (ImageSet)Data.Train!, Test = (ImageSet)Data.Test;

    [Fact]
    public void The_images_are_the_same_bytes_on_every_machine()
    {
        Data.Checksum.Should().Be("426b0de37517c94fa7bff20f69971e3798becdeae66881fd1f823cc985bc0f87");
    }

    [Fact]
    public void Classes_are_balanced_and_parts_do_not_share_images()
    {
        Train.Labels.GroupBy(label => label).Select(group => group.Count()).Should().HaveCount(10).And.OnlyContain(count => count == 400);
        var images = new HashSet<string>();
        foreach (var set in new[] { Train, Test })
        {
            for (int i = 0; i < set.Count; i++)
                images.Add(Convert.ToBase64String(set.Pixels, i * 3072, 300));
        }
        images.Should().HaveCount(Train.Count + Test.Count);
    }

    [Fact]
    public void A_different_seed_draws_different_images_and_more_images_do_not_change_the_first_ones()
    {
        var few = Shapes10.Create(20, 10);

        Shapes10.Create(20, 10, seed: 1).Checksum.Should().NotBe(few.Checksum);
        byte[] pixels = ((ImageSet)few.Train!).Pixels;
        pixels.Should().Equal(Train.Pixels[..pixels.Length]);
    }

    [Fact]
    public void Size_and_number_of_images_can_be_asked_for()
    {
        var search = new DataSearch([], "", Download: false);

        var large = DataSets.Open("shapes10:80@48", search).Data;
        DataSets.Again(large.Name, large.Source, large.Suffix).Should().Be("shapes10:80@48");
        var small = DataSets.Open("shapes10:80", search).Data;

        large.InputShape.Should().Be(new Shape(3, 48, 48));
        (large.Train!.Count, large.Test.Count).Should().Be((80, 20));
        DataSets.Open("shapes10@16", search).Data.InputShape.Should().Be(new Shape(3, 16, 16));
        ((ImageSet)small.Train!).Pixels.Should().Equal(Train.Pixels[..(80 * 3072)]);
        // The same outlines, drawn larger.
        double Covered(DataSet data, int image, int plane) => ((ImageSet)data.Train!).Masks!.AsSpan(image * plane, plane).Count((byte)1) / (double)plane;
        for (int i = 0; i < 80; i++)
            Covered(large, i, 48 * 48).Should().BeApproximately(Covered(small, i, 32 * 32), 0.02);
    }

    [Theory]
    [InlineData("shapes10:many", "*'many' is not a number of images*shapes10:20000*")]
    [InlineData("shapes10:39", "*at least 40 training images*")]
    [InlineData("shapes10@4", "*drawn at 8 to 1024 pixels a side*")]
    [InlineData("shapes10:20000@224", "*20000 images of 150528 bytes are too many; at most 14266 of this size fit*")]
    public void What_cannot_be_drawn_is_refused(string name, string message)
    {
        ((Action)(() => DataSets.Open(name, new DataSearch([], "", Download: false)))).Should().Throw<DataException>().WithMessage(message);
    }

    [Fact]
    public void Masks_hold_exactly_the_objects_pixels()
    {
        // Every channel of an object is brighter than 125, every channel of a background is darker, noise included.
        var set = Test;
        int wrong = 0;
        for (int i = 0; i < set.Count; i++)
        {
            for (int p = 0; p < 1024; p++)
            {
                for (int c = 0; c < 3; c++)
                    wrong += set.Pixels[(i * 3 + c) * 1024 + p] > 125 == (set.Masks![i * 1024 + p] == 1) ? 0 : 1;
            }
        }

        wrong.Should().Be(0);
        var covered = Enumerable.Range(0, set.Count).Select(i => set.Masks!.AsSpan(i * 1024, 1024).Count((byte)1)).ToList();
        covered.Min().Should().BeGreaterThan(15);
        covered.Max().Should().BeLessThan(512);
    }

    [Fact]
    public void A_linear_model_on_the_pixels_stays_below_sixty_percent()
    {
        using var scope = NewDisposeScope();
        manual_seed(0);
        var shape = Data.InputShape;
        var normalisation = Train.Measure([.. Enumerable.Range(0, Train.Count)], shape);
        using var train = Train.Open([.. Enumerable.Range(0, Train.Count)], shape, normalisation, new(), CPU);
        using var test = Data.OpenTest(normalisation, CPU);
        using var model = nn.Linear(3072, 10);
        using var optimizer = optim.SGD(model.parameters(), 0.01, momentum: 0.9);
        for (int epoch = 1; epoch <= 6; epoch++)
        {
            using var pass = train.Shuffled(0, epoch);
            for (int first = 0; first < train.Count; first += 100)
            {
                using var step = NewDisposeScope();
                var (x, y, _, _) = pass.Batch(first, 100, ScalarType.Float32, false);
                optimizer.zero_grad();
                nn.functional.cross_entropy(model.call(x.flatten(1)), y).backward();
                optimizer.step();
            }
        }

        Accuracy(train).Should().BeLessThan(0.6).And.BeGreaterThan(0.2, "it must have learned something for the bound to mean anything");
        Accuracy(test).Should().BeLessThan(0.6);

        double Accuracy(IImages images)
        {
            using var pass = images.Plain();
            var (x, y, _, _) = pass.Batch(0, images.Count, ScalarType.Float32, false);
            return model.call(x.flatten(1)).argmax(1).eq(y).to(ScalarType.Float64).mean().item<double>();
        }
    }
}
