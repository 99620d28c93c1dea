using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Saliency;

/// <summary>
/// Insertion and deletion (Petsiuk et al., arXiv:1806.07421, section 4.2): pixels are shown or hidden in the order of a map, and the area
/// under the class's probability says whether the network needed those that the map names first. A hidden pixel has the training images' mean colour,
/// in both; the paper blurs the image for insertion.
/// </summary>
internal static class RemovalCurves
{
    /// <summary>Steps from all of the image to nothing.</summary>
    public const int Steps = 16;

    /// <summary>The areas for some images, each [N], as fractions.</summary>
    /// <param name="model">The network, in evaluation mode.</param>
    /// <param name="images">Normalised, [N, C, H, W].</param>
    /// <param name="classes">Whose probability, [N] of int64.</param>
    /// <param name="ranks">Each pixel's rank, 0 first, [N, 1, H, W] of float32.</param>
    public static (double[] Insertion, double[] Deletion) Areas(Network model, Tensor images, Tensor classes, Tensor ranks)
    {
        using var noGradient = inference_mode();
        long count = images.shape[0], pixels = images.shape[2] * images.shape[3];
        var (insertion, deletion) = (new double[count], new double[count]);
        (double[] Inserted, double[] Deleted, double Share)? before = null;
        for (int step = 0; step <= Steps; step++)
        {
            using var scope = NewDisposeScope();
            long cut = (pixels * step + Steps / 2) / Steps;
            var first = (ranks < cut).to(ScalarType.Float32);
            var now = (Probabilities(model, images * first, classes), Probabilities(model, images * (1 - first), classes), (double)cut / pixels);
            if (before is var (inserted, deleted, share))
            {
                for (int i = 0; i < count; i++)
                {
                    insertion[i] += (now.Item3 - share) * (inserted[i] + now.Item1[i]) / 2;
                    deletion[i] += (now.Item3 - share) * (deleted[i] + now.Item2[i]) / 2;
                }
            }
            before = now;
        }
        return (insertion, deletion);
    }

    /// <summary>The probability of each image's class, [N].</summary>
    public static double[] Probabilities(Network model, Tensor images, Tensor classes)
    {
        using var scope = NewDisposeScope();
        return Probabilities(model.call(images), classes);
    }

    /// <summary>The probability of each image's class after logits [N, classes].</summary>
    public static double[] Probabilities(Tensor scores, Tensor classes)
    {
        using var scope = NewDisposeScope();
        return [.. scores.to(ScalarType.Float64).softmax(1).gather(1, classes.unsqueeze(1)).cpu().data<double>()];
    }
}
