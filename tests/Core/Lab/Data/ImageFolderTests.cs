using System.Globalization;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Data.Augment;
using SeRes2Net.Lab.Data.Decode;
using SkiaSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data;

[OneThread]
public sealed class ImageFolderTests : IDisposable
{
    private static readonly DataSearch Nowhere = new([], "", Download: false);
    private static readonly Shape Wanted = new(3, 32, 32);
    private static readonly Recipe Recipe = new()
    {
        Name = "r",
        Epochs = 1,
        LearningRate = 0.1,
        Batch = 4,
        Schedule = new MultiStepSchedule { Milestones = [], Factor = 1 },
    };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_are_folders_and_every_format_is_read()
    {
        WriteImages();

        var data = Open();
        using var split = data.Split(Recipe, CPU);
        using var scope = NewDisposeScope();
        using var pass = split.Test.Plain();
        var (x, y, _, _) = pass.Batch(0, 3, ScalarType.Float32, channelsLast: true);

        data.ClassNames.Should().Equal("cat", "dog", "eel");
        (split.TrainCount, split.TestCount).Should().Be((12, 3));
        x.shape.Should().Equal(3, 3, 32, 32);
        y.data<long>().ToArray().Should().Equal(0, 1, 2);
        split.Mean.Should().OnlyContain(mean => mean > 0.2 && mean < 0.8);
    }

    [Fact]
    public void Batches_do_not_depend_on_how_the_threads_run_nor_on_the_order_in_which_they_are_asked_for()
    {
        WriteImages();
        using var split = Open().Split(Recipe with { Augment = new() { ResizedCrop = 0.3, Flip = true, Cutout = 5, Mixup = 1 } }, CPU);
        using var scope = NewDisposeScope();
        float[] At(params int[] firsts)
        {
            using var pass = split.Train.Shuffled(3, 2);
            return [.. firsts.Select(first => pass.Batch(first, 4, ScalarType.Float32, false).Images.data<float>().ToArray()).Last()];
        }

        float[] expected = At(8);
        for (int i = 0; i < 5; i++)
            At(0, 4, 8).Should().Equal(expected);
        At(4).Should().NotEqual(expected);
    }

    [Fact]
    public void Augmentations_place_decoded_images_as_they_place_others()
    {
        using var scope = NewDisposeScope();
        WriteImages();
        using var plain = Open().Split(Recipe, CPU);
        using var moved = Open().Split(Recipe with { Augment = new() { CropPadding = 3, AlternateFlip = true } }, CPU);
        using var plainPass = plain.Train.Shuffled(1, 1);
        using var movedPass = moved.Train.Shuffled(1, 1);
        var before = plainPass.Batch(0, 12, ScalarType.Float32, false).Images;
        var after = movedPass.Batch(0, 12, ScalarType.Float32, false).Images;
        long[] order = RandomStream.Of(1, "shuffle", 1).Permutation(12);
        var pipeline = new BatchPipeline(Wanted, new([0, 0, 0], [1, 1, 1]), AugmentationTable.Create(new() { CropPadding = 3, AlternateFlip = true }), CPU);

        for (int i = 0; i < 12; i++)
        {
            var place = pipeline.Place(32, 32, new ImageDraw(1, 1, order[i]));
            // Column 16 of row 16 is inside whatever happened.
            int column = (place.Mirrored ? 31 - 16 : 16) + place.Right;
            after[i, 0, 16, 16].item<float>().Should().Be(before[i, 0, 16 + place.Down, column].item<float>());
        }
    }

    [TorchvisionTheory]
    [InlineData(0, 0, 60, 90)]
    [InlineData(7, 11, 40, 50)]
    [InlineData(3, 60, 20, 21)]
    public void Scaling_is_Pillows_to_the_last_bit(int top, int left, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        string path = folder.File("image.png");
        WriteImage(path, 60, 90, 5, SKEncodedImageFormat.Png);
        PyTorch.Run("folder.py", [path, folder.File("out"), "32", .. new[] { top, left, rows, columns }.Select(n => n.ToString(CultureInfo.InvariantCulture))]);
        using var expected = Safetensors.Read(folder.File("out"));

        Decoded(path, (_, _) => Scaling.Crop(new(top, left, rows, columns), 32)).Should().Equal(expected.Tensors["crop"].data<float>().Select(v => (byte)v));
        Decoded(path, (h, w) => Scaling.Middle(h, w, 32)).Should().Equal(expected.Tensors["middle"].data<float>().Select(v => (byte)v));
    }

