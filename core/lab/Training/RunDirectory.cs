using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Training.Optimizers;
using SeRes2Net.Nn;

namespace SeRes2Net.Lab.Training;

/// <summary>
/// A run's folder: <c>run.json</c>, <c>metrics.jsonl</c>, <c>spec.yaml</c> with its definitions in <c>blocks/</c> and <c>gates/</c>
/// and its recipe in <c>recipes/</c> (so that the folder is itself a spec folder), <c>predictions.csv</c>, <c>last.safetensors</c>,
/// <c>best.safetensors</c> and <c>state.safetensors</c>. Every file is complete at any moment.
/// </summary>
public sealed class RunDirectory
{
    /// <summary>The run's record.</summary>
    public const string RecordName = "run.json";
    /// <summary>One line per epoch.</summary>
    public const string MetricsName = "metrics.jsonl";
    /// <summary>The resolved spec.</summary>
    public const string SpecName = "spec.yaml";
    /// <summary>Predictions for every test image after the last evaluated epoch.</summary>
    public const string PredictionsName = "predictions.csv";
    /// <summary>The latest weights and buffers.</summary>
    public const string LastName = "last.safetensors";
    /// <summary>Weights and buffers of the epoch with the highest test accuracy.</summary>
    public const string BestName = "best.safetensors";
    /// <summary>What resuming needs.</summary>
    public const string StateName = "state.safetensors";

    private RunRecord record;

    /// <summary>Full path.</summary>
    public string Path { get; }

    private RunDirectory(string path, RunRecord record) => (Path, this.record) = (path, record);

    /// <summary>Creates the folder with the record, the spec and the recipe.</summary>
    /// <exception cref="CheckpointException">It cannot be written, or already holds a run.</exception>
    public static RunDirectory Create(string path, RunRecord record, CompiledSpec spec, Recipe recipe)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (File.Exists(System.IO.Path.Combine(full, RecordName)))
            throw new CheckpointException($"{full}: already holds a run; name another folder.");
        var run = new RunDirectory(full, record);
        run.CreateFolder("");
        run.WriteText(SpecName, spec.ResolvedYaml);
        foreach (var definition in spec.Definitions)
        {
            string folder = definition.Text.Split('\n').Any(line => line.StartsWith("gate:", StringComparison.Ordinal)) ? "gates" : "blocks";
            run.CreateFolder(folder);
            run.WriteText(System.IO.Path.Combine(folder, System.IO.Path.GetFileName(definition.Path)), definition.Text);
        }
        run.CreateFolder("recipes");
        run.WriteText(System.IO.Path.Combine("recipes", $"{recipe.Name}.yaml"), RecipeWriter.Write(recipe));
        run.WriteText(RecordName, record.ToJson());
        return run;
    }

    /// <summary>Saves the weights and everything else that resuming needs.</summary>
    /// <exception cref="CheckpointException">The disk is full; the previous files are untouched.</exception>
    public void SaveLast(Network model, RunOptimizer optimizer, TrainingPosition position)
    {
        Safetensors.Write(At(LastName), model.state_dict(), Describe(position));
        TrainingState.Write(At(StateName), model, optimizer.StateOf(model), position);
    }

    /// <summary>Saves the weights of the best epoch so far.</summary>
    /// <exception cref="CheckpointException">The disk is full; the previous file is untouched.</exception>
    public void SaveBest(Network model, TrainingPosition position) => Safetensors.Write(At(BestName), model.state_dict(), Describe(position));

    /// <summary>Adds an evaluated epoch's line and its predictions for the test images.</summary>
    /// <exception cref="CheckpointException">The disk is full.</exception>
    public void AddEpoch(EpochMetrics epoch, EvaluationResult result)
    {
        MetricsFile.Append(At(MetricsName), epoch);
        Predictions.Write(At(PredictionsName), result);
    }

    /// <summary>Records how the run ended.</summary>
    /// <exception cref="CheckpointException">The disk is full; the previous record is untouched.</exception>
    public void Finish(TrainingOutcome outcome)
    {
        record = record with
        {
            Finished = DateTimeOffset.UtcNow,
            Outcome = outcome.Result.ToString().ToLowerInvariant(),
            Last = outcome.Last,
            Best = outcome.Best,
        };
        WriteText(RecordName, record.ToJson());
    }

    private Dictionary<string, string> Describe(TrainingPosition position) => new(TrainingState.Describe(position))
    {
        ["spec"] = record.Spec,
        ["spec_hash"] = record.SpecHash,
        ["data"] = record.Data,
        ["data_checksum"] = record.DataChecksum,
    };

    private string At(string name) => System.IO.Path.Combine(Path, name);

    private void WriteText(string name, string text) => WholeFile.WriteText(At(name), text);

    private void CreateFolder(string name)
    {
        try
        {
            Directory.CreateDirectory(At(name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{At(name)}: cannot be created: {e.Message}", e);
        }
    }
}
