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
    private static readonly DataSet Data = Numbered(40);

    [Fact]
    public void A_batch_is_the_padded_image_cropped_flipped_and_normalised()
    {
        using var scope = NewDisposeScope();
        using var images = new ResidentImages(Data.Train, Data, 0, Moved(3), CPU);
        using var order = EpochOrder.Shuffled(images, 7, 1);
        long[] which = order.Images.data<long>().ToArray();
        var (down, right, mirrored) = Drawn(order);

        var (x, y) = images.Batch(order, 10, 25, ScalarType.Float32, channelsLast: true);

        x.shape.Should().Equal(25, 2, 5, 6);
        y.data<long>().ToArray().Should().Equal(which.Skip(10).Take(25).Select(i => (long)Data.Train.Labels[i]));
        float[] values = x.contiguous().data<float>().ToArray();
        int at = 0;
        for (int n = 10; n < 35; n++)
        {
            for (int c = 0; c < 2; c++)
            {
                for (int row = 0; row < 5; row++)
                {
                    for (int column = 0; column < 6; column++)
                    {
                        long fromRow = down[n] + row, fromColumn = right[n] + (mirrored[n] == 1 ? 5 - column : column);
                        bool outside = fromRow is < 0 or >= 5 || fromColumn is < 0 or >= 6;
                        double pixel = outside ? 0 : Data.Train.Pixels[((which[n] * 2 + c) * 5 + fromRow) * 6 + fromColumn];
                        values[at++].Should().BeApproximately((float)((pixel / 255 - Data.Mean[c]) / Data.Std[c]), 1e-5f);
                    }
                }
            }
        }
    }

    [Fact]
    public void Crops_stay_inside_the_padding_and_every_offset_and_both_orientations_occur()
    {
        using var images = new ResidentImages(Numbered(2000).Train, Data, 0, Moved(4), CPU);
        using var order = EpochOrder.Shuffled(images, 0, 1);

        var (down, right, mirrored) = Drawn(order);
        down.Distinct().Order().Should().Equal(-4, -3, -2, -1, 0, 1, 2, 3, 4);
        right.Distinct().Order().Should().Equal(-4, -3, -2, -1, 0, 1, 2, 3, 4);
        mirrored.Count(flag => flag == 1).Should().BeInRange(900, 1100);
        order.Images.data<long>().ToArray().Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void An_epoch_depends_only_on_the_seed_and_its_number()
    {
        using var images = new ResidentImages(Data.Train, Data, 0, Moved(2), CPU);
        long[] DrawnBy(long seed, int epoch)
        {
            using var order = EpochOrder.Shuffled(images, seed, epoch);
            return [.. order.Images.data<long>().ToArray(), .. order.Drawn!.data<long>().ToArray()];
        }

        DrawnBy(5, 2).Should().Equal(DrawnBy(5, 2));
        DrawnBy(5, 2).Should().NotEqual(DrawnBy(5, 3)).And.NotEqual(DrawnBy(6, 2));
    }

    [Fact]
    public void Evaluation_sees_every_image_unchanged()
    {
        using var scope = NewDisposeScope();
        using var padded = new ResidentImages(Data.Train, Data, 0, Moved(3), CPU);
        using var order = EpochOrder.Plain(padded);

        var (x, _) = padded.Batch(order, 0, 40, ScalarType.Float32, channelsLast: false);

        float[] expected = [.. Data.Train.Pixels.Select((pixel, i) =>
            (float)((pixel / 255.0 - Data.Mean[i / 30 % 2]) / Data.Std[i / 30 % 2]))];
        x.data<float>().ToArray().Zip(expected).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void Layout_and_element_type_follow_the_request()
    {
        using var scope = NewDisposeScope();
        using var images = new ResidentImages(Data.Train, Data, 12, Moved(1), CPU);
        using var order = EpochOrder.Plain(images);

        var (last, _) = images.Batch(order, 0, 12, ScalarType.BFloat16, channelsLast: true);
        var (first, _) = images.Batch(order, 0, 12, ScalarType.Float32, channelsLast: false);

        images.Count.Should().Be(12);
        last.dtype.Should().Be(ScalarType.BFloat16);
        last.stride().Should().Equal(60, 1, 12, 2);
        first.stride().Should().Equal(60, 30, 6, 1);
    }

    [Fact]
    public void Pixels_are_changed_after_they_are_moved_each_augmentation_by_what_it_drew()
    {
        using var scope = NewDisposeScope();
        var shift = new Augmentation { Draws = [_ => 0, _ => 7], Change = (images, drawn) => images + drawn[1].view(-1, 1, 1, 1) };
        using var plain = new ResidentImages(Data.Train, Data, 0, Moved(1), CPU);
        using var shifted = new ResidentImages(Data.Train, Data, 0, [.. Moved(1), shift], CPU);
        using var order = EpochOrder.Shuffled(shifted, 0, 1);

        var (x, _) = shifted.Batch(order, 3, 5, ScalarType.Float32, channelsLast: true);
        var (before, _) = plain.Batch(order, 3, 5, ScalarType.Float32, channelsLast: true);

        x.allclose(before + 7).Should().BeTrue();
    }

    [Fact]
    public void Every_augmentation_that_a_recipe_can_ask_for_has_a_row()
    {
        AugmentationTable.Create(new()).Should().BeEmpty();
        foreach (var key in RecipeTable.Keys(typeof(Augmentations)))
        {
            var asked = new Augmentations();
            typeof(Augmentations).GetProperty(key.Property)!.SetValue(asked, key.Kind == RecipeKeyKind.Bool ? true : Convert.ChangeType(1, key.Type));

            AugmentationTable.Create(asked).Should().ContainSingle($"'{key.Name}' is an augmentation of the language");
        }
    }

    [Fact]
    public void Labels_of_a_thousand_classes_are_kept()
    {
        using var scope = NewDisposeScope();
        var set = new ImageSet(new byte[3 * 60], [0, 256, 999]);
        var data = DataSet.Create("many", "", [.. Enumerable.Range(0, 1000).Select(i => $"class {i}")], Shape, set, set);
        using var images = new ResidentImages(data.Train, data, 0, [], CPU);
        using var order = EpochOrder.Plain(images);

        images.Batch(order, 0, 3, ScalarType.Float32, channelsLast: false).Labels.data<long>().ToArray().Should().Equal(0, 256, 999);
    }

    private static IReadOnlyList<Augmentation> Moved(int padding) => AugmentationTable.Create(new() { CropPadding = padding, Flip = true });

    /// <summary>Rows and columns by which the images are moved, and whether they are mirrored.</summary>
    private static (long[] Down, long[] Right, long[] Mirrored) Drawn(EpochOrder order) =>
        (order.Drawn![0].data<long>().ToArray(), order.Drawn[1].data<long>().ToArray(), order.Drawn[2].data<long>().ToArray());

    private static DataSet Numbered(int count)
    {
        var set = new ImageSet([.. Enumerable.Range(0, count * 60).Select(i => (byte)(i * 37 % 253 + 1))], [.. Enumerable.Range(0, count).Select(i => i % 3)]);
        return DataSet.Create("numbered", "", ["a", "b", "c"], Shape, set, set);
    }
}
