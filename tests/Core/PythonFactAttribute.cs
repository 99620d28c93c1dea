namespace SeRes2Net.Core.Tests;

/// <summary>A fact that needs Python alone: skipped if there is none.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(() => PythonInterpreter.With());

    internal static string? Interpreter => Found.Value;

    /// <summary>Decides whether to skip.</summary>
    public PythonFactAttribute()
    {
        if (Interpreter is null)
            Skip = "No python3 was found: install it, or name one in SERES2NET_PYTHON.";
    }
}
