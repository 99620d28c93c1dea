using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Evaluation;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Evaluation;

public class AveragedViewsTests
{
    private readonly TinyNetwork network = TinyNetwork.Drawn(seed: 1);

    public AveragedViewsTests() => network.eval();

    [Fact]
    public void One_view_is_the_network_itself() => AveragedViews.Of(network, TestViews.One).Should().BeSameAs(network);

    [Fact]
    public void Two_views_are_the_mean_of_an_image_and_its_mirror_image()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var x = rand(2, 3, 8, 8);

        Close(AveragedViews.Of(network, TestViews.Flip).call(x), (network.call(x) + network.call(x.flip(3))) / 2);
    }

    [Fact]
    public void Six_views_move_the_image_by_a_pixel_in_both_directions()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var x = rand(1, 3, 8, 8);
        var at = arange(8);
        // A reflection does not repeat the pixel at the edge: before 0 comes 1, after 7 comes 6.
        var (before, after) = ((at - 1).abs(), 7 - (6 - at).abs());
        var one = x.index_select(2, before).index_select(3, before);
        var other = x.index_select(2, after).index_select(3, after);

        Close(AveragedViews.Of(network, TestViews.FlipAndShift).call(x),
            Both(x) / 2 + Both(one) / 4 + Both(other) / 4);

        Tensor Both(Tensor view) => (network.call(view) + network.call(view.flip(3))) / 2;
    }

    private static void Close(Tensor found, Tensor expected) => (found - expected).abs().max().item<float>().Should().BeLessThan(1e-5f);
}
