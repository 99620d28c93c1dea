namespace SeRes2Net.Runner.Studies;

/// <summary>What the user asked for; null if not given.</summary>
internal sealed record StudyOptions
{
    /// <summary>The folder of run directories if the user names no other.</summary>
    public const string DefaultRuns = "runs";

    /// <summary>The study's file.</summary>
    public required string File { get; init; }
    /// <summary>Data instead of the study's: a name or a folder.</summary>
    public string? Data { get; init; }
    /// <summary>The recipe of all runs instead of the study's: a name or a file.</summary>
    public string? Recipe { get; init; }
    /// <summary>Changes of every recipe, KEY=VALUE.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];
    /// <summary>The folder of run directories.</summary>
    public required string Runs { get; init; }
    /// <summary>The folder of the study's own files; null: <c>studies/NAME</c>, or <c>studies/NAME+RECIPE</c> with another recipe.</summary>
    public string? Output { get; init; }
    public required string Device { get; init; }
    /// <summary>Runs at a time.</summary>
    public int Jobs { get; init; } = 1;
    /// <summary>Threads of each run; null: the machine's cores, shared among the jobs, or what suits a cluster.</summary>
    public int? Threads { get; init; }
    /// <summary>How the runs are submitted to Slurm; null: they are trained on this machine.</summary>
    public SlurmOptions? Slurm { get; init; }

    /// <summary>Threads of each run.</summary>
    public int ThreadsOfEach => Threads ?? (Slurm is null ? Math.Max(1, Environment.ProcessorCount / Jobs) : SlurmOptions.DefaultThreads);
}
