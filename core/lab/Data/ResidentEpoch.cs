using SeRes2Net.Lab.Data.Augment;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>One pass over images on the device.</summary>
/// <param name="images">The images.</param>
/// <param name="order">Their indices in the order of the pass.</param>
/// <param name="random">Seed and epoch; null for a pass that augments nothing.</param>
internal sealed class ResidentEpoch(ResidentImages images, long[] order, (long Seed, int Epoch)? random) : IEpoch
{
    /// <inheritdoc/>
    public Batch Batch(long first, long count, ScalarType type, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        long[] chosen = order[(int)first..(int)(first + count)];
        ImageDraw[]? draws = random is { } run ? [.. chosen.Select(image => new ImageDraw(run.Seed, run.Epoch, image))] : null;
        var step = random is { } of ? RandomStream.Of(of.Seed, "mix", of.Epoch, first) : null;
        var gather = new PixelGather(images, chosen, draws);
        var labels = images.LabelTensor.index_select(0, gather.Chosen);
        var batch = images.Pipeline.Finish(gather.Pixels(), labels, draws, step, type, channelsLast);
        return batch with
        {
            Images = batch.Images.MoveToOuterDisposeScope(),
            Labels = batch.Labels.MoveToOuterDisposeScope(),
            OtherLabels = batch.OtherLabels?.MoveToOuterDisposeScope(),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
