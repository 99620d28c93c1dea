using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Data.Augment.Operations;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Data.Augment;

[OneThread]
public sealed class OperationTests : IDisposable
{
    private const int Count = 6, Rows = 22, Columns = 25;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TorchvisionTheory]
    [InlineData(0.3)]
    [InlineData(1)]
    public void Every_operation_does_what_torchvision_does(double strength)
    {
        using var scope = NewDisposeScope();
        var images = Images();
        double[] signs = [.. Enumerable.Range(0, Count).Select(i => strength * (i % 2 == 0 ? 1 : -1))];
        // What torchvision is called with, from its own RandAugment's table of ranges.
        var inputs = new Dictionary<string, Tensor> { ["images"] = images.to(ScalarType.Byte), ["crop"] = zeros([Count, 4], ScalarType.Float64) + tensor(new double[] { 2, 3, 9, 12 }) };
        foreach (var (name, value) in new (string, Func<double, double>)[]
            {
                ("auto-contrast", _ => 0), ("equalize", _ => 0), ("rotate", s => 30 * s), ("solarize", s => 255 * (1 - Math.Abs(s))),
                ("colour", s => 1 + 0.9 * s), ("posterize", s => 8 - Math.Round(4 * Math.Abs(s))), ("contrast", s => 1 + 0.9 * s),
                ("brightness", s => 1 + 0.9 * s), ("sharpness", s => 1 + 0.9 * s), ("shear-x", s => 0.3 * s), ("shear-y", s => 0.3 * s),
                ("translate-x", s => 150.0 / 331 * Columns * s), ("translate-y", s => 150.0 / 331 * Rows * s),
            })
            inputs[name] = tensor(signs.Select(value).ToArray());
        using var expected = Reference(inputs);

        foreach (var operation in OperationTable.All)
        {
            double[] strengths = [.. signs.Select(sign => operation.Signed ? sign : Math.Abs(sign))];
            var found = operation.Apply(images, strengths);
            var wanted = operation.Name == "identity" ? images : expected.Tensors[operation.Name];
            // A coordinate half-way between two pixels may fall to either.
            double differing = found.ne(wanted).to(ScalarType.Float64).mean().item<double>();
            differing.Should().BeLessThan(operation.Name is "rotate" ? 0.002 : 1e-9, operation.Name);
            if (operation.Name != "identity")
                found.allclose(images).Should().BeFalse(operation.Name);
        }
        Histogram.Equalize(images).allclose(expected.Tensors["pillow.equalize"]).Should().BeTrue();
        (Histogram.AutoContrast(images) - expected.Tensors["pillow.auto-contrast"]).abs().max().item<float>()
            .Should().BeLessThanOrEqualTo(1, "Pillow's table is in doubles");
    }

    [TorchvisionTheory]
    [InlineData(0, 0, Rows, Columns)]
    [InlineData(2, 3, 9, 12)]
    [InlineData(15, 0, 7, 25)]
    [InlineData(21, 24, 1, 1)]
    public void A_resized_crop_is_torchvisions(int top, int left, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var images = Images();
        var inputs = OperationTable.All.ToDictionary(operation => operation.Name, _ => ones([Count], ScalarType.Float64));
        inputs["images"] = images.to(ScalarType.Byte);
        inputs["crop"] = zeros([Count, 4], ScalarType.Float64) + tensor(new double[] { top, left, rows, columns });
        using var expected = Reference(inputs);
        var set = new ImageSet(images.to(ScalarType.Byte).data<byte>().ToArray(), new int[Count]);
        var augmentation = new SeRes2Net.Lab.Data.Augment.Augmentation
        {
            Scales = true,
            Place = (placement, _) => placement with { Part = new(top, left, rows, columns) },
        };
        using var resident = new ResidentImages(
            set, [.. Enumerable.Range(0, Count)], new(new(3, Rows, Columns), new([0, 0, 0], [1, 1, 1]), [augmentation], CPU));
        using var pass = resident.Shuffled(0, 1);

        var found = pass.Batch(0, Count, ScalarType.Float32, false).Images * 255;

        var order = tensor(RandomStream.Of(0, "shuffle", 1).Permutation(Count));
        var difference = (found - expected.Tensors["crop"].index_select(0, order)).abs();
        difference.max().item<float>().Should().BeLessThan(1.01f, "a value half-way between two grey levels may fall to either");
        difference.gt(0.5).to(ScalarType.Float64).mean().item<double>().Should().BeLessThan(0.01);
    }

    private SafetensorsFile Reference(Dictionary<string, Tensor> inputs)
    {
        Safetensors.Write(folder.File("in"), inputs, new Dictionary<string, string>());
        PyTorch.Run("augmentations.py", folder.File("in"), folder.File("out"));
        return Safetensors.Read(folder.File("out"));
    }

    /// <summary>Random images of different ranges of values; one of a single colour.</summary>
    private static Tensor Images()
    {
        var random = RandomStream.Of(1, "images", 0);
        var values = new float[Count * 3 * Rows * Columns];
        for (int i = 0; i < values.Length; i++)
        {
            int image = i / (3 * Rows * Columns);
            values[i] = image == 5 ? 77 : random.Between(10 * image, 255 - 30 * image);
        }
        return tensor(values).view(Count, 3, Rows, Columns);
    }
}
