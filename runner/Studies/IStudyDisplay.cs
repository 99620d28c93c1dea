using SeRes2Net.Lab.Studies;

namespace SeRes2Net.Runner.Studies;

/// <summary>Shows the progress of a study.</summary>
internal interface IStudyDisplay
{
    /// <summary>Several times a second.</summary>
    /// <param name="active">Runs that are trained here.</param>
    /// <param name="elsewhere">Runs that other processes train.</param>
    public void Show(IReadOnlyList<PlannedRun> active, IReadOnlyList<PlannedRun> elsewhere);

    /// <summary>A run has ended.</summary>
    /// <param name="run">The run.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="failure">Why it has failed; null if it has not.</param>
    public void Ended(PlannedRun run, StudyRun state, string? failure);
}
