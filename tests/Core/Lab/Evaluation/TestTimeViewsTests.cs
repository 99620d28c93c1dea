using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Evaluation;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Evaluation;

public class TestTimeViewsTests
{
    private static readonly float[] Rows = [1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Theory]
    [InlineData(TestViews.One, 1)]
    [InlineData(TestViews.Flip, 2)]
    [InlineData(TestViews.FlipAndShift, 6)]
    public void Weights_add_up_to_one_and_the_first_view_is_the_image(TestViews views, int count)
    {
        using var scope = NewDisposeScope();
        var images = tensor(Rows).view(1, 1, 3, 3);

        var found = TestTimeViews.Of(images, views);

        found.Should().HaveCount(count);
        found.Sum(view => view.Weight).Should().Be(1);
        found[0].Images.Should().BeSameAs(images);
        found.Should().OnlyContain(view => view.Images.shape.SequenceEqual(images.shape));
    }

    [Fact]
    public void Views_are_the_image_its_mirror_image_and_both_moved_to_either_corner()
    {
        using var scope = NewDisposeScope();

        var found = TestTimeViews.Of(tensor(Rows).view(1, 1, 3, 3), TestViews.FlipAndShift);

        float[] At(int view) => found[view].Images.contiguous().data<float>().ToArray();
        At(1).Should().Equal(3, 2, 1, 6, 5, 4, 9, 8, 7);
        At(2).Should().Equal(5, 6, 5, 8, 9, 8, 5, 6, 5);
        At(3).Should().Equal(5, 6, 5, 8, 9, 8, 5, 6, 5);
        At(4).Should().Equal(5, 4, 5, 2, 1, 2, 5, 4, 5);
        found.Select(view => view.Weight).Should().Equal(0.25, 0.25, 0.125, 0.125, 0.125, 0.125);
    }

    [Fact]
    public void Half_precision_and_channels_last_are_kept()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 8, 8, 3).to(ScalarType.BFloat16).permute(0, 3, 1, 2);

        TestTimeViews.Of(images, TestViews.FlipAndShift).Should().OnlyContain(
            view => view.Images.dtype == ScalarType.BFloat16 && view.Images.stride().SequenceEqual(images.stride()));
    }
}
