using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Benchmarks.Throughput;

/// <summary>Images of noise with random labels: speed does not depend on what is in them.</summary>
internal static class RandomImages
{
    /// <summary>A data set of that many images.</summary>
    public static DataSet Create(Shape shape, int classes, int train, int test)
    {
        var random = new Random(1);
        return DataSet.Create(
            "noise", "drawn by the benchmark", [.. Enumerable.Range(0, classes).Select(index => $"class {index}")], shape,
            Draw(train), Draw(test));

        ImageSet Draw(int count)
        {
            var pixels = new byte[count * shape.Elements];
            random.NextBytes(pixels);
            var labels = new int[count];
            for (var i = 0; i < count; i++)
                labels[i] = random.Next(classes);
            return new ImageSet(pixels, labels);
        }
    }
}
