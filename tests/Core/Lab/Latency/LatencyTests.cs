using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Latency;
using SeRes2Net.Lab.Statistics;
using TorchSharp;

namespace SeRes2Net.Core.Tests.Lab.Latency;

[OneThread]
public sealed class LatencyTests
{
    private static readonly LatencySetting Setting = new(4, 1, Precision.Fp32);

    [Fact]
    public void Networks_take_turns_and_each_begins_equally_often()
    {
        var order = new List<string>();
        var clock = new ManualClock();
        ITimedNetwork[] networks = [new Noted("a", 1, order, clock), new Noted("b", 3, order, clock)];

        var results = LatencyMeasure.Of(networks, Setting, rounds: 12, clock: clock);

        order[..LatencyMeasure.WarmUp].Should().OnlyContain(name => name == "a");
        string timed = string.Concat(order.Skip(2 * LatencyMeasure.WarmUp));
        timed.Should().Be(string.Concat(Enumerable.Repeat("abba", 6)));
        results.Should().OnlyContain(result => result.Rounds == 12 && result.Percentile5 == result.Median && result.Median == result.Percentile95);
        results[0].RatioToFirst.Value.Should().Be(1);
        results[1].Median.Should().Be(3);
        results[1].ImagesPerSecond.Should().BeApproximately(1000 * 4 / 3.0, 1e-9);
        results[1].RatioToFirst.Should().Be(new Effect(3, new Interval(3, 3)));
        networks.Should().OnlyContain(network => ((Noted)network).IsDisposed);
    }

    [Theory]
    [InlineData(100, LatencyMeasure.UsualRounds)]
    [InlineData(3_000, 20)]
    [InlineData(10_000, LatencyMeasure.FewestRounds)]
    public void Slow_networks_have_fewer_rounds(int milliseconds, int rounds)
    {
        var clock = new ManualClock();

        var results = LatencyMeasure.Of([new Noted("a", milliseconds, [], clock)], Setting, clock: clock);

        results[0].Rounds.Should().Be(rounds);
    }

    [Fact]
    public void A_network_of_this_program_is_timed_and_nothing_of_it_stays()
    {
        using var model = TinyNetwork.Drawn(1);
        var network = new TorchNetwork(model, torch.CPU, channelsLast: true);
        LatencyMeasure.Of([network], Setting, rounds: 2);
        long before = LiveTensors.Settle();

        var result = LatencyMeasure.Of([network], Setting, rounds: 6)[0];

        LiveTensors.Settle().Should().Be(before);
        result.Median.Should().BePositive();
        result.MedianInterval!.Value.Contains(result.Median).Should().BeTrue();
        if (OperatingSystem.IsLinux())
            result.PeakMemory.Should().BeGreaterThan(50L << 20);
    }

    [Theory]
    [InlineData(5, null, null)]
    [InlineData(6, 1, 6)]
    // Ranks from tables of the binomial distribution.
    [InlineData(20, 6, 15)]
    [InlineData(50, 18, 33)]
    public void The_interval_of_a_median_lies_between_two_ranks(int count, int? low, int? high) =>
        MedianInterval.Of(Enumerable.Range(1, count).Select(i => (double)i)).Should().Be(low is null ? null : new Interval(low.Value, high!.Value));

    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("3,0-1", new[] { 0, 1, 3 })]
    [InlineData("2-1", null)]
    [InlineData("64", null)]
    [InlineData("", null)]
    [InlineData("0-1-2", null)]
    public void Processors_are_read_as_a_list(string text, int[]? expected) => CpuPinning.Parse(text).Should().Equal(expected);

    // Time passes only when a test says so.
    private sealed class ManualClock : TimeProvider
    {
        private long ticks;
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;
        public override long GetTimestamp() => ticks;
        public void Advance(TimeSpan time) => ticks += time.Ticks;
    }

    private sealed class Noted(string name, int milliseconds, List<string> order, ManualClock clock) : ITimedNetwork, IPass
    {
        public string Name => name;
        public string Engine => "a test";
        public bool IsDisposed { get; private set; }
        public IPass Prepare(LatencySetting setting) => this;

        public void Run()
        {
            order.Add(name);
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        }

        public void Dispose() => IsDisposed = true;
    }
}
