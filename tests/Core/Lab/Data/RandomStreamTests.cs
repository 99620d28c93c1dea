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

    [Fact]
    public void The_stream_of_an_image_is_a_function_of_seed_purpose_epoch_and_image()
    {
        ulong First(long seed, string purpose, long epoch, long image) => RandomStream.Of(seed, purpose, epoch, image).NextBits();

        new[] { First(0, "flip", 1, 1), First(1, "flip", 1, 1), First(0, "crop", 1, 1), First(0, "flip", 2, 1), First(0, "flip", 1, 2) }
            .Should().OnlyHaveUniqueItems();
        First(7, "flip", 3, 5).Should().Be(First(7, "flip", 3, 5));
    }

    [Fact]
    public void Neighbouring_images_draw_unrelated_numbers()
    {
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(image => RandomStream.Of(0, "flip", 1, image).NextDouble() - 0.5)];

        draws.Average().Should().BeInRange(-0.01, 0.01);
        draws.Average(draw => draw * draw).Should().BeApproximately(1 / 12.0, 0.002);
        draws.Zip(draws.Skip(1)).Average(pair => pair.First * pair.Second).Should().BeInRange(-0.002, 0.002);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(400)]
    public void Shares_have_the_moments_of_the_beta_distribution(double a)
    {
        var random = RandomStream.Of(0, "test", 0);

        double[] shares = [.. Enumerable.Range(0, 50_000).Select(_ => random.NextBeta(a))];

        shares.Should().OnlyContain(share => share >= 0 && share <= 1);
        shares.Average().Should().BeApproximately(0.5, 0.01);
        double variance = 1 / (4 * (2 * a + 1)), fourth = 3 * variance * variance * (2 * a + 1) / (2 * a + 3);
        shares.Average(share => Math.Pow(share - 0.5, 2)).Should().BeApproximately(variance, 0.02 * variance);
        shares.Average(share => Math.Pow(share - 0.5, 4)).Should().BeApproximately(fourth, 0.06 * fourth);
    }
}
