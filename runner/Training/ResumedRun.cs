using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Runs;
using SeRes2Net.Lab.Training;

namespace SeRes2Net.Runner.Training;

/// <summary>What a run that was named to go on with says where the command line does not.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Spec">Its spec's file.</param>
/// <param name="Recipe">Its recipe's file; null if the user names a spec, whose own recipe it then is.</param>
/// <param name="Data">Its data: a name or a folder.</param>
/// <param name="Seed">Its seed.</param>
internal sealed record ResumedRun(string Path, string Spec, string? Recipe, string? Data, long Seed)
{
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
        var data = DataSets.All.Any(known => known.Name == record.Data && known.Draw is not null) || !Directory.Exists(record.DataSource)
            ? record.Data : record.DataSource;
        return new ResumedRun(path!, At(RunDirectory.SpecName), options.Spec is null ? At($"recipes/{record.Recipe}.yaml") : null, data, record.Seed);

        string At(string name) => System.IO.Path.Combine(path!, name);
    }
}
