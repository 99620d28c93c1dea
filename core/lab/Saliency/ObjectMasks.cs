using System.Globalization;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;
using SkiaSharp;

namespace SeRes2Net.Lab.Saliency;

/// <summary>Where the object is in test images: exact masks of drawn images, or a folder of PNG files.</summary>
/// <param name="Source">Where they came from, for people: <c>drawn with the images</c>, or a folder.</param>
/// <param name="Images">Indices of the test images that have a mask, in order.</param>
/// <param name="Read">The mask of one of them, row by row: true where the object is.</param>
public sealed record ObjectMasks(string Source, IReadOnlyList<int> Images, Func<int, bool[]> Read)
{
    private const string Naming = "expected INDEX.png, the test image's index from 0, such as 12.png or 00012.png";

    /// <summary>The masks that came with the data; null if none did.</summary>
    public static ObjectMasks? Of(DataSet data)
    {
        if (data.Test is not ImageSet { Masks: { } masks } set)
            return null;
        int pixels = data.InputShape.Rows * data.InputShape.Columns;
        return new ObjectMasks("drawn with the images", [.. Enumerable.Range(0, set.Count)],
            image => [.. masks.AsSpan(image * pixels, pixels).ToArray().Select(value => value != 0)]);
    }

    /// <summary>
    /// The masks of a folder: a PNG file for each test image that has one, named by the image's index from 0, as in <c>predictions.csv</c>.
    /// It has the size of the network's image; whatever is not black is the object. Every file is read at once, so that a wrong one is found before anything is
    /// computed.
    /// </summary>
    /// <exception cref="DataException">There is no such folder, it has no masks, or one of them does not fit.</exception>
    public static ObjectMasks Of(string folder, DataSet data)
    {
        if (!Directory.Exists(folder))
            throw new DataException($"{folder}: no such folder; expected one with a mask for each test image.");
        var masks = new SortedDictionary<int, bool[]>();
        foreach (string path in Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal))
        {
            if (!int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int image))
                throw new DataException($"{path}: {Naming}.");
            if (image >= data.Test.Count)
                throw new DataException($"{path}: {data.Name} has {data.Test.Count} test images, 0 to {data.Test.Count - 1}.");
            if (!masks.TryAdd(image, ReadFile(path, data.InputShape)))
                throw new DataException($"{path}: there is another mask of test image {image}.");
        }
        return masks.Count > 0 ? new ObjectMasks(folder, [.. masks.Keys], image => masks[image])
            : throw new DataException($"{folder}: no masks; {Naming}.");
    }

    private static bool[] ReadFile(string path, Shape shape)
    {
        using var picture = Decode(path);
        if (picture.Width != shape.Columns || picture.Height != shape.Rows)
        {
            throw new DataException($"{path}: the mask has {picture.Height}x{picture.Width} pixels, but the network sees images of " +
                $"{shape.Rows}x{shape.Columns} (rows x columns). Scale and crop the masks as the images are.");
        }
        bool[] mask = [.. picture.Pixels.Select(pixel => pixel.Red != 0 || pixel.Green != 0 || pixel.Blue != 0)];
        return mask.Contains(true) ? mask : throw new DataException($"{path}: the mask is black everywhere, so there is no object to compare with.");
    }

    private static SKBitmap Decode(string path)
    {
        try
        {
            using var data = SKData.CreateCopy(File.ReadAllBytes(path));
            using var codec = SKCodec.Create(data) ?? throw new DataException($"{path}: cannot be decoded: expected a PNG image.");
            var picture = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
            return codec.GetPixels(picture.Info, picture.GetPixels()) == SKCodecResult.Success ? picture
                : throw new DataException($"{path}: cannot be decoded: the file is cut short or damaged.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
