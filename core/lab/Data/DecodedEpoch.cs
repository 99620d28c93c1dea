using SeRes2Net.Lab.Data.Augment;
using SeRes2Net.Lab.Data.Decode;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

/// <summary>One pass over image files.</summary>
internal sealed class DecodedEpoch : IEpoch
{
    private readonly DecodedImages images;
    private readonly long[] order;
    private readonly (long Seed, int Epoch)? random;
    private ReadAhead? ahead;

    /// <summary>Begins the pass; nothing is read before the first batch is asked for.</summary>
    /// <param name="images">The files.</param>
    /// <param name="order">Their indices in the order of the pass.</param>
    /// <param name="random">Seed and epoch; null for a pass that augments nothing.</param>
    public DecodedEpoch(DecodedImages images, long[] order, (long Seed, int Epoch)? random) =>
        (this.images, this.order, this.random) = (images, order, random);

    /// <inheritdoc/>
    public Batch Batch(long first, long count, ScalarType type, bool channelsLast)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + count, order.Length);
        if (ahead is null || ahead.Next != first || ahead.Batch < count)
        {
            ahead?.Dispose();
            ahead = new ReadAhead(order.Length, (int)first, (int)count, (int)images.Pipeline.Shape.Elements, Decode);
        }
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var shape = images.Pipeline.Shape;
        var bytes = empty([count, shape.Rows, shape.Columns, shape.Channels], ScalarType.Byte);
        ahead.Take((int)count, bytes.bytes);
        long[] chosen = order[(int)first..(int)(first + count)];
        ImageDraw[]? draws = random is { } run ? [.. chosen.Select(image => new ImageDraw(run.Seed, run.Epoch, image))] : null;
        var step = random is { } of ? RandomStream.Of(of.Seed, "mix", of.Epoch, first) : null;
        var labels = tensor(chosen.Select(image => (long)images.Labels[(int)image]).ToArray(), device: images.Pipeline.Device);
        var batch = images.Pipeline.Finish(bytes.to(images.Pipeline.Device).to(ScalarType.Float32), labels, draws, step, type, channelsLast);
        return batch with
        {
            Images = batch.Images.MoveToOuterDisposeScope(),
            Labels = batch.Labels.MoveToOuterDisposeScope(),
            OtherLabels = batch.OtherLabels?.MoveToOuterDisposeScope(),
        };
    }

    private void Decode(int position, ImageDecoder decoder, byte[] target)
    {
        int image = (int)order[position];
        var (shape, pipeline) = (images.Pipeline.Shape, images.Pipeline);
        var place = random is { } run
            ? (rows, columns) => Augmented(rows, columns, new ImageDraw(run.Seed, run.Epoch, image))
            : ImageFiles.Evaluation(shape);
        decoder.Decode(images.Paths[image], shape, place, target);

        (Scaling, Placement) Augmented(int rows, int columns, ImageDraw draw)
        {
            var placement = pipeline.Place(rows, columns, draw);
            return (pipeline.Scales ? Scaling.Crop(placement.Part, shape.Rows) : Scaling.Middle(rows, columns, shape.Rows), placement);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => ahead?.Dispose();
}
