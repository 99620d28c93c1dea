using SeRes2Net.Lab.Statistics;

namespace SeRes2Net.Core.Tests.Lab.Statistics;

public class WilsonIntervalTests
{
    // Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void It_agrees_with_the_literature(int successes, int trials, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials);

        interval.Low.Should().BeApproximately(low, 5e-5);
        interval.High.Should().BeApproximately(high, 5e-5);
        var mirrored = WilsonInterval.Of(trials - successes, trials);
        mirrored.Low.Should().BeApproximately(1 - interval.High, 1e-12);
        mirrored.High.Should().BeApproximately(1 - interval.Low, 1e-12);
    }
}
