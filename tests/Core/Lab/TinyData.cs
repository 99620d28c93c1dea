using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Core.Tests.Lab;

/// <summary>Images of 3x8x8 in four classes: which quarter's rows are bright. Learned in a few steps.</summary>
internal static class TinyData
{
    public static readonly Shape Shape = new(3, 8, 8);

    public static DataSet Create(int train = 96, int test = 40) =>
        DataSet.Create("tiny", "made by a test", ["a", "b", "c", "d"], Shape, Draw(train, "train"), Draw(test, "test"));

    private static ImageSet Draw(int count, string part)
    {
        var pixels = new byte[count * 192];
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            var random = RandomStream.Of(0, part, i);
            labels[i] = i % 4;
            for (int p = 0; p < 192; p++)
                pixels[i * 192 + p] = (byte)(random.Next(100) + (p % 64 / 16 == labels[i] ? 150 : 0));
        }
        return new ImageSet(pixels, labels);
    }
}
