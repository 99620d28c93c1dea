using SeRes2Net.Lab.Data;

namespace SeRes2Net.Core.Tests.Lab.Data;

public class RandomStreamTests
{
    [Fact]
    public void The_stream_is_the_published_SplitMix64()
    {
        // The reference implementation's first outputs from state 1234567.
        var stream = new RandomStream(1234567);

        new[] { stream.NextBits(), stream.NextBits(), stream.NextBits() }
            .Should().Equal(6457827717110365317, 3203168211198807973, 9817491932198370423);
    }

    [Fact]
    public void Streams_of_different_seeds_purposes_and_indices_differ()
    {
        ulong First(long seed, string purpose, long index) => RandomStream.Of(seed, purpose, index).NextBits();

        new[] { First(0, "shuffle", 1), First(1, "shuffle", 1), First(0, "augment", 1), First(0, "shuffle", 2), First(-1, "shuffle", 1) }
            .Should().OnlyHaveUniqueItems();
        First(0, "shuffle", 1).Should().Be(First(0, "shuffle", 1));
    }

    [Fact]
    public void Bounded_numbers_are_uniform()
    {
        var stream = RandomStream.Of(0, "test", 0);
        var counts = new int[9];
        for (int i = 0; i < 90_000; i++)
            counts[stream.Next(9)]++;

        counts.Should().OnlyContain(count => count > 9_600 && count < 10_400);
    }

    [Fact]
    public void A_permutation_holds_every_number_once_and_is_shuffled()
    {
        long[] order = RandomStream.Of(3, "test", 0).Permutation(1000);

        order.Order().Should().Equal(Enumerable.Range(0, 1000).Select(i => (long)i));
        order.Zip(order.Skip(1)).Count(pair => pair.Second == pair.First + 1).Should().BeLessThan(10);
    }
}
