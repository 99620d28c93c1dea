namespace SeRes2Net.Core.Tests;

/// <summary>A fact that needs Python, with some modules: skipped if there is none.</summary>
public sealed class PythonFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Found = new(() => PythonInterpreter.With());

    internal static string? Interpreter => Found.Value;

    /// <summary>Decides whether to skip.</summary>
    /// <param name="modules">Modules beyond the standard library.</param>
    public PythonFactAttribute(params string[] modules)
    {
        if ((modules.Length == 0 ? Interpreter : PythonInterpreter.With(modules)) is null)
            Skip = $"No python3{(modules.Length == 0 ? "" : $" with {string.Join(", ", modules)}")} was found: install it, or name one in SERES2NET_PYTHON.";
    }
}
