using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Specs;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>A run that has been opened to look at what it learned: its directory, its spec and some of its weights.</summary>
/// <param name="Folder">What is in the directory.</param>
/// <param name="Loaded">The compiled spec, the one that the run trained.</param>
/// <param name="Weights">Which weights: one of <see cref="RunFolder.WeightNames"/>.</param>
internal sealed record TrainedRun(RunFolder Folder, LoadedSpec Loaded, string Weights)
{
    /// <summary>What the images of this run were normalised with: the network knows them no other way.</summary>
    public InputNormalisation Normalisation => new(Folder.Record.InputMean, Folder.Record.InputStd);

    /// <summary>Opens a run directory.</summary>
    /// <param name="path">The directory, as the user wrote it.</param>
    /// <param name="weights">One of <see cref="RunFolder.WeightNames"/>.</param>
    /// <exception cref="CommandFailure">It is not a run directory or lacks these weights (usage); its spec has been changed (missing).</exception>
    /// <exception cref="CheckpointException">It was written by a newer version, or is damaged.</exception>
    public static TrainedRun Open(string path, string weights)
    {
        if (!RunFolder.Is(path))
        {
            throw new CommandFailure(ExitCode.Usage, Directory.Exists(path)
                ? $"{path} is not a run directory: it has no {RunDirectory.RecordName}."
                : $"{path}: no such folder.");
        }
        var folder = RunFolder.Read(path);
        if (!folder.Weights.Contains(weights))
        {
            throw new CommandFailure(ExitCode.Usage, folder.Weights.Count == 0
                ? $"{path} has no weights yet."
                : $"{path} has no {weights} weights; it has {string.Join(" and ", folder.Weights)}.");
        }
        var loaded = SpecLoader.Load(folder.SpecPath);
        return loaded.Spec.Hash == folder.Record.SpecHash ? new TrainedRun(folder, loaded, weights)
            : throw new CommandFailure(ExitCode.Missing, $"{folder.SpecPath} has been changed: it is no longer the network that this run trained.");
    }

    /// <summary>What was asked for, or what the run was trained on, and a remark if it is no longer the same.</summary>
    /// <param name="name">A data set's name or folder; null for the run's own.</param>
    /// <param name="stop">Cancels a download.</param>
    /// <exception cref="DataException">It is missing or damaged, or the network takes other images or has other classes.</exception>
    public (DataSet Data, string? Note) OpenData(string? name, CancellationToken stop)
    {
        var (record, graph) = (Folder.Record, Loaded.Spec.Graph);
        var own = DataSets.Again(record.Data, record.DataSource, record.DataSuffix);
        var data = DataSets.Open(name ?? own, DataSearch.Default, new DownloadLines(Console.Error), stop, graph.Input).ToTest(graph.Classes);
        data.MustFit(graph.Name, graph.Input, graph.Classes);
        return (data, data.Name == record.Data && data.Checksum != record.DataChecksum
            ? $"{data.Name} is not quite what the run was trained with: its checksum differs."
            : record.ClassNames is { } names && !names.SequenceEqual(data.ClassNames)
                ? $"{data.Name} has other names for its classes than the data that the run was trained with; classes are matched by number."
                : null);
    }

    /// <summary>Builds the network and gives it the weights.</summary>
    /// <exception cref="CheckpointException">The weights do not fit, or are damaged.</exception>
    public Network CreateNetwork() => WithWeights(ModelSource.Create(Loaded, Console.Error.WriteLine));

    /// <summary>Gives the run's weights to a network of its spec, and returns it.</summary>
    /// <exception cref="CheckpointException">The weights do not fit, or are damaged.</exception>
    public Network WithWeights(Network model)
    {
        var path = Folder.WeightsPath(Weights);
        using var file = Safetensors.Read(path);
        StateDict.Load(model, file.Tensors, path);
        return model;
    }
}
