#pragma warning disable
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Lab.Data.Augment;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Lab.Data;

public sealed record Batch(Tensor Images, Tensor Labels, Tensor? OtherLabels, double Share);
public interface IEpoch : IDisposable { Batch Batch(long first, long count, ScalarType type, bool channelsLast); }
public interface IImages : IDisposable { int Count { get; } IEpoch Shuffled(long seed, int epoch); IEpoch Plain(); IReadOnlyList<int> Labels { get; } }
public sealed class DataSplit : IDisposable
{
    public required IImages Train { get; init; }
    public required IImages Test { get; init; }
    public IImages? Validation { get; init; }
    public required IReadOnlyList<double> Mean { get; init; }
    public required IReadOnlyList<double> Std { get; init; }
    public int TrainCount => Train.Count;
    public int ValidationCount => Validation?.Count ?? 0;
    public int TestCount => Test.Count;
    public void Dispose() { Train.Dispose(); Test.Dispose(); Validation?.Dispose(); }
}
internal sealed class InterimImages(ResidentImages images, int[] labels) : IImages
{
    public int Count => images.Count;
    public IReadOnlyList<int> Labels => labels;
    public IEpoch Shuffled(long seed, int epoch) => new E(images, EpochOrder.Shuffled(images, seed, epoch));
    public IEpoch Plain() => new E(images, EpochOrder.Plain(images));
    public void Dispose() => images.Dispose();
    private sealed class E(ResidentImages images, EpochOrder order) : IEpoch
    {
        public Batch Batch(long first, long count, ScalarType type, bool channelsLast)
        {
            var (x, y) = images.Batch(order, first, count, type, channelsLast);
            return new Batch(x, y, null, 1);
        }
        public void Dispose() => order.Dispose();
    }
}
public static class Interim
{
    public static DataSplit Split(this DataSet data, Recipe recipe, torch.Device device)
    {
        int n = recipe.TrainImages == 0 ? data.Train.Count : Math.Min(recipe.TrainImages, data.Train.Count);
        if (n < recipe.Batch)
            throw new DataException($"{data.Name} has {n} training images, but one step of recipe {recipe.Name} takes {recipe.Batch}. " +
                "Lower `batch`.");
        return new DataSplit
        {
            Train = new InterimImages(new ResidentImages(data.Train, data, n, AugmentationTable.Create(recipe.Augment), device), data.Train.Labels),
            Test = new InterimImages(new ResidentImages(data.Test, data, 0, [], device), data.Test.Labels),
            Mean = data.Mean,
            Std = data.Std,
        };
    }
}
