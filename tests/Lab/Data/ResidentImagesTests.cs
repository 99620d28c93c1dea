using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Tests.Data;

public class ResidentImagesTests
{
    private static readonly Shape s_shape = new(2, 5, 6);
    private static readonly DataSet s_data = Numbered(40);

    [Fact]
    public void A_batch_is_the_padded_image_cropped_flipped_and_normalised()
    {
        using var scope = NewDisposeScope();
        using var images = new ResidentImages(s_data.Train, s_data, 0, 3, CPU);
        using var order = EpochOrder.Shuffled(images, true, 7, 1);
        long[] which = order.Images.data<long>().ToArray(), mirrored = order.Mirrored.data<long>().ToArray();
        long[] top = order.Rows.data<long>().ToArray(), left = order.Columns.data<long>().ToArray();

        var (x, y) = images.Batch(order, 10, 25, ScalarType.Float32, channelsLast: true);

        x.shape.Should().Equal(25, 2, 5, 6);
        y.data<long>().ToArray().Should().Equal(which.Skip(10).Take(25).Select(i => (long)s_data.Train.Labels[i]));
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
                        long fromRow = top[n] + row - 3, fromColumn = left[n] + (mirrored[n] == 1 ? 5 - column : column) - 3;
                        bool outside = fromRow is < 0 or >= 5 || fromColumn is < 0 or >= 6;
                        double pixel = outside ? 0 : s_data.Train.Pixels[((which[n] * 2 + c) * 5 + fromRow) * 6 + fromColumn];
                        values[at++].Should().BeApproximately((float)((pixel / 255 - s_data.Mean[c]) / s_data.Std[c]), 1e-5f);
                    }
                }
            }
        }
    }

    [Fact]
    public void Crops_stay_inside_the_padding_and_all_places_and_both_sides_occur()
    {
        using var images = new ResidentImages(Numbered(2000).Train, s_data, 0, 4, CPU);
        using var order = EpochOrder.Shuffled(images, true, 0, 1);

        order.Rows.data<long>().ToArray().Distinct().Order().Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8);
        order.Columns.data<long>().ToArray().Distinct().Order().Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8);
        order.Mirrored.data<long>().ToArray().Count(flag => flag == 1).Should().BeInRange(900, 1100);
        order.Images.data<long>().ToArray().Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void An_epoch_is_drawn_from_seed_and_number_alone()
    {
        using var images = new ResidentImages(s_data.Train, s_data, 0, 2, CPU);
        long[] Drawn(long seed, int epoch)
        {
            using var order = EpochOrder.Shuffled(images, true, seed, epoch);
            return [.. order.Images.data<long>().ToArray(), .. order.Rows.data<long>().ToArray(), .. order.Mirrored.data<long>().ToArray()];
        }

        Drawn(5, 2).Should().Equal(Drawn(5, 2));
        Drawn(5, 2).Should().NotEqual(Drawn(5, 3)).And.NotEqual(Drawn(6, 2));
    }

    [Fact]
    public void Evaluation_sees_every_image_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var padded = new ResidentImages(s_data.Train, s_data, 0, 3, CPU);
        using var order = EpochOrder.Plain(padded);

        var (x, _) = padded.Batch(order, 0, 40, ScalarType.Float32, channelsLast: false);

        float[] expected = [.. s_data.Train.Pixels.Select((pixel, i) =>
            (float)((pixel / 255.0 - s_data.Mean[i / 30 % 2]) / s_data.Std[i / 30 % 2]))];
        x.data<float>().ToArray().Zip(expected).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void Layout_and_element_type_follow_the_request()
    {
        using var scope = NewDisposeScope();
        using var images = new ResidentImages(s_data.Train, s_data, 12, 1, CPU);
        using var order = EpochOrder.Plain(images);

        var (last, _) = images.Batch(order, 0, 12, ScalarType.BFloat16, channelsLast: true);
        var (first, _) = images.Batch(order, 0, 12, ScalarType.Float32, channelsLast: false);

        images.Count.Should().Be(12);
        last.dtype.Should().Be(ScalarType.BFloat16);
        last.stride().Should().Equal(60, 1, 12, 2);
        first.stride().Should().Equal(60, 30, 6, 1);
    }

    private static DataSet Numbered(int count)
    {
        var set = new ImageSet([.. Enumerable.Range(0, count * 60).Select(i => (byte)(i * 37 % 253 + 1))], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))]);
        return DataSet.Create("numbered", "", ["a", "b", "c"], s_shape, set, set);
    }
}
