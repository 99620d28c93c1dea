using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Training;

/// <summary>What a run that was named to go on with says where the command line does not.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Spec">Its spec's file.</param>
internal sealed record ResumedRun(string Path, string Spec)
{
    /// <summary>Its recipe's file; null if the user names a spec, whose own recipe it then is.</summary>
    public required string? Recipe { get; init; }
    /// <summary>Its data: a name or a folder, and what was written after that.</summary>
    public required string Data { get; init; }
    /// <summary>Its seed.</summary>
    public required long Seed { get; init; }
    /// <summary>The kind of device that it computed on.</summary>
    public required string Device { get; init; }
    /// <summary>Threads of the tensor library.</summary>
    public required int Threads { get; init; }

    /// <summary>The run; null if none is named, or if 'auto' finds none.</summary>
    /// <exception cref="CommandFailure">There is no run in the folder, or two folders are named (usage); or it cannot be read (missing).</exception>
    public static ResumedRun? Of(TrainingOptions options)
    {
        if (options.Resume is null)
            return null;
        var isAuto = options.Resume == TrainingOptions.Auto;
        if (!isAuto && options.Output is not null)
            throw new CommandFailure(ExitCode.Usage, "--resume RUN names the folder already; leave out --out.");
        var path = isAuto ? options.Output : options.Resume;
        if (isAuto && (path is null || !File.Exists(At(RunDirectory.RecordName))))
            return null;
        if (!File.Exists(At(RunDirectory.RecordName)))
            throw new CommandFailure(ExitCode.Usage, $"{path} holds no run: there is no {RunDirectory.RecordName} in it. 'runner runs' lists runs.");
        RunRecord record;
        try
        {
            record = RunFolder.Read(path!).Record;
        }
        catch (CheckpointException error)
        {
            throw new CommandFailure(ExitCode.Missing, error.Message);
        }
        return new ResumedRun(path!, At(RunDirectory.SpecName))
        {
            Recipe = options.Spec is null ? At($"recipes/{record.Recipe}.yaml") : null,
            Data = DataSets.Again(record.Data, record.DataSource, record.DataSuffix),
            Seed = record.Seed,
            Device = record.Device.Split(':')[0], // the number of a card is a machine's
            // Bit for bit needs the same number, but never more than there are cores.
            Threads = Math.Min(record.Threads, Environment.ProcessorCount),
        };

        string At(string name) => System.IO.Path.Combine(path!, name);
    }
}
