using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Runner.Studies;

/// <summary>A job array: a task for each run. Its folder is never written to again, since tasks read it when they start, perhaps days later.</summary>
/// <param name="Study">The study; its recipes are in <paramref name="Folder"/>.</param>
/// <param name="Slurm">How it is submitted.</param>
/// <param name="Folder">Full path of the submission's own folder.</param>
/// <param name="Runs">The runs, in the order of the tasks; at least one.</param>
internal sealed record SlurmSubmission(LoadedStudy Study, SlurmOptions Slurm, string Folder, IReadOnlyList<PlannedRun> Runs)
{
    /// <summary>Name of the batch script.</summary>
    public const string ScriptName = "job.sh";
    /// <summary>Name of the file with a command for each task, a line each.</summary>
    public const string CommandsName = "commands.txt";

    /// <summary>How often a task goes back to the queue because its run was killed.</summary>
    private const int MostKills = 3;

    /// <summary>Full path of the batch script.</summary>
    public string ScriptPath => Path.Combine(Folder, ScriptName);

    /// <summary>The arguments of sbatch.</summary>
    public IReadOnlyList<string> Arguments => ["--parsable", .. Slurm.Arguments, ScriptPath];

    /// <summary>A command for each task, a line each.</summary>
    public string Commands => string.Concat(Runs.Select(run => StudyCommand.ShellLine(Study, run) + "\n"));

    /// <summary>The batch script, which bash runs once for each task.</summary>
    public string Script => $"""
        #!/usr/bin/env bash
        # Trains one run of the study {Study.Plan.Study.Name}: the line of {CommandsName} that the task's index names, from 0.
        {string.Join('\n', Directives.Select(directive => $"#SBATCH {StudyCommand.Quoted(directive)}"))}

        folder={StudyCommand.Quoted(Folder)}

        """ + Body;

    private IEnumerable<string> Directives
    {
        get
        {
            yield return $"--job-name={Study.Plan.Study.Name}";
            yield return $"--chdir={Directory.GetCurrentDirectory()}";
            // Slurm replaces %a by the task's index, and %% by a percent sign.
            yield return $"--output={Folder.Replace("%", "%%")}/%a.log";
            yield return "--open-mode=append";
            yield return $"--array=0-{Runs.Count - 1}{(Slurm.AtOnce is { } most ? $"%{most}" : "")}";
            yield return "--ntasks=1";
            yield return $"--cpus-per-task={Study.Options.ThreadsOfEach}";
            if (Study.Options.Device == "cuda")
                yield return "--gres=gpu:1";
            if (Slurm.TimeLimit is { } limit)
                yield return $"--time={(int)limit.TotalHours:00}:{limit:mm\\:ss}";
            yield return "--requeue";
            yield return $"--signal=B:USR2@{Slurm.Lead}";
        }
    }

    private static string Body => $$"""
        index=$SLURM_ARRAY_TASK_ID
        kills=$folder/$index.kills

        say() { printf '%s %s: %s\n' "$(date -u +%FT%TZ)" "$(uname -n)" "$*"; }

        # Puts this task back into the queue, where it waits for a machine and goes on with the run.
        requeue() {
            say "$1, so the task goes back to the queue"
            scontrol requeue "${SLURM_ARRAY_JOB_ID}_$index"
        }

        say "task $index, start $((${SLURM_RESTART_COUNT:-0} + 1))"
        bash -c "exec $(sed -n "$((index + 1))p" "$folder/{{CommandsName}}")" </dev/null &
        run=$!

        # SIGUSR2 comes before the time limit, and to this script alone. SIGTERM comes when Slurm takes the task away. The run may get it
        # twice, which changes nothing.
        first=
        heard=yes
        tell() {
            first=${first:-$1}
            heard=yes
            say "signal $1"
            kill -s "$1" "$run" 2>/dev/null
        }
        trap 'tell USR2' USR2
        trap 'tell TERM' TERM
        # A signal ends the waiting early.
        while [ -n "$heard" ]; do
            heard=
            wait "$run"
            code=$?
        done
        say "exit code $code"

        if [ "$code" -eq {{ExitCode.Busy}} ]; then
            say "another process trains this run"
            exit 0
        fi
        # What becomes of a task that Slurm has taken away is Slurm's decision: one that was cancelled must not come back.
        if [ "$first" != TERM ]; then
            if [ "$code" -eq {{ExitCode.Preempted}} ]; then
                requeue "the run has saved and is worth resuming"
            elif [ "$code" -ge 128 ]; then
                # Unless it is killed every time, for instance because it needs more memory than the task has.
                say "signal $((code - 128))" >>"$kills"
                [ "$(wc -l <"$kills")" -gt {{MostKills}} ] || requeue "the run was killed by signal $((code - 128))"
            fi
        fi
        exit "$code"

        """;
}
