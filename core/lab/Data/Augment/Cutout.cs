using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// Blanks a square of each image to the mean. Its centre is anywhere in the image, so it may lie partly outside (DeVries and Taylor,
/// arXiv:1708.04552, section 3.2).
/// </summary>
internal static class Cutout
{
    /// <summary>A square of <paramref name="side"/> pixels.</summary>
    public static Augmentation Create(int side) => new()
    {
        Change = (images, draws) =>
        {
            long rows = images.shape[2], columns = images.shape[3];
            var corners = new long[2, draws.Count];
            for (int i = 0; i < draws.Count; i++)
            {
                var random = draws[i].For("cutout");
                corners[0, i] = random.Next((int)rows) - side / 2;
                corners[1, i] = random.Next((int)columns) - side / 2;
            }
            var drawn = tensor(corners, device: images.device);
            var blank = Inside(drawn[0], rows).unsqueeze(2).logical_and(Inside(drawn[1], columns).unsqueeze(1));
            return images.masked_fill(blank.unsqueeze(1), 0);

            Tensor Inside(Tensor from, long length)
            {
                var distance = arange(length, dtype: ScalarType.Int64, device: images.device) - from.unsqueeze(1);
                return distance.ge(0).logical_and(distance.lt(side));
            }
        },
    };
}
