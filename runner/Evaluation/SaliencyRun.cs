using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Saliency;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using TorchSharp;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>A run whose saliency can be measured: everything that can be wrong with the request has been looked at.</summary>
/// <param name="Trained">The run.</param>
/// <param name="Maps">A map for each method.</param>
/// <param name="Data">The data.</param>
/// <param name="Masks">Where the objects are; null if the user wants no figures that need it.</param>
/// <param name="Note">A remark on the data; null if there is none.</param>
internal sealed record SaliencyRun(TrainedRun Trained, IReadOnlyList<MapKind> Maps, DataSet Data, ObjectMasks? Masks, string? Note)
{
    /// <summary>Name of the run for people: the network and the seed.</summary>
    public string Title => $"{Trained.Folder.Record.Spec}, seed {Trained.Folder.Record.Seed}";

    /// <summary>Opens a run, its data and the masks.</summary>
    /// <param name="path">The run directory.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="before">Runs that were opened before: their data is used again where it is the same.</param>
    /// <param name="stop">Cancels a download.</param>
    /// <exception cref="CommandFailure">There is no such run, it lacks the weights, or its network has no such layer.</exception>
    /// <exception cref="DataException">The data or the masks are missing or do not fit.</exception>
    /// <exception cref="CheckpointException">The run is damaged, or of a newer version.</exception>
    public static SaliencyRun Open(string path, SaliencyOptions options, IReadOnlyList<SaliencyRun> before, CancellationToken stop)
    {
        var trained = TrainedRun.Open(path, options.Weights);
        var graph = trained.Loaded.Spec.Graph;
        MapKind[] maps = [.. options.Request.Methods.Select(method => new MapKind(method, LayerOf(graph, method, options.Request.Layer)))];
        var same = before.FirstOrDefault(run => run.Data.InputShape == graph.Input && run.Data.Classes == graph.Classes
            && (options.Data is not null || run.Data.Checksum == trained.Folder.Record.DataChecksum));
        var (data, note) = same is null ? trained.OpenData(options.Data, stop) : (same.Data, null);
        return new SaliencyRun(trained, maps, data, same is null ? MasksOf(data, options.Masks) : same.Masks, note);
    }

    /// <summary>Measures it, whatever it takes to build the network.</summary>
    /// <exception cref="CheckpointException">The weights do not fit, or the network's answers are not finite.</exception>
    public (SaliencySummary Summary, SaliencyResult Result) Measure(SaliencyRequest request, torch.Device device, CancellationToken stop)
    {
        var record = Trained.Folder.Record;
        using var model = Trained.WithWeights(InMemoryCompiler.CompileObserved(Trained.Loaded.Spec).Entry.Create()).to(device);
        var result = new SaliencyMeasurement(model, Maps, request).Of(Data, Trained.Normalisation, Masks, device, stop);
        var summary = new SaliencySummary
        {
            Spec = record.Spec,
            SpecHash = record.SpecHash,
            RunSeed = record.Seed,
            Weights = Trained.Weights,
            Data = Data.Name,
            DataChecksum = Data.Checksum,
            Masks = Masks?.Source,
            Class = request.AsksForLabel ? "true" : "predicted",
            Images = result.Images.Count,
            Seed = request.Seed,
            Accuracy = result.Accuracy,
            Device = device.ToString(),
            Maps = [.. Maps.Select((map, i) => MapSummary.Of(map, [.. result.Images.Select(image => image.Figures[i])]))],
        };
        return (summary, result);
    }

    private static SaliencyLayer LayerOf(NetworkGraph graph, SaliencyMethod method, string? name)
    {
        var layer = name is null ? SaliencyLayer.Usual(graph, method) : SaliencyLayer.Find(graph, name)
            ?? throw new CommandFailure(ExitCode.Usage, $"--layer {name}: {graph.Name} has no such layer." +
                (Suggestion.Nearest(name, SaliencyLayer.Names(graph)) is { } near ? $" Did you mean '{near}'?" : " 'runner describe' lists them."));
        return layer.HasPositions ? layer : throw new CommandFailure(ExitCode.Usage,
            $"{(name is null ? "The last stage" : "--layer")} {layer.Name} of {graph.Name} is {layer.Shape}: of a single position there is no map. Name an earlier layer by --layer.");
    }

    private static ObjectMasks? MasksOf(DataSet data, string? masks) => masks switch
    {
        SaliencyOptions.NoMasks => null,
        { } folder => ObjectMasks.Of(folder, data),
        null => ObjectMasks.Of(data) ?? throw new DataException($"{data.Name} has no masks of its objects. Name a folder of them (--masks DIR), " +
            $"or leave out what needs them (--masks {SaliencyOptions.NoMasks}). {DataSets.Drawn.Title} has exact masks."),
    };
}
