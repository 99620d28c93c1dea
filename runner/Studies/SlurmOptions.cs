namespace SeRes2Net.Runner.Studies;

/// <summary>How a study's runs are to be submitted to Slurm.</summary>
internal sealed record SlurmOptions
{
    /// <summary>Threads of a run if the user does not say: the machine that submits says nothing about those that compute.</summary>
    public const int DefaultThreads = 4;

    private const int ShortestLead = 10;
    private const int LongestLead = 120;

    /// <summary>Tasks at a time; null: as many as the cluster lets run.</summary>
    public int? AtOnce { get; init; }
    /// <summary>The time limit of a task; null: the cluster's.</summary>
    public TimeSpan? TimeLimit { get; init; }
    /// <summary>More arguments of sbatch, which override those that the script has.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Seconds before the time limit at which a run is told to save; Slurm may tell it up to a minute earlier.</summary>
    public int Lead => TimeLimit is { } limit ? Math.Clamp((int)(limit.TotalSeconds / 10), ShortestLead, LongestLead) : LongestLead;
}
