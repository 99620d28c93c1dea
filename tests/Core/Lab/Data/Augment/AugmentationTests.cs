using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Data.Augment;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data.Augment;

[OneThread]
public class AugmentationTests
{
    private const int Side = 16, Count = 200;
    private static readonly InputNormalisation Unit = new([0, 0, 0], [1 / 255.0, 1 / 255.0, 1 / 255.0]); // values stay 0 to 255

    [Fact]
    public void Every_key_of_the_language_is_a_row_or_belongs_to_one()
    {
        AugmentationTable.Create(new()).Should().BeEmpty();
        string[] partOfAnother = ["magnitude", "mixup-probability", "cutmix-probability"];
        foreach (var key in RecipeTable.Keys(typeof(Augmentations)).Where(key => !partOfAnother.Contains(key.Name)))
        {
            var asked = new Augmentations();
            typeof(Augmentations).GetProperty(key.Property)!.SetValue(asked, key.Kind == RecipeKeyKind.Bool ? true : Convert.ChangeType(1, key.Type));

            AugmentationTable.Create(asked).Should().ContainSingle($"'{key.Name}' is an augmentation of the language");
        }
    }

    [Fact]
    public void Crops_stay_inside_the_padding_and_every_offset_and_both_orientations_occur()
    {
        var places = Places(new() { CropPadding = 4, Flip = true }, 2000, 1);

        places.Select(place => place.Down).Distinct().Order().Should().Equal(-4, -3, -2, -1, 0, 1, 2, 3, 4);
        places.Select(place => place.Right).Distinct().Order().Should().Equal(-4, -3, -2, -1, 0, 1, 2, 3, 4);
        places.Count(place => place.Mirrored).Should().BeInRange(900, 1100);
    }

    [Fact]
    public void What_one_augmentation_draws_does_not_depend_on_the_others()
    {
        var alone = Places(new() { CropPadding = 4 }, 50, 3);
        var together = Places(new() { CropPadding = 4, Flip = true, ResizedCrop = 0.5 }, 50, 3);

        together.Select(place => (place.Down, place.Right)).Should().Equal(alone.Select(place => (place.Down, place.Right)));
    }

    [Fact]
    public void An_alternate_flip_shows_both_sides_of_every_image_in_two_epochs_and_begins_at_random()
    {
        var first = Places(new() { AlternateFlip = true }, 1000, 1).Select(place => place.Mirrored).ToList();
        var second = Places(new() { AlternateFlip = true }, 1000, 2).Select(place => place.Mirrored).ToList();

        second.Should().Equal(first.Select(mirrored => !mirrored));
        Places(new() { AlternateFlip = true }, 1000, 3).Select(place => place.Mirrored).Should().Equal(first);
        first.Count(mirrored => mirrored).Should().BeInRange(430, 570);
    }

    [Fact]
    public void A_resized_crop_has_the_area_and_the_sides_that_the_key_promises()
    {
        var parts = Places(new() { ResizedCrop = 0.25 }, 2000, 1, rows: 300, columns: 400).Select(place => place.Part).ToList();

        parts.Should().OnlyContain(part => part.Top >= 0 && part.Left >= 0 && part.Top + part.Rows <= 300 && part.Left + part.Columns <= 400);
        var shares = parts.Select(part => part.Rows * part.Columns / 120_000.0).ToList();
        shares.Min().Should().BeInRange(0.245, 0.27);
        shares.Max().Should().BeInRange(0.9, 1);
        parts.Should().OnlyContain(part => (double)part.Columns / part.Rows > 0.74 && (double)part.Columns / part.Rows < 1.35);
        Places(new() { ResizedCrop = 0.9 }, 100, 1, rows: 10, columns: 400).Should().OnlyContain(
            place => place.Part == new Box(0, 193, 10, 13), "no part of nine tenths has sides of 3:4 to 4:3: the middle");
    }

    [Fact]
    public void A_cutout_blanks_one_square_to_the_mean_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var (changed, original) = Batches(new() { Cutout = 6 });

