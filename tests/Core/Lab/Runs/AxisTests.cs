using SeRes2Net.Lab.Runs.Charts;

namespace SeRes2Net.Core.Tests.Lab.Runs;

public class AxisTests
{
    [Theory]
    [InlineData(0, 1, new double[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0.31, 0.94, new double[] { 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(0.9213, 0.9431, new double[] { 0.92, 0.925, 0.93, 0.935, 0.94, 0.945 })]
    [InlineData(0, 2300, new double[] { 0, 500, 1000, 1500, 2000, 2500 })]
    [InlineData(0, 0, new double[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    public void Linear_ticks_are_round_and_enclose_the_values(double least, double most, double[] ticks) =>
        Axis.Linear(least, most).Ticks.Should().Equal(ticks, (found, expected) => Math.Abs(found - expected) < 1e-9);

    [Theory]
    [InlineData(1, 5, new double[] { 1, 2, 3, 4, 5 })]
    [InlineData(1, 300, new double[] { 100, 200, 300 })]
    [InlineData(1, 2, new double[] { 1, 2 })]
    [InlineData(3, 3, new double[] { 2, 3, 4 })]
    public void Epochs_are_whole(int least, int most, double[] ticks) => Axis.Whole(least, most).Ticks.Should().Equal(ticks);

    [Theory]
    [InlineData(new[] { 0.05, 2.3 }, true, new[] { 0.05, 0.1, 0.2, 0.5, 1, 2, 5 })]
    [InlineData(new[] { 1e-9, 2.3 }, true, new[] { 1e-9, 1e-7, 1e-5, 1e-3, 0.1, 10 })]
    [InlineData(new[] { 0.001, 0.1 }, true, new[] { 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1 })]
    [InlineData(new[] { 0.5, 2.0 }, false, new[] { 0, 0.5, 1, 1.5, 2 })]
    [InlineData(new[] { 0, 2.0, double.NaN, double.PositiveInfinity }, false, new[] { 0, 0.5, 1, 1.5, 2 })]
    public void A_wide_range_of_positive_values_is_logarithmic(double[] values, bool logarithmic, double[] ticks)
    {
        var axis = Axis.ForPositive(values);

        axis.IsLogarithmic.Should().Be(logarithmic);
        axis.Ticks.Should().Equal(ticks, (found, expected) => Math.Abs(found - expected) <= 1e-9 * expected);
        values.Where(value => value > 0 && double.IsFinite(value)).Select(axis.Share).Should().NotContain(share => share < -1e-9 || share > 1 + 1e-9);
    }

    [Theory]
    [InlineData(0.30000000000000004, "0.3")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(250, "250")]
    public void Labels_are_short(double tick, string label) => Axis.Label(tick).Should().Be(label);
}
