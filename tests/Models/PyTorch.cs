using System.Diagnostics;

namespace SeRes2Net.Models.Tests;

/// <summary>The Python with PyTorch that the reference runs in.</summary>
internal static class PyTorch
{
    private static readonly Lazy<string?> s_python = new(Find);

    /// <summary>Its path; null when there is none.</summary>
    public static string? Python => s_python.Value;

    /// <summary>Runs the reference and waits for it.</summary>
    public static void RunReference(params string[] arguments) => Run("reference.py", arguments);

    /// <summary>Runs a script of the folder parity/, waits for it and returns what it printed.</summary>
    public static string Run(string script, params string[] arguments)
    {
        var python = Python ?? throw new InvalidOperationException(PyTorchTheoryAttribute.Reason);
        var (code, output, error) = Start(python, [Path.Combine(AppContext.BaseDirectory, "parity", script), .. arguments]);
        code.Should().Be(0, output + error);
        return output;
    }

    /// <summary>Whether that Python has another module, too.</summary>
    public static bool Has(string module) => Python is { } python && Start(python, ["-c", "import " + module]).Code == 0;

    // python3 on the path need not be the system's, and only the system's has Debian's python3-torch.
    private static string? Find() =>
        new[] { Environment.GetEnvironmentVariable("SERES2NET_PYTHON"), "/usr/bin/python3", "python3", "python" }
            .FirstOrDefault(candidate => candidate is { Length: > 0 } && HasTorch(candidate));

    private static bool HasTorch(string python)
    {
        try
        {
            return Start(python, ["-c", "import torch, numpy"]).Code == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static (int Code, string Output, string Error) Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error);
    }
}

/// <summary>A theory that needs PyTorch: skipped with a reason on a developer's machine without it, a failure on a build server.</summary>
public sealed class PyTorchTheoryAttribute : TheoryAttribute
{
    /// <summary>What is said when there is none.</summary>
    public const string Reason =
        "No python3 with torch was found: install python3-torch (or pip's torch), or name one in SERES2NET_PYTHON.";

    /// <summary>Decides.</summary>
    public PyTorchTheoryAttribute()
    {
        if (PyTorch.Python is null && Environment.GetEnvironmentVariable("CI") is null or "" or "false")
        {
            Skip = Reason;
        }
    }
}
