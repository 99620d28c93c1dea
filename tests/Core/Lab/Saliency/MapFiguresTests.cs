using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Saliency;

namespace SeRes2Net.Core.Tests.Lab.Saliency;

/// <summary>Maps and masks whose figures were worked out by hand.</summary>
public sealed class MapFiguresTests
{
    // Eight pixels; the object is the first three.
    private static readonly bool[] Mask = [true, true, true, false, false, false, false, false];

    [Fact]
    public void Overlaps_of_a_map_without_ties_are_exact()
    {
        // The median is 0.45: the four largest are pixels 0, 1, 3 and 4.
        var figures = MapFigures.Of([1.0f, 0.9f, 0.1f, 0.6f, 0.5f, 0.4f, 0.2f, 0f], Mask);

        figures.IouAtMedian.Should().Be(2.0 / 5);
        figures.IouAtMedianMost.Should().Be(3.0 / 4, "half of the image is selected: 3/8 / 0.5");
        figures.AboveMedian.Should().Be(0.5);
        figures.IouAt30.Should().Be(2.0 / 6, "five are selected, of which two are the object's");
        figures.IouAt50.Should().Be(2.0 / 5);
        figures.IouAt70.Should().Be(2.0 / 3);
        figures.IouMean.Should().BeApproximately((2.0 / 6 + 2.0 / 5 + 2.0 / 3) / 3, 1e-15);
        figures.Pointing.Should().Be(1);
        figures.ObjectShare.Should().Be(3.0 / 8);
    }

    [Fact]
    public void Zeros_are_never_selected()
    {
        // The median is 0, and only two pixels are above it.
        var figures = MapFigures.Of([0f, 0.5f, 0f, 0.5f, 0f, 0f, 0f, 0f], Mask);
        figures.IouAtMedian.Should().Be(1.0 / 4);
        figures.IouAtMedianMost.Should().Be(2.0 / 3);
        figures.AboveMedian.Should().Be(0.25);
        figures.Pointing.Should().Be(0.5, "one of the two largest is in the object");

        var nothing = MapFigures.Of(new float[8], Mask);
        nothing.IouAt30.Should().Be(0);
        nothing.IouAtMedian.Should().Be(0);
        nothing.Pointing.Should().Be(3.0 / 8, "all are the largest: chance");
    }

    [Fact]
    public void Chance_is_the_mean_over_all_shuffles()
    {
        // Every choice of four of eight pixels.
        var all = from bits in Enumerable.Range(0, 256)
                  where int.PopCount(bits) == 4
                  let both = int.PopCount(bits & 0b111)
                  select (double)both / (4 + 3 - both);

        new Overlap(8, 4, 3, 2).Chance.Should().BeApproximately(all.Average(), 1e-13);
        // As many as an ImageNet crop has: the mean intersection is its share of the object, and hardly varies.
        new Overlap(50176, 25088, 10000, 0).Chance.Should().BeApproximately(5000.0 / (25088 + 5000), 1e-4);
        new Overlap(8, 0, 3, 0).Chance.Should().Be(0);
    }

    [Fact]
    public void Pixels_are_ordered_by_the_map_and_ties_at_random()
    {
        var ranks = PixelOrder.Of([0f, 3f, 0f, 5f, 0f, 0f], RandomStream.Of(0, "test", 0));

        (ranks[3], ranks[1]).Should().Be((0, 1));
        ranks.Should().BeEquivalentTo([0f, 1f, 2f, 3f, 4f, 5f]);
        Enumerable.Range(1, 20).Select(seed => PixelOrder.Of([0f, 3f, 0f, 5f, 0f, 0f], RandomStream.Of(seed, "test", 0))[0]).Distinct()
            .Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public void Every_figure_is_combined_and_in_the_table()
    {
        var properties = typeof(SaliencyFigures).GetProperties().Where(property => property.PropertyType == typeof(double?)).ToList();
        var figures = new SaliencyFigures();
        foreach (var (property, i) in properties.Select((property, i) => (property, i)))
            property.SetValue(figures, (double?)i);

        var sums = SaliencyFigures.Combine([figures, figures], values => values.Sum());

        properties.Select(property => (double?)property.GetValue(sums)).Should().Equal(properties.Select((_, i) => (double?)(2 * i)));
        SaliencyFigures.All.Select(figure => figure.Of(figures)).Should().BeEquivalentTo(properties.Select((_, i) => (double?)i));
        SaliencyFigures.Combine([figures, new()], values => values.Sum()).Should().Be(new SaliencyFigures());
    }
}
