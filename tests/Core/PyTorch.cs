namespace SeRes2Net.Core.Tests;

/// <summary>The Python with PyTorch that the references run in.</summary>
internal static class PyTorch
{
    private static readonly Lazy<string?> Found = new(() => PythonInterpreter.With("torch", "numpy"));

    /// <summary>Its path; null if there is none.</summary>
    public static string? Python => Found.Value;

    /// <summary>Runs the reference networks and waits for them.</summary>
    public static void RunReference(params string[] arguments) => Run("reference.py", arguments);

    /// <summary>Runs a script of the folder Python/, waits for it and returns what it printed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var (code, output, error) = PythonServer.Run(Script(script), arguments);
        code.Should().Be(0, output + error);
        return output;
    }

    /// <summary>Full path of a script of the folder Python/.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Python", name);

    /// <summary>Whether that Python has another module, too.</summary>
    public static bool Has(string module) => Python is { } python && PythonInterpreter.Has(python, module);
}

/// <summary>A theory that needs PyTorch: skipped with a reason on a developer's machine without it, a failure on a build server.</summary>
public sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    /// <summary>The message if there is none.</summary>
    public const string Reason =
        "No python3 with torch was found: install python3-torch (or pip's torch), or name one in SERES2NET_PYTHON.";

    /// <summary>Decides whether to skip.</summary>
    public PyTorchTheoryAttribute()
    {
        if (PyTorch.Python is null && Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Skip = Reason;
        }
    }
}

/// <summary>A fact that needs torchvision: skipped with a reason on a developer's machine without it, a failure on a build server.</summary>
public sealed class TorchvisionFactAttribute : FactAttribute
{
    /// <summary>Decides whether to skip.</summary>
    public TorchvisionFactAttribute() => Skip = Torchvision.ReasonToSkip;
}

/// <summary>The same for a theory.</summary>
public sealed class TorchvisionTheoryAttribute : TheoryAttribute
{
    /// <summary>Decides whether to skip.</summary>
    public TorchvisionTheoryAttribute() => Skip = Torchvision.ReasonToSkip;
}

internal static class Torchvision
{
    public static string? ReasonToSkip => !PyTorch.Has("torchvision") && Environment.GetEnvironmentVariable("CI") is null or "" or "false"
        ? "No python3 with torchvision was found: install python3-torchvision."
        : null;
}
