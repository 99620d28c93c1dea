using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Nn;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Saliency;

/// <summary>From a network and test images to maps and their figures. Everything is computed in float32 and in evaluation mode.</summary>
public sealed class SaliencyMeasurement
{
    private readonly Network model;
    private readonly IReadOnlyList<MapKind> maps;
    private readonly SaliencyRequest request;

    /// <summary>Prepares a network: it is put into evaluation mode, and its parameters want no gradient any more.</summary>
    /// <param name="model">A network that was emitted to be observed.</param>
    /// <param name="maps">The maps; each layer has more than one position.</param>
    /// <param name="request">What else was asked for.</param>
    public SaliencyMeasurement(Network model, IReadOnlyList<MapKind> maps, SaliencyRequest request)
    {
        (this.model, this.maps, this.request) = (model, maps, request);
        model.eval();
        foreach (var parameter in model.parameters())
            parameter.requires_grad = false;
    }

    /// <summary>Measures some of the test images of a data set.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="normalisation">Mean and standard deviation of the images that the network was trained on.</param>
    /// <param name="masks">Where the objects are; null for figures that need none.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="stop">Ends the measurement between two batches.</param>
    /// <exception cref="CheckpointException">The network's answers are not finite.</exception>
    /// <exception cref="DataException">An image cannot be decoded.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public SaliencyResult Of(DataSet data, InputNormalisation normalisation, ObjectMasks? masks, Device device, CancellationToken stop = default)
    {
        int[] chosen = Choose(masks?.Images ?? [.. Enumerable.Range(0, data.Test.Count)]);
        using var images = data.Test.Open(chosen, data.InputShape, normalisation, new(), device);
        using var epoch = images.Plain();
        var measured = new List<ImageSaliency>();
        for (int first = 0; first < chosen.Length; first += request.Batch)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            int[] some = [.. chosen.Skip(first).Take(request.Batch)];
            var batch = epoch.Batch(first, some.Length, ScalarType.Float32, channelsLast: true);
            measured.AddRange(Measure(some, batch, Pixels(batch.Images, normalisation), masks));
        }
        return new SaliencyResult(maps, measured);
    }

    private int[] Choose(IReadOnlyList<int> candidates) =>
        [.. RandomStream.Of(request.Seed, "saliency.images", 0).Permutation(candidates.Count).Take(request.Images).Select(at => candidates[(int)at])];

    private List<ImageSaliency> Measure(int[] images, Batch batch, byte[] pixels, ObjectMasks? masks)
    {
        var passes = maps.Select(map => map.Layer).Distinct().ToDictionary(
            layer => layer, layer => LayerPass.Run(model, layer, batch.Images, request.AsksForLabel ? batch.Labels : null));
        var (scores, classes, _, _) = passes[maps[0].Layer];
        if (!scores.isfinite().all().item<bool>())
            throw new CheckpointException($"{model.Info.Name} answers with numbers that are not finite: these weights are of no use.");
        var (rows, columns) = (batch.Images.shape[2], batch.Images.shape[3]);
        var values = maps.Select(map => PerImage(Large(map), images.Length)).ToList();

        // The last order is a random one, the same for all maps.
        var orders = values.Select(maps => images.Select((image, i) => PixelOrder.Of(maps[i], RandomStream.Of(request.Seed, "saliency.ties", image))))
            .Append(images.Select(image => PixelOrder.Random((int)(rows * columns), RandomStream.Of(request.Seed, "saliency.order", image))));
        var areas = orders.Select(ranks => RemovalCurves.Areas(model, batch.Images, classes, tensor(ranks.SelectMany(rank => rank).ToArray())
            .to(batch.Images.device).view(images.Length, 1, rows, columns))).ToList();

        long[] labels = Numbers(batch.Labels), predicted = Numbers(scores.argmax(1)), asked = Numbers(classes);
        double[] probabilities = RemovalCurves.Probabilities(scores, classes);
        int bytes = pixels.Length / images.Length;
        return
        [
            .. images.Select((image, i) =>
            {
                var mask = masks?.Read(image);
                return new ImageSaliency
                {
                    Image = image,
                    Label = (int)labels[i],
                    Predicted = (int)predicted[i],
                    Class = (int)asked[i],
                    Probability = probabilities[i],
                    Pixels = pixels[(i * bytes)..((i + 1) * bytes)],
                    Mask = mask,
                    Maps = [.. maps.Select((_, map) => Shades(values[map][i]))],
                    Figures =
                    [
                        .. maps.Select((_, map) => (mask is null ? new() : MapFigures.Of(values[map][i], mask)) with
                        {
                            Insertion = areas[map].Insertion[i],
                            InsertionChance = areas[^1].Insertion[i],
                            Deletion = areas[map].Deletion[i],
                            DeletionChance = areas[^1].Deletion[i],
                        }),
                    ],
                };
            }),
        ];

        Tensor Large(MapKind map)
        {
            var pass = passes[map.Layer];
            return SaliencyMaps.Upsample(SaliencyMaps.Of(map.Method, pass.Activation, pass.Gradient), rows, columns);
        }
    }

    private static long[] Numbers(Tensor tensor) => tensor.cpu().data<long>().ToArray();

    private static float[][] PerImage(Tensor maps, int images)
    {
        float[] all = maps.cpu().contiguous().data<float>().ToArray();
        return [.. all.Chunk(all.Length / images)];
    }

    // Shares of the largest value.
    private static byte[] Shades(float[] map)
    {
        float largest = map.Max();
        return [.. map.Select(value => largest == 0 ? (byte)0 : (byte)MathF.Round(255 * value / largest))];
    }

    // [N, H, W, C]
    private static byte[] Pixels(Tensor images, InputNormalisation normalisation)
    {
        using var scope = NewDisposeScope();
        Tensor PerChannel(IReadOnlyList<double> values) => tensor(values.Select(value => (float)value).ToArray(), device: images.device).view(1, -1, 1, 1);
        var pixels = (images * PerChannel(normalisation.Std) + PerChannel(normalisation.Mean)) * 255;
        return pixels.round().clamp(0, 255).to(ScalarType.Byte).permute(0, 2, 3, 1).cpu().contiguous().data<byte>().ToArray();
    }
}
