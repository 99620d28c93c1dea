using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Data.Augment;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data;

[OneThread]
public class ResidentImagesTests
{
    private static readonly Shape Shape = new(2, 5, 6);
    private static readonly ImageSet Set = Numbered(40);
    private static readonly int[] All = [.. Enumerable.Range(0, 40)];
    private static readonly InputNormalisation Normalisation = Set.Measure(All, Shape);

    [Fact]
    public void A_batch_is_the_padded_image_cropped_flipped_and_normalised()
    {
        using var scope = NewDisposeScope();
        var augmentations = new Augmentations { CropPadding = 3, Flip = true };
        var pipeline = new BatchPipeline(Shape, Normalisation, AugmentationTable.Create(augmentations), CPU);
        using var images = Open(augmentations);
        using var epoch = images.Shuffled(7, 1);
        long[] which = RandomStream.Of(7, "shuffle", 1).Permutation(40);

        var (x, y, other, share) = epoch.Batch(10, 25, ScalarType.Float32, channelsLast: true);

        x.shape.Should().Equal(25, 2, 5, 6);
        y.data<long>().ToArray().Should().Equal(which.Skip(10).Take(25).Select(i => (long)Set.Labels[i]));
        other.Should().BeNull();
        share.Should().Be(1);
        float[] values = x.contiguous().data<float>().ToArray();
        int at = 0;
        foreach (long n in which.Skip(10).Take(25))
        {
            var place = pipeline.Place(5, 6, new ImageDraw(7, 1, n));
            for (int c = 0; c < 2; c++)
            {
                for (int row = 0; row < 5; row++)
                {
                    for (int column = 0; column < 6; column++)
                    {
                        long fromRow = place.Down + row, fromColumn = place.Right + (place.Mirrored ? 5 - column : column);
                        bool outside = fromRow is < 0 or >= 5 || fromColumn is < 0 or >= 6;
                        double pixel = outside ? 0 : Set.Pixels[((n * 2 + c) * 5 + fromRow) * 6 + fromColumn];
                        values[at++].Should().BeApproximately((float)((pixel / 255 - Normalisation.Mean[c]) / Normalisation.Std[c]), 1e-5f);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_batch_depends_only_on_seed_epoch_and_place_not_on_what_was_asked_for_before()
    {
        using var scope = NewDisposeScope();
        using var images = Open(new() { CropPadding = 2, Flip = true, Cutout = 3, Mixup = 1, RandAugment = 2 });
        float[] At(long seed, int epoch, params long[] firsts)
        {
            using var pass = images.Shuffled(seed, epoch);
            return [.. firsts.Select(first => pass.Batch(first, 10, ScalarType.Float32, false).Images.data<float>().ToArray()).Last()];
        }

        At(5, 2, 20).Should().Equal(At(5, 2, 0, 10, 20));
        At(5, 2, 20).Should().NotEqual(At(5, 3, 20)).And.NotEqual(At(6, 2, 20)).And.NotEqual(At(5, 2, 10));
    }

    [Fact]
    public void Evaluation_sees_every_image_unchanged()
    {
        using var scope = NewDisposeScope();
        using var images = Open(new() { CropPadding = 3, Flip = true, ResizedCrop = 0.3, Cutout = 3, Cutmix = 1, RandAugment = 2 });
        using var pass = images.Plain();

        var (x, _, _, _) = pass.Batch(0, 40, ScalarType.Float32, channelsLast: false);

        float[] expected = [.. Set.Pixels.Select((pixel, i) => (float)((pixel / 255.0 - Normalisation.Mean[i / 30 % 2]) / Normalisation.Std[i / 30 % 2]))];
        x.data<float>().ToArray().Zip(expected).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void Layout_and_element_type_follow_the_request()
    {
        using var scope = NewDisposeScope();
        using var images = Set.Open([.. All.Take(12)], Shape, Normalisation, new() { CropPadding = 1 }, CPU);
        using var pass = images.Plain();

        var last = pass.Batch(0, 12, ScalarType.BFloat16, channelsLast: true).Images;
        var first = pass.Batch(0, 12, ScalarType.Float32, channelsLast: false).Images;

        images.Count.Should().Be(12);
        last.dtype.Should().Be(ScalarType.BFloat16);
        last.stride().Should().Equal(60, 1, 12, 2);
        first.stride().Should().Equal(60, 30, 6, 1);
    }

    [Fact]
    public void Only_the_chosen_images_are_there_in_the_order_in_which_they_were_chosen()
    {
        using var scope = NewDisposeScope();
        using var all = Open(new());
        using var some = Set.Open([7, 3, 30], Shape, Normalisation, new(), CPU);
        using var allPlain = all.Plain();
        using var somePlain = some.Plain();

        var (x, y, _, _) = somePlain.Batch(0, 3, ScalarType.Float32, false);
        var expected = allPlain.Batch(0, 40, ScalarType.Float32, false).Images.index_select(0, tensor(new long[] { 7, 3, 30 }));

        x.allclose(expected).Should().BeTrue();
        some.Labels.Should().Equal(Set.Labels[7], Set.Labels[3], Set.Labels[30]);
        y.data<long>().ToArray().Should().Equal(some.Labels.Select(label => (long)label));
    }

    [Fact]
    public void Labels_of_a_thousand_classes_are_kept()
    {
        using var scope = NewDisposeScope();
        var set = new ImageSet(new byte[3 * 60], [0, 256, 999]);
        using var images = set.Open([0, 1, 2], Shape, Normalisation, new(), CPU);
        using var pass = images.Plain();

        pass.Batch(0, 3, ScalarType.Float32, channelsLast: false).Labels.data<long>().ToArray().Should().Equal(0, 256, 999);
    }

    [Fact]
    public void Tensors_of_a_batch_are_the_callers_and_nothing_else_stays_alive()
    {
        using var images = Open(new() { CropPadding = 2, Flip = true, Cutout = 3, Cutmix = 1, RandAugment = 2, ResizedCrop = 0.5 });
        using var pass = images.Shuffled(0, 1);
        long before = LiveTensors.Settle();
        for (int step = 0; step < 4; step++)
        {
            using var scope = NewDisposeScope();
            var batch = pass.Batch(10 * step, 10, ScalarType.BFloat16, true);
            batch.OtherLabels.Should().NotBeNull();
            scope.DisposablesCount.Should().Be(3);
        }

        Tensor.TotalCount.Should().Be(before);
    }

    private static IImages Open(Augmentations augment) => Set.Open(All, Shape, Normalisation, augment, CPU);

    private static ImageSet Numbered(int count) =>
        new([.. Enumerable.Range(0, count * 60).Select(i => (byte)(i * 37 % 253 + 1))], [.. Enumerable.Range(0, count).Select(i => i % 3)]);
}
