using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Saliency;
using SkiaSharp;

namespace SeRes2Net.Core.Tests.Lab.Saliency;

public sealed class ObjectMasksTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Drawn_images_have_their_exact_masks_and_others_none()
    {
        var data = Shapes10.Create(40, 10);
        var masks = ObjectMasks.Of(data)!;

        masks.Images.Should().Equal(Enumerable.Range(0, 10));
        // A disc of radius r covers 0.72 pi r^2; r is 6 to 10 pixels.
        masks.Read(0).Count(inside => inside).Should().BeInRange(75, 235);
        ObjectMasks.Of(TinyData.Create()).Should().BeNull();
    }

    [Fact]
    public void A_folders_masks_are_read_by_the_images_index()
    {
        Save("7.png", new SKColor(1, 0, 0));
        Save("0003.png", SKColors.White);
        var masks = ObjectMasks.Of(folder.Path, TinyData.Create());

        masks.Images.Should().Equal(3, 7);
        masks.Read(7).Should().Equal(Enumerable.Range(0, 64).Select(pixel => pixel == 10), "whatever is not black is the object");
    }

    [Theory]
    [InlineData("cat.png", 8, "cat.png: expected INDEX.png")]
    [InlineData("40.png", 8, "40.png: tiny has 40 test images, 0 to 39.")]
    [InlineData("1.png", 9, "1.png: the mask has 9x9 pixels, but the network sees images of 8x8 (rows x columns)")]
    [InlineData("07.png", 8, "7.png: there is another mask of test image 7.")]
    public void A_mask_that_does_not_fit_is_named(string name, int side, string message)
    {
        Save("7.png", SKColors.White);
        Save(name, SKColors.White, side);

        var read = () => ObjectMasks.Of(folder.Path, TinyData.Create());
        read.Should().Throw<DataException>().WithMessage($"*{message}*");
    }

    [Fact]
    public void Masks_that_show_nothing_are_refused()
    {
        Expect("*no masks; expected INDEX.png*");
        Save("5.png", SKColors.Black);
        Expect("*5.png: the mask is black everywhere*");
        folder.Write("5.png", "text");
        Expect("*5.png: cannot be decoded: expected a PNG image.");
        Save("5.png", SKColors.White);
        File.WriteAllBytes(folder.File("5.png"), File.ReadAllBytes(folder.File("5.png"))[..60]);
        Expect("*5.png: cannot be decoded: *");

        void Expect(string message)
        {
            var read = () => ObjectMasks.Of(folder.Path, TinyData.Create());
            read.Should().Throw<DataException>().WithMessage(message);
        }
    }

    // Black, except for pixel (1, 2).
    private void Save(string name, SKColor colour, int side = 8)
    {
        using var bitmap = new SKBitmap(side, side);
        bitmap.Erase(SKColors.Black);
        bitmap.SetPixel(2, 1, colour);
        File.WriteAllBytes(folder.File(name), bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray());
    }
}
