using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Core.Tests.Lab.Data;

public sealed class NpyImagesTests : IDisposable
{
    private static readonly DataSearch Nowhere = new([], "", Download: false);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Channels_may_be_outermost_or_innermost()
    {
        WriteArrays([6, 3, 4, 5], [2, 3, 4, 5]);
        var outermost = DataSets.Open(folder.Path, Nowhere).Data;
        WriteArrays([6, 4, 5, 3], [2, 4, 5, 3]);
        var innermost = DataSets.Open(folder.Path, Nowhere).Data;

        outermost.InputShape.Should().Be(new Shape(3, 4, 5));
        innermost.InputShape.Should().Be(new Shape(3, 4, 5));
        outermost.Classes.Should().Be(3);
        byte[] planes = ((ImageSet)outermost.Train!).Pixels, pixels = ((ImageSet)innermost.Train!).Pixels;
        planes.Should().Equal(NumPyFiles.Bytes(360));
        // Image 1, channel 2, row 3, column 4.
        pixels[1 * 60 + 2 * 20 + 3 * 5 + 4].Should().Be(NumPyFiles.Bytes(360)[1 * 60 + (3 * 5 + 4) * 3 + 2]);
    }

    [Fact]
    public void The_specs_shape_decides_where_both_readings_are_possible()
    {
        WriteArrays([6, 3, 8, 3], [2, 3, 8, 3]);

        DataSets.Open(folder.Path, Nowhere, wanted: new Shape(3, 3, 8)).Data.InputShape.Should().Be(new Shape(3, 3, 8));
        DataSets.Open(folder.Path, Nowhere, wanted: new Shape(3, 8, 3)).Data.InputShape.Should().Be(new Shape(3, 8, 3));
    }

    [Fact]
    public void Without_images_to_train_on_it_is_for_testing_only()
    {
        WriteArrays([6, 3, 4, 5], [3, 3, 4, 5]);
        File.Delete(folder.File("x_train.npy"));
        Opening().Should().Throw<DataException>().WithMessage("*x_train.npy*", "labels alone are no training images, and no decision against any");
        File.Delete(folder.File("y_train.npy"));

        var data = DataSets.Open(folder.Path, Nowhere).Data;

        (data.Train, data.Test.Count).Should().Be((null, 3));
        data.Name.Should().Be(Path.GetFileName(folder.Path), "there may be several");
    }

    [Fact]
    public void A_network_is_tested_on_arrays_that_lack_its_last_classes_and_not_trained_on_them()
    {
        WriteArrays([6, 3, 4, 5], [2, 3, 4, 5]);
        DataSets.Open(folder.Path, Nowhere).ToTest(4).Classes.Should().Be(3);
        File.Delete(folder.File("x_train.npy"));
        File.Delete(folder.File("y_train.npy"));
        var choice = DataSets.Open(folder.Path, Nowhere);

        choice.ToTest(4).ClassNames.Should().Equal("class 0", "class 1", "class 2", "class 3");
        choice.ToTest(1).Classes.Should().Be(2);
        ((Action)(() => choice.ToTest(1).MustFit("Net", new Shape(3, 4, 5), 1))).Should().Throw<DataException>().WithMessage("Net has 1 classes*only on the classes that it was trained on.");
    }

    [Theory]
    [InlineData("x_train.npy", "|u1", "6,3,4", "*x_train.npy: expected uint8 images*found |u1 [6, 3, 4]*")]
    [InlineData("x_train.npy", "<f4", "6,3,4,5", "*x_train.npy: elements of type '<f4', expected integers*")]
    [InlineData("x_train.npy", "|u1", "5,3,4,5", "*x_train.npy: 5 images, but 6 labels*")]
    [InlineData("x_test.npy", "|u1", "2,3,4,6", "*x_test.npy has images of 3x4x6*x_train.npy has images of 3x4x5*")]
    public void Arrays_that_do_not_fit_are_refused_naming_the_file(string file, string type, string sizes, string message)
    {
        WriteArrays([6, 3, 4, 5], [2, 3, 4, 5]);
        int[] shape = [.. sizes.Split(',').Select(int.Parse)];
        NumPyFiles.Write(folder.File(file), type, new byte[shape.Aggregate(type == "|u1" ? 1 : 4, (a, b) => a * b)], shape);

        Opening().Should().Throw<DataException>().WithMessage(message);
    }

    [Fact]
    public void A_file_that_is_cut_short_and_a_label_out_of_range_are_refused_with_the_record()
    {
        WriteArrays([6, 3, 4, 5], [2, 3, 4, 5]);
        NumPyFiles.Write(folder.File("y_test.npy"), "<i8", NumPyFiles.Labels([0, 3]), 2);
        Opening().Should().Throw<DataException>().WithMessage("*y_test.npy: record 1 has label 3*0 to 2*");
        NumPyFiles.Write(folder.File("y_train.npy"), "<i8", NumPyFiles.Labels([0, 1, -1, 0, 0, 0]), 6);
        Opening().Should().Throw<DataException>().WithMessage("*y_train.npy: record 2 has label -1*");
        using (var file = File.OpenWrite(folder.File("x_train.npy")))
            file.SetLength(file.Length - 1);
        Opening().Should().Throw<DataException>().WithMessage("*x_train.npy: an array of 6 x 3 x 4 x 5*needs 360 bytes, found 359: the file is cut short*");
        File.Delete(folder.File("x_test.npy"));
        NumPyFiles.Write(folder.File("x_train.npy"), "|u1", new byte[360], 6, 3, 4, 5);
        Opening().Should().Throw<DataException>().WithMessage("*x_test.npy*");
    }

    private Func<DataChoice> Opening() => () => DataSets.Open(folder.Path, Nowhere);

    private void WriteArrays(int[] train, int[] test)
    {
        foreach (var (part, shape) in new[] { ("train", train), ("test", test) })
        {
            NumPyFiles.Write(folder.File($"x_{part}.npy"), "|u1", NumPyFiles.Bytes(shape.Aggregate((a, b) => a * b)), shape);
            NumPyFiles.Write(folder.File($"y_{part}.npy"), "<i8", NumPyFiles.Labels(Enumerable.Range(0, shape[0]).Select(i => i % 3L)), shape[0]);
        }
    }
}