    [TorchvisionTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_JPEG_is_decoded_as_Pillow_does_up_to_a_few_grey_levels(int larger)
    {
        using var scope = NewDisposeScope();
        string path = folder.File("image.jpg");
        WriteImage(path, 48 * larger, 64 * larger, 5, SKEncodedImageFormat.Jpeg);
        PyTorch.Run("folder.py", path, folder.File("out"), "32", "4", "5", $"{40 * larger}", $"{36 * larger}");
        using var expected = Safetensors.Read(folder.File("out"));

        byte[] found = Decoded(path, (_, _) => Scaling.Crop(new(4, 5, 40 * larger, 36 * larger), 32));

        double[] differences = [.. found.Zip(expected.Tensors["crop"].data<float>(), (a, b) => Math.Abs(a - (double)b))];
        differences.Average().Should().BeLessThan(1.5);
    }

    [Fact]
    public void A_file_that_cannot_be_decoded_is_an_error_that_names_it()
    {
        WriteImages();
        File.WriteAllText(folder.File("train/dog/2.jpg"), "not an image");
        Training().Should().Throw<DataException>().WithMessage("*dog*2.jpg: cannot be decoded: expected a JPEG, PNG or WebP image*");
        WriteImage(folder.File("train/dog/2.jpg"), 200, 200, 1, SKEncodedImageFormat.Jpeg);
        using (var file = File.OpenWrite(folder.File("train/dog/2.jpg")))
            file.SetLength(file.Length / 3);
        Training().Should().Throw<DataException>().WithMessage("*dog*2.jpg: cannot be decoded*cut short*");
    }

    [Fact]
    public void An_image_that_is_too_large_to_decode_is_an_error_that_names_it()
    {
        WriteImage(folder.File("a.jpg"), 8, 8, 1, SKEncodedImageFormat.Jpeg);
        byte[] image = File.ReadAllBytes(folder.File("a.jpg"));
        // After the marker of a frame, its length and its precision: rows and columns.
        int frame = image.AsSpan().IndexOf<byte>([0xFF, 0xC0]);
        byte[] large = [.. image[..(frame + 5)], 0x75, 0x30, 0x75, 0x30, .. image[(frame + 9)..]];
        File.WriteAllBytes(folder.File("a.jpg"), large);

        ((Action)(() => Decoded(folder.File("a.jpg"), (rows, columns) => Scaling.Middle(rows, columns, 32))))
            .Should().Throw<DataException>().WithMessage("*a.jpg: 30000 x 30000 pixels are more than fit into 2047 MiB.");
    }

    [Fact]
    public void A_folder_that_does_not_fit_is_refused()
    {
        WriteImages();
        ((Action)(() => DataSets.Open(folder.Path, Nowhere, wanted: new Shape(3, 32, 48)))).Should().Throw<DataException>().WithMessage("*squares*3x32x48*");
        Directory.Delete(folder.File("val/eel"), recursive: true);
        ((Action)(() => Open())).Should().Throw<DataException>().WithMessage("*eel: no images of class eel*");
        Directory.CreateDirectory(folder.File("val/fox"));
        ((Action)(() => Open())).Should().Throw<DataException>().WithMessage("*fox: a class that *train does not have*");
    }

    [Fact]
    public void Without_images_to_train_on_it_is_for_testing_only()
    {
        WriteImages();
        Directory.Delete(folder.File("train"), recursive: true);

        var data = Open();

        data.ClassNames.Should().Equal("cat", "dog", "eel");
        data.Test.Count.Should().Be(3);
        Training().Should().Throw<DataException>().WithMessage("*for testing networks that were trained on other data*");
    }

    [Fact]
    public void An_image_that_has_the_wanted_size_stays_as_it_is()
    {
        var path = folder.File("a.png");
        WriteImage(path, 32, 32, 5, SKEncodedImageFormat.Png);

        Decoded(path, (rows, columns) => Scaling.Middle(rows, columns, 32)).Should().Equal(Decoded(path, (_, _) => Scaling.Crop(new(0, 0, 32, 32), 32)));
    }

    private Action Training() => () =>
    {
        using var split = Open().Split(Recipe, CPU);
        using var scope = NewDisposeScope();
        using var pass = split.Train.Plain();
        for (int first = 0; first < 12; first += 4)
            pass.Batch(first, 4, ScalarType.Float32, false);
    };

    private static byte[] Decoded(string path, Func<int, int, Scaling> scaling)
    {
        var result = new byte[3 * 32 * 32];
        new ImageDecoder().Decode(path, Wanted, (rows, columns) => (scaling(rows, columns), Placement.Whole(rows, columns)), result);
        return result;
    }

    private DataSet Open() => DataSets.Open(folder.Path, Nowhere, wanted: Wanted).Data;

    private void WriteImages()
    {
        var formats = new[] { (".png", SKEncodedImageFormat.Png), (".JPEG", SKEncodedImageFormat.Jpeg), (".jpg", SKEncodedImageFormat.Jpeg), (".webp", SKEncodedImageFormat.Webp) };
        foreach (string name in new[] { "cat", "dog", "eel" })
        {
            for (int i = 0; i < 4; i++)
                WriteImage(folder.File($"train/{name}/{i}{formats[i].Item1}"), 40 + 10 * i, 50, name[0] + i, formats[i].Item2);
            WriteImage(folder.File($"val/{name}/0.png"), 40, 50, name[0], SKEncodedImageFormat.Png);
        }
    }

    private static void WriteImage(string path, int rows, int columns, int seed, SKEncodedImageFormat format)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var random = RandomStream.Of(seed, "image", 0);
        using var bitmap = new SKBitmap(columns, rows, SKColorType.Rgba8888, SKAlphaType.Opaque);
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 2 + random.Next(40)), (byte)(y * 2 + random.Next(40)), (byte)(seed * 7 % 200 + random.Next(40))));
        }
        using var data = bitmap.Encode(format, 90);
        using var file = File.Create(path);
        data.SaveTo(file);
    }
}
