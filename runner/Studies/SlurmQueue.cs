using System.Diagnostics;
using SeRes2Net.Runner.Rendering;

namespace SeRes2Net.Runner.Studies;

/// <summary>Slurm's own commands.</summary>
internal static class SlurmQueue
{
    /// <summary>
    /// The commands of the user's tasks that wait or run, from submissions in a folder. What other users have submitted is not asked for:
    /// the lock of a run directory keeps two tasks from one run.
    /// </summary>
    /// <exception cref="CommandFailure">squeue fails (missing).</exception>
    public static IReadOnlyList<string> Commands(string folder)
    {
        if (!Exists("squeue"))
            return [];
        // One line for each task: its index, and the full path of its script.
        var listed = Run("squeue", ["--noheader", "--array", $"--user={Environment.UserName}", "--format=%K %o"]);
        return
        [
            .. from line in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
               let words = line.Split(' ', 2)
               where words.Length == 2 && int.TryParse(words[0], out _) && words[1].StartsWith(folder + '/', StringComparison.Ordinal)
               let commands = Path.Combine(Path.GetDirectoryName(words[1])!, SlurmSubmission.CommandsName)
               where File.Exists(commands)
               let command = File.ReadLines(commands).ElementAtOrDefault(int.Parse(words[0]))
               where command is not null
               select command,
        ];
    }

    /// <summary>Submits a job and returns its number.</summary>
    /// <exception cref="CommandFailure">Slurm refuses it (missing).</exception>
    // On a site with several clusters the cluster's name follows.
    public static string Submit(IReadOnlyList<string> arguments) => Run("sbatch", arguments).Trim().Split(';')[0];

    /// <summary>Complains if jobs cannot be submitted from this machine.</summary>
    /// <exception cref="CommandFailure">There is no sbatch (missing).</exception>
    public static void MustExist()
    {
        if (!Exists("sbatch"))
            throw new CommandFailure(ExitCode.Missing, "sbatch was not found: --engine slurm needs Slurm's commands. For any other scheduler: runner study plan STUDY");
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Run(string program, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new CommandFailure(ExitCode.Missing, $"{program} has failed: {DisplayFormat.OneLine(errors.Result.Trim())}");
    }
}
