using System.ComponentModel;
using System.Diagnostics;

namespace SeRes2Net.Core.Tests;

/// <summary>The Python interpreters of this machine.</summary>
internal static class PythonInterpreter
{
    private const string Finder = "import importlib.util as u, sys; sys.exit(not all(u.find_spec(name) for name in sys.argv[1:]))";

    /// <summary>The first interpreter that has all of these modules; null if there is none.</summary>
    public static string? With(params string[] modules)
    {
        // The python3 on the path may not be the system's, and Debian's python3-torch is installed for the system's only.
        string?[] candidates = [Environment.GetEnvironmentVariable("SERES2NET_PYTHON"), "/usr/bin/python3", "python3", "python"];
        return candidates.FirstOrDefault(candidate => candidate is { Length: > 0 } && Has(candidate, modules));
    }

    /// <summary>Whether an interpreter has all of these modules; they are not imported, which could take seconds.</summary>
    public static bool Has(string interpreter, params string[] modules)
    {
        try
        {
            return Run(interpreter, ["-c", Finder, .. modules]).Code == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Runs an interpreter to the end.</summary>
    public static (int Code, string Output, string Error) Run(string interpreter, params string[] arguments)
    {
        var start = new ProcessStartInfo(interpreter, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Result, error);
    }
}
