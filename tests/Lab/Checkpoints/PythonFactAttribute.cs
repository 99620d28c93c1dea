namespace SeRes2Net.Lab.Tests.Checkpoints;

/// <summary>A test that needs a Python interpreter; where none is installed it is reported as skipped.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    internal static readonly string? Interpreter =
        new[] { "/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3" }.FirstOrDefault(File.Exists);

    public PythonFactAttribute()
    {
        if (Interpreter is null)
            Skip = "needs python3";
    }
}
