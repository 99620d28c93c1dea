using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>
/// Images that stay on the device as uint8, already padded with black, the channels innermost: a batch, however its images are moved, is
/// a gather of pixels, and is channels-last without another copy.
/// </summary>
internal sealed class ResidentImages : IImages
{
    /// <summary>Copies images to the device.</summary>
    /// <param name="set">Images.</param>
    /// <param name="chosen">The indices of those wanted.</param>
    /// <param name="pipeline">What is done to a batch.</param>
    public ResidentImages(ImageSet set, IReadOnlyList<int> chosen, BatchPipeline pipeline)
    {
        Pipeline = pipeline;
        Labels = [.. chosen.Select(image => set.Labels[image])];
        var (channels, rows, columns) = (pipeline.Shape.Channels, pipeline.Shape.Rows, pipeline.Shape.Columns);
        int padding = pipeline.Padding;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var planes = tensor(set.Pixels, [set.Count, channels, rows, columns], dtype: ScalarType.Byte);
        if (!chosen.SequenceEqual(Enumerable.Range(0, set.Count)))
            planes = planes.index_select(0, tensor(chosen.Select(image => (long)image).ToArray()));
        var padded = zeros([Count, rows + 2 * padding, columns + 2 * padding, channels], dtype: ScalarType.Byte);
        padded.narrow(1, padding, rows).narrow(2, padding, columns).copy_(planes.permute(0, 2, 3, 1));
        Pixels = padded.view(-1, channels).to(pipeline.Device).DetachFromDisposeScope();
        LabelTensor = tensor(Labels.Select(label => (long)label).ToArray(), device: pipeline.Device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public int Count => Labels.Count;

    /// <inheritdoc/>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>What is done to a batch.</summary>
    public BatchPipeline Pipeline { get; }

    /// <summary>Pixels, [N * (H + 2 padding) * (W + 2 padding), C] of uint8.</summary>
    public Tensor Pixels { get; }

    /// <summary>Labels, [N] of int64.</summary>
    public Tensor LabelTensor { get; }

    /// <inheritdoc/>
    public IEpoch Shuffled(long seed, int epoch) =>
        new ResidentEpoch(this, RandomStream.Of(seed, "shuffle", epoch).Permutation(Count), (seed, epoch));

    /// <inheritdoc/>
    public IEpoch Plain() => new ResidentEpoch(this, [.. Enumerable.Range(0, Count).Select(image => (long)image)], null);

    /// <inheritdoc/>
    public void Dispose()
    {
        Pixels.Dispose();
        LabelTensor.Dispose();
    }
}
