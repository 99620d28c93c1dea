using SeRes2Net.Lab.Data.Augment.Operations;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data.Augment;

/// <summary>
/// RandAugment (Cubuk et al., arXiv:1909.13719): changes each image by some operations after each other, each drawn from fourteen. A magnitude
/// of 30 is the largest change that AutoAugment searched (arXiv:1805.09501); where a change has two directions, both are as likely.
/// </summary>
internal static class RandAugment
{
    private const double Largest = 30;

    /// <summary>So many operations for each image, of a magnitude of 0 to 30.</summary>
    public static Augmentation Create(int operations, double magnitude) => new()
    {
        Recolour = (images, draws) =>
        {
            // [round][operation]: the images that it changes, and how strongly.
            var plan = new List<(long Image, double Strength)>[operations, OperationTable.All.Count];
            for (int i = 0; i < draws.Count; i++)
            {
                var random = draws[i].For("rand-augment");
                for (int round = 0; round < operations; round++)
                {
                    int operation = random.Next(OperationTable.All.Count);
                    double strength = magnitude / Largest * (random.Next(2) == 0 ? 1 : -1);
                    (plan[round, operation] ??= []).Add((i, strength));
                }
            }
            images = images.contiguous(); // each image in one piece: they are taken out and put back one by one
            for (int round = 0; round < operations; round++)
            {
                for (int operation = 0; operation < OperationTable.All.Count; operation++)
                {
                    if (plan[round, operation] is { } members)
                        Apply(OperationTable.All[operation], images, members);
                }
            }
            return images;
        },
    };

    private static void Apply(Operation operation, Tensor images, List<(long Image, double Strength)> members)
    {
        using var scope = NewDisposeScope();
        var chosen = tensor(members.Select(member => member.Image).ToArray(), device: images.device);
        double[] strengths = [.. members.Select(member => operation.Signed ? member.Strength : Math.Abs(member.Strength))];
        images.index_copy_(0, chosen, operation.Apply(images.index_select(0, chosen), strengths));
    }
}
