namespace SeRes2Net.Core.Tests.Lab.Statistics;

/// <summary>A fact that needs SciPy and statsmodels: skipped with a reason on a developer's machine without them, a failure on a build server.</summary>
public sealed class SciPyFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(() => PythonInterpreter.With("scipy", "statsmodels"));

    internal static string? Python => Found.Value;

    /// <summary>Decides whether to skip.</summary>
    public SciPyFactAttribute()
    {
        if (Python is null && Environment.GetEnvironmentVariable("CI") is null or "" or "false")
            Skip = "No python3 with SciPy and statsmodels was found: install python3-scipy and python3-statsmodels, or name one in SERES2NET_PYTHON.";
    }
}
