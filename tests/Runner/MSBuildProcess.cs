using System.Diagnostics;

namespace SeRes2Net.Runner.Tests;

/// <summary>The MSBuild of <c>dotnet</c>. Nothing is restored.</summary>
internal static class MSBuildProcess
{
    /// <summary>Runs to the end.</summary>
    /// <param name="project">A project file or its folder.</param>
    /// <param name="torch">The environment variable <c>Torch</c>; null for none.</param>
    /// <param name="arguments">Switches.</param>
    public static RunnerResult Run(string project, string? torch, params string[] arguments)
    {
        using var process = Start(project, torch, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerResult(process.ExitCode, output, errors.Result);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string project, string? torch, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", project, "-nologo", "-nodeReuse:false", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // If a build runs these tests, what it sets in their environment is meant for that build only.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.Equals("Torch", StringComparison.OrdinalIgnoreCase) || name.Equals("SystemLibStdCxx", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        if (torch is not null)
            start.Environment["Torch"] = torch;
        return Process.Start(start)!;
    }
}
