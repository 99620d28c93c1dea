using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SeRes2Net.Compiler.Documents.Recipes;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Evaluation;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Lab.Training;

/// <summary>
/// A run's folder: <c>run.json</c>, <c>metrics.jsonl</c>, <c>timings.jsonl</c>, <c>spec.yaml</c> with its definitions in <c>blocks/</c> and
/// <c>gates/</c> and its recipe in <c>recipes/</c> (so that the folder is itself a spec folder), <c>predictions.csv</c>,
/// <c>last.safetensors</c>, with a moving average <c>ema.safetensors</c>, with validation images <c>best.safetensors</c>, and
/// <c>state.safetensors</c>. Every file is complete at any moment.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    /// <summary>The run's record.</summary>
    public const string RecordName = "run.json";
    /// <summary>One line per evaluated epoch.</summary>
    public const string MetricsName = "metrics.jsonl";
    /// <summary>What each of them cost.</summary>
    public const string TimingsName = "timings.jsonl";
    /// <summary>The resolved spec.</summary>
    public const string SpecName = "spec.yaml";
    /// <summary>Predictions for every test image after the last evaluated epoch.</summary>
    public const string PredictionsName = "predictions.csv";
    /// <summary>The latest weights and buffers.</summary>
    public const string LastName = "last.safetensors";
    /// <summary>Weights and buffers of the epoch with the highest validation accuracy.</summary>
    public const string BestName = "best.safetensors";
    /// <summary>The moving average of the weights.</summary>
    public const string AverageName = "ema.safetensors";
    /// <summary>What resuming needs.</summary>
    public const string StateName = "state.safetensors";
    /// <summary>Held open by the process that trains here.</summary>
    public const string LockName = "run.lock";

    /// <summary>The weights that a run may keep; the latest first.</summary>
    public static IReadOnlyList<string> WeightFiles { get; } = [LastName, BestName, AverageName];

    private static readonly string Completed = nameof(TrainingResult.Completed).ToLowerInvariant();

    private readonly FileStream held;
    private RunRecord record;

    private RunDirectory(string path, FileStream held, RunRecord record) => (Path, this.held, this.record) = (path, held, record);

    /// <summary>Full path.</summary>
    public string Path { get; }

    /// <summary>The checkpoint that the run goes on from; null if it begins. The caller disposes of it.</summary>
    public SafetensorsFile? Resumed { get; private init; }

    /// <summary>The record of the part of the run before this one; null if it begins.</summary>
    public RunRecord? Before { get; private init; }

    /// <summary>Asked when the disk is full: whether to try again.</summary>
    public Func<CheckpointException, bool> DiskFull { get; set; } = _ => false;

    /// <summary>What a run that cannot go on leaves behind, in one sentence.</summary>
    public string Kept => File.Exists(At(StateName))
        ? $"{StateName} and {LastName} are from step {Safetensors.ReadHeader(At(StateName)).Metadata["step"]}."
        : "Nothing was saved before that.";

    /// <summary>Creates the folder with record, spec and recipe, or opens it to resume its run.</summary>
    /// <exception cref="CheckpointException">
    /// It cannot be written; another process trains in it; it holds a run that is not to be resumed, or one that differs from the request.
    /// </exception>
    public static RunDirectory Open(TrainingRequest request, TrainingPlan plan, DataSplit data)
    {
        var path = System.IO.Path.GetFullPath(request.RunDirectory);
        var exists = File.Exists(System.IO.Path.Combine(path, RecordName));
        if (exists && !request.Resume)
            throw new CheckpointException($"{path}: already holds a run; name another folder, or go on with it by --resume.");
        var now = Record(request, plan, data);
        return exists ? Locked(path, held => Resume(request, now, path, held)) : Create(path, now, request.Spec, request.Recipe);
    }

    /// <summary>Creates the folder with record, spec and recipe.</summary>
    /// <exception cref="CheckpointException">It cannot be written, or another process trains in it.</exception>
    public static RunDirectory Create(string path, RunRecord record, CompiledSpec spec, Recipe recipe)
    {
        path = System.IO.Path.GetFullPath(path);
        CreateFolder(path);
        return Locked(path, held =>
        {
            var run = new RunDirectory(path, held, record);
            run.WriteDocuments(spec, recipe);
            return run;
        });
    }

    private static RunDirectory Locked(string path, Func<FileStream, RunDirectory> open)
    {
        var held = Lock(path);
        try
        {
            return open(held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static RunDirectory Resume(TrainingRequest request, RunRecord now, string path, FileStream held)
    {
        var before = RunFolder.ReadRecord(System.IO.Path.Combine(path, RecordName));
        var changes = RunDifferences.Between(path, before, request, now);
        if (changes.Count > 0 && !request.AcceptChanges)
            throw new CheckpointException($"{path} holds a run that differs from what is asked for:\n" +
                string.Join("\n", changes.Select(change => "  " + change)) + "\nTo go on with it nevertheless, add --accept-changes.");
        var stateFile = System.IO.Path.Combine(path, StateName);
        // Killed before it saved anything, it begins again.
        var state = File.Exists(stateFile) ? Safetensors.Read(stateFile) : null;
        if (state is null)
            MustHaveSavedNothing(path, before);
        Progress? progress = null;
        if (state is not null)
        {
            try
            {
                progress = Progress.Read(state.Metadata, before, null, stateFile);
                MustGoOn(request, now, state, progress, stateFile);
            }
            catch
            {
                state.Dispose();
                throw;
            }
        }
        // A completed run that is asked for once more, as by two processes on one study, does not go on: its record stays what it is.
        if (before.Outcome == Completed && changes.Count == 0 && progress?.Steps >= before.Epochs * before.StepsPerEpoch)
            return new RunDirectory(path, held, before) { Resumed = state, Before = before };
        var run = new RunDirectory(path, held, now with
        {
            SpecStem = before.SpecStem,
            Started = before.Started,
            Resumed = [.. before.Resumed, new Resumption(DateTimeOffset.UtcNow, progress?.Steps ?? 0, changes) { Before = before.Part }],
            Last = progress?.Last,
            Best = progress?.Best,
        })
        {
            Resumed = state,
            Before = before,
        };
        run.WriteDocuments(request.Spec, request.Recipe);
        var evaluated = progress?.Last?.Epoch ?? 0;
        MetricsFile.Truncate<EpochMetrics>(run.At(MetricsName), line => line.Epoch <= evaluated);
        MetricsFile.Truncate<EpochTiming>(run.At(TimingsName), line => line.Epoch <= evaluated);
        return run;
    }

    // A run saves after every evaluated epoch; one that was killed has at most the line of the epoch that it was about to save.
    private static void MustHaveSavedNothing(string path, RunRecord before)
    {
        var metrics = System.IO.Path.Combine(path, MetricsName);
        var evaluated = File.Exists(metrics) ? MetricsFile.Read(metrics).Count : 0;
        if (before.Outcome == Completed || evaluated > 1)
            throw new CheckpointException($"{path}: {StateName} is missing, and nothing else says how to go on: " +
                $"the run would begin again and overwrite the results of {evaluated} evaluated epochs. Bring the file back, or train in another folder.");
    }

    // Before anything of the run is overwritten.
    private static void MustGoOn(TrainingRequest request, RunRecord now, SafetensorsFile state, Progress progress, string stateFile)
    {
        StateDict.MustFit(request.Model, TrainingStep.ModelPart(state), stateFile);
        double done = (double)progress.Steps / progress.StepsPerEpoch;
        if (done > now.Epochs)
            throw new CheckpointException(FormattableString.Invariant(
                $"The run has done {done:0.##} epochs, more than the {now.Epochs} that are asked for. Ask for more, or begin a new run."));
    }

    /// <summary>Saves the weights and everything else that resuming needs.</summary>
    /// <exception cref="CheckpointException">The disk is full; the previous files are untouched.</exception>
    internal void Save(TrainingStep step, Progress progress, TrainingPosition position, TimeSpan elapsed, TimeSpan sinceEvaluation)
    {
        var metadata = Describe(position);
        Patiently(() => Safetensors.Write(At(LastName), step.Model.state_dict(), metadata));
        if (step.Average is { } average)
            Patiently(() => Safetensors.Write(At(AverageName), average.Values, metadata));
        // One file, so that a kill between two cannot pair weights with another step's momentum.
        using var scope = TorchSharp.torch.NewDisposeScope();
        var tensors = step.Model.state_dict().ToDictionary(pair => TrainingStep.ModelPrefix + pair.Key, pair => pair.Value);
        foreach (var (name, value) in step.Optimizer.State)
            tensors.Add($"optimizer.{name}", value);
        foreach (var (name, value) in step.Average?.Values ?? new Dictionary<string, TorchSharp.torch.Tensor>())
            tensors.Add($"average.{name}", value);
        foreach (var (name, value) in step.Lookahead?.Slow ?? new Dictionary<string, TorchSharp.torch.Tensor>())
            tensors.Add($"slow.{name}", value);
        foreach (var (key, value) in progress.ToMetadata(step.Scaler, elapsed, sinceEvaluation))
            metadata.Add(key, value);
        Patiently(() => Safetensors.Write(At(StateName), tensors, metadata));
    }

    /// <summary>Saves the weights of the best epoch so far.</summary>
    /// <exception cref="CheckpointException">The disk is full; the previous file is untouched.</exception>
    public void SaveBest(Network model, TrainingPosition position) =>
        Patiently(() => Safetensors.Write(At(BestName), model.state_dict(), Describe(position)));

    /// <summary>Adds an evaluated epoch's line, its predictions for the test images, and the tables and pictures that follow from them.</summary>
    /// <exception cref="CheckpointException">The disk is full.</exception>
    public void AddEpoch(EpochMetrics epoch, EvaluationResult result, IReadOnlyList<string> classNames)
    {
        Patiently(() => MetricsFile.Append(At(MetricsName), epoch));
        Patiently(() => MetricsFile.Append(At(TimingsName), epoch.Timing));
        Patiently(() => Predictions.Write(At(PredictionsName), result));
        Patiently(() => RunReports.Write(Path, MetricsFile.Read(At(MetricsName)), result, classNames));
    }

    /// <summary>Records how the run ended.</summary>
    /// <exception cref="CheckpointException">The disk is full; the previous record is untouched.</exception>
    public void Finish(TrainingOutcome outcome)
    {
        if (record.Outcome == Completed)
            return;
        var ended = record with
        {
            Finished = DateTimeOffset.UtcNow,
            Outcome = outcome.Result.ToString().ToLowerInvariant(),
            Last = outcome.Last,
            Best = outcome.Best,
        };
        WriteText(RecordName, ended.ToJson());
        record = ended;
    }

    /// <summary>Records how the run ended, if that can be written.</summary>
    public void TryFinish(TrainingOutcome outcome) => TryWrite(outcome.Result.ToString().ToLowerInvariant(), outcome.Last, outcome.Best);

    /// <summary>Records that the run failed, if that can be written. What it reached is what the record says, unless something is said here.</summary>
    public void Fail(EpochMetrics? last = null, EpochMetrics? best = null) => TryWrite("failed", last, best);

    private void TryWrite(string outcome, EpochMetrics? last, EpochMetrics? best)
    {
        if (record.Outcome == Completed)
            return;
        try
        {
            WholeFile.WriteText(At(RecordName), (record with { Finished = DateTimeOffset.UtcNow, Outcome = outcome, Last = last ?? record.Last, Best = best ?? record.Best }).ToJson());
        }
        catch (CheckpointException)
        {
            // What made the run fail is the thing to report.
        }
    }

    private static RunRecord Record(TrainingRequest request, TrainingPlan plan, DataSplit data) => new()
    {
        Spec = request.Spec.Graph.Name,
        SpecStem = request.Spec.Stem,
        SpecHash = request.Spec.Hash,
        Parameters = request.Spec.Costs.Parameters,
        Macs = request.Spec.Costs.Macs,
        Recipe = request.Recipe.Name,
        RecipeHash = Hash(request.Recipe),
        Epochs = plan.Epochs,
        Batch = plan.Batch,
        Seed = request.Seed,
        Data = request.Data.Name,
        // Found again from any other folder.
        DataSource = Directory.Exists(request.Data.Source) ? System.IO.Path.GetFullPath(request.Data.Source) : request.Data.Source,
        DataSuffix = request.Data.Suffix is { Length: > 0 } suffix ? suffix : null,
        DataChecksum = request.Data.Checksum,
        ClassNames = request.Data.ClassNames,
        TrainImages = plan.TrainImages,
        ValidationImages = plan.ValidationImages,
        TestImages = plan.TestImages,
        Device = plan.Device,
        Threads = plan.Threads,
        Precision = plan.Precision.ToString().ToLowerInvariant(),
        ChannelsLast = request.Recipe.ChannelsLast,
        InputMean = data.Mean,
        InputStd = data.Std,
        Numerics = Numerics.State,
        Versions = RunEnvironment.Versions(),
        GitCommit = RunEnvironment.GitCommit(),
        CommandLine = request.CommandLine,
        Started = DateTimeOffset.UtcNow,
    };

    /// <summary>SHA-256 of a recipe's values, without its name and summary.</summary>
    public static string Hash(Recipe recipe) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecipeWriter.Write(recipe with { Name = "-", Summary = "" }))));

    private Dictionary<string, string> Describe(TrainingPosition position) => new(
        position.ToMetadata().Concat(NormalisationMetadata.Of(new(record.InputMean, record.InputStd))))
    {
        ["spec"] = record.Spec,
        ["spec_hash"] = record.SpecHash,
        ["data"] = record.Data,
        ["data_checksum"] = record.DataChecksum,
    };

    private void WriteDocuments(CompiledSpec spec, Recipe recipe)
    {
        WriteText(SpecName, spec.ResolvedYaml);
        foreach (var definition in spec.Definitions)
        {
            string folder = definition.Text.Split('\n').Any(line => line.StartsWith("gate:", StringComparison.Ordinal)) ? "gates" : "blocks";
            CreateFolder(At(folder));
            WriteText(System.IO.Path.Combine(folder, System.IO.Path.GetFileName(definition.Path)), definition.Text);
        }
        CreateFolder(At("recipes"));
        WriteText(System.IO.Path.Combine("recipes", $"{recipe.Name}.yaml"), RecipeWriter.Write(recipe));
        // Last, since a folder with a record holds a run.
        WriteText(RecordName, record.ToJson());
    }

    private string At(string name) => System.IO.Path.Combine(Path, name);

    private void WriteText(string name, string text) => Patiently(() => WholeFile.WriteText(At(name), text));

    private void Patiently(Action write)
    {
        while (true)
        {
            try
            {
                write();
                return;
            }
            catch (CheckpointException e) when (e.IsDiskFull)
            {
                // Not in the filter, which would swallow an exception. Afterwards somebody may have freed some space.
                if (!DiskFull(e))
                    throw;
            }
        }
    }

    // How .NET reports that another process holds a file: on Windows, and as the system's error number elsewhere.
    private const int SharingViolation = unchecked((int)0x80070020), WouldBlockOnLinux = 11, WouldBlockOnMacOS = 35;

    private static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, LockName);
        FileStream held;
        try
        {
            // The system releases it when the process ends, however it ends.
            held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var isBusy = e is IOException && e.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMacOS;
            throw new CheckpointException(isBusy ? $"{path}: another process is training in this folder." : $"{file}: cannot be written: {e.Message}", e)
            {
                IsBusy = isBusy,
            };
        }
        // Some network file systems grant every machine the lock.
        if (RunProgress.Read(path) is { } sign && sign.Host != Environment.MachineName && sign.IsAlive(DateTimeOffset.UtcNow))
        {
            held.Dispose();
            throw new CheckpointException(
                $"{path}: a process on {sign.Host} is training in this folder; it gave a sign of life at {sign.At:HH:mm:ss} UTC. " +
                $"If it was killed, try again in {RunProgress.Patience.TotalMinutes:0} minutes, or delete {RunProgress.Name}.")
            {
                IsBusy = true,
            };
        }
        return held;
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be created: {e.Message}", e);
        }
    }

    /// <summary>Lets others train in the folder.</summary>
    // The empty file stays: deleting it could let two others in.
    public void Dispose()
    {
        Resumed?.Dispose();
        RunProgress.Remove(Path);
        held.Dispose();
    }
}