        var blank = changed.ne(original);
        changed.masked_select(blank).abs().max().item<float>().Should().Be(0);
        long[] areas = blank.any(1).sum([1L, 2L]).data<long>().ToArray();
        areas.Max().Should().Be(36);
        areas.Min().Should().BeInRange(9, 20, "a centre near a corner leaves a quarter of the square");
        areas.Should().OnlyContain(area => area > 0);
    }

    [Fact]
    public void MixUp_blends_images_and_labels_with_the_same_share()
    {
        using var scope = NewDisposeScope();
        using var images = Open(new() { Mixup = 0.4 });
        using var plain = Open(new());
        using var pass = images.Shuffled(0, 1);
        using var plainPass = plain.Shuffled(0, 1);

        var (x, y, other, share) = pass.Batch(50, 50, ScalarType.Float32, false);
        var (before, labels, _, _) = plainPass.Batch(50, 50, ScalarType.Float32, false);

        share.Should().BeInRange(0, 1);
        x.allclose(before * share + before.roll(1, 0) * (1 - share), atol: 1e-3).Should().BeTrue();
        y.allclose(labels).Should().BeTrue();
        other!.allclose(labels.roll(1, 0)).Should().BeTrue();
    }

    [Fact]
    public void CutMix_replaces_a_box_and_the_share_is_what_is_left()
    {
        using var scope = NewDisposeScope();
        using var images = Open(new() { Cutmix = 1 });
        using var plain = Open(new());
        for (int epoch = 1; epoch <= 8; epoch++)
        {
            using var pass = images.Shuffled(0, epoch);
            using var plainPass = plain.Shuffled(0, epoch);
            var (x, _, other, share) = pass.Batch(0, 50, ScalarType.Float32, false);
            var before = plainPass.Batch(0, 50, ScalarType.Float32, false).Images;

            other.Should().NotBeNull();
            var moved = x.ne(before).any(0).any(0);
            moved.sum().item<long>().Should().Be((long)Math.Round((1 - share) * Side * Side));
            x.masked_select(moved).allclose(before.roll(1, 0).masked_select(moved)).Should().BeTrue();
        }
    }

    [Fact]
    public void MixUp_and_CutMix_have_their_shares_of_the_steps()
    {
        using var images = Open(new() { Mixup = 1, MixupProbability = 0.3, Cutmix = 1, CutmixProbability = 0.5 });
        int mixed = 0, cut = 0, neither = 0;
        for (int epoch = 1; epoch <= 100; epoch++)
        {
            using var pass = images.Shuffled(1, epoch);
            for (int first = 0; first < 20; first += 4)
            {
                using var scope = NewDisposeScope();
                var batch = pass.Batch(first, 2, ScalarType.Float32, false);
                if (batch.OtherLabels is null)
                    neither++;
                else if (Math.Abs(batch.Share * Side * Side % 1) < 1e-9)
                    cut++;
                else
                    mixed++;
            }
        }

        (mixed / 500.0).Should().BeApproximately(0.3, 0.07);
        (cut / 500.0).Should().BeApproximately(0.5, 0.07);
        (neither / 500.0).Should().BeApproximately(0.2, 0.06);
    }

    [Fact]
    public void RandAugment_changes_most_images_by_more_the_higher_the_magnitude_and_keeps_whole_numbers()
    {
        using var scope = NewDisposeScope();
        var (weak, original) = Batches(new() { RandAugment = 2, Magnitude = 3 });
        var (strong, _) = Batches(new() { RandAugment = 2, Magnitude = 30 });

        weak.Should().NotBeSameAs(strong);
        strong.round().allclose(strong, atol: 1e-3).Should().BeTrue();
        strong.min().item<float>().Should().BeGreaterThanOrEqualTo(0);
        strong.max().item<float>().Should().BeLessThan(255.01f);
        double changed = strong.ne(original).flatten(1).any(1).to(ScalarType.Float64).mean().item<double>();
        changed.Should().BeGreaterThan(0.85);
        (strong - original).abs().mean().item<float>().Should().BeGreaterThan((weak - original).abs().mean().item<float>() * 1.2f);
    }

    private static List<Placement> Places(Augmentations asked, int count, int epoch, int rows = Side, int columns = Side)
    {
        var pipeline = new BatchPipeline(new(3, rows, columns), Unit, AugmentationTable.Create(asked), CPU);
        return [.. Enumerable.Range(0, count).Select(image => pipeline.Place(rows, columns, new ImageDraw(0, epoch, image)))];
    }

    /// <summary>All images in one batch, augmented and not.</summary>
    private static (Tensor Changed, Tensor Original) Batches(Augmentations asked)
    {
        using var images = Open(asked);
        using var plain = Open(new());
        using var pass = images.Shuffled(0, 1);
        using var plainPass = plain.Shuffled(0, 1);
        return (pass.Batch(0, Count, ScalarType.Float32, false).Images, plainPass.Batch(0, Count, ScalarType.Float32, false).Images);
    }

    private static IImages Open(Augmentations asked)
    {
        var random = RandomStream.Of(0, "pixels", 0);
        var pixels = new byte[Count * 3 * Side * Side];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)random.Between(1, 200);
        return new ImageSet(pixels, [.. Enumerable.Range(0, Count).Select(i => i % 7)])
            .Open([.. Enumerable.Range(0, Count)], new(3, Side, Side), Unit, asked, CPU);
    }
}
