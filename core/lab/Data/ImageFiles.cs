using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data.Augment;
using SeRes2Net.Lab.Data.Decode;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>Labelled image files. They are decoded when they are needed, by threads that read ahead.</summary>
/// <param name="Paths">The files.</param>
/// <param name="Labels">One class index per file.</param>
public sealed record ImageFiles(IReadOnlyList<string> Paths, IReadOnlyList<int> Labels) : IImageSource
{
    /// <summary>So many images, evenly spread, tell mean and standard deviation to a percent.</summary>
    private const int Sample = 1024;

    /// <inheritdoc/>
    public int Count => Paths.Count;

    /// <summary>The same over at most 1,024 of the images, evenly spread, as they are seen in evaluation.</summary>
    public InputNormalisation Measure(IReadOnlyList<int> chosen, Shape shape)
    {
        int count = Math.Min(Sample, chosen.Count);
        var counts = Enumerable.Range(0, shape.Channels).Select(_ => new long[256]).ToArray();
        Decode([.. Enumerable.Range(0, count).Select(i => chosen[(int)((long)i * chosen.Count / count)])], shape, (_, pixels) =>
        {
            lock (counts)
            {
                for (int p = 0; p < pixels.Length; p++)
                    counts[p % shape.Channels][pixels[p]]++;
            }
        });
        return PixelStatistics.Of(counts);
    }

    /// <inheritdoc/>
    public byte[] Pixels(IReadOnlyList<int> chosen, Shape shape)
    {
        int bytes = (int)shape.Elements, plane = shape.Rows * shape.Columns;
        if ((long)chosen.Count * bytes > Array.MaxLength)
            throw new DataException($"{chosen.Count} images of {shape} do not fit into memory at once; take at most {Array.MaxLength / bytes}.");
        var result = new byte[chosen.Count * bytes];
        Decode(chosen, shape, (image, pixels) =>
        {
            for (int i = 0; i < bytes; i++)
                result[image * bytes + i % shape.Channels * plane + i / shape.Channels] = pixels[i];
        });
        return result;
    }

    /// <inheritdoc/>
    public IImages Open(IReadOnlyList<int> chosen, Shape shape, InputNormalisation normalisation, Augmentations augment, Device device) =>
        new DecodedImages(
            [.. chosen.Select(image => Paths[image])], [.. chosen.Select(image => Labels[image])],
            new(shape, normalisation, AugmentationTable.Create(augment), device));

    /// <summary>Decodes images on all cores; <paramref name="use"/> is given each one's position and its pixels, [H, W, C].</summary>
    private void Decode(IReadOnlyList<int> chosen, Shape shape, Action<int, byte[]> use)
    {
        using var decoders = new ThreadLocal<ImageDecoder>(() => new());
        try
        {
            Parallel.For(0, chosen.Count, i =>
            {
                var pixels = new byte[shape.Elements];
                decoders.Value!.Decode(Paths[chosen[i]], shape, Evaluation(shape), pixels);
                use(i, pixels);
            });
        }
        catch (AggregateException e) when (e.InnerException is DataException)
        {
            throw e.InnerException;
        }
    }

    /// <summary>How images are scaled in evaluation.</summary>
    internal static Func<int, int, (Scaling, Placement)> Evaluation(Shape shape) =>
        (rows, columns) => (Scaling.Middle(rows, columns, shape.Rows), Placement.Whole(rows, columns));
}
