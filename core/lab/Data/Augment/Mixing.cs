using SeRes2Net.Compiler.Documents.Recipes;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// MixUp (Zhang et al., arXiv:1710.09412) or CutMix (Yun et al., arXiv:1905.04899) in a share of the steps, never both. An image's partner is
/// the one before it in the batch, which is as random as any.
/// </summary>
internal static class Mixing
{
    /// <summary>What the keys <c>mixup</c>, <c>cutmix</c> and their probabilities ask for.</summary>
    public static Augmentation Create(Augmentations asked)
    {
        double mixup = asked.Mixup > 0 ? asked.MixupProbability : 0;
        double cutmix = asked.Cutmix > 0 ? asked.CutmixProbability : 0;
        return new()
        {
            Mix = (batch, random) =>
            {
                double choice = random.NextDouble();
                return choice < mixup ? MixUp(batch, random.NextBeta(asked.Mixup))
                    : choice < mixup + cutmix ? CutMix(batch, random.NextBeta(asked.Cutmix), random)
                    : batch;
            },
        };
    }

    private static Batch MixUp(Batch batch, double share) => new(
        batch.Images * share + Partner(batch.Images) * (1 - share), batch.Labels, Partner(batch.Labels), share);

    /// <summary>The box keeps the image's aspect; where it is cut off at an edge, the share is that of the area that is left.</summary>
    private static Batch CutMix(Batch batch, double share, RandomStream random)
    {
        int rows = (int)batch.Images.shape[2], columns = (int)batch.Images.shape[3];
        var (top, height) = Cut(rows);
        var (left, width) = Cut(columns);
        var images = batch.Images.clone();
        images.narrow(2, top, height).narrow(3, left, width).copy_(Partner(batch.Images.narrow(2, top, height).narrow(3, left, width)));
        return new(images, batch.Labels, Partner(batch.Labels), 1 - (double)height * width / ((double)rows * columns));

        (int From, int Length) Cut(int length)
        {
            int half = (int)(length * Math.Sqrt(1 - share)) / 2, centre = random.Next(length);
            int from = Math.Max(0, centre - half);
            return (from, Math.Min(length, centre + half) - from);
        }
    }

    private static Tensor Partner(Tensor batch) => batch.roll(1, 0);
}
