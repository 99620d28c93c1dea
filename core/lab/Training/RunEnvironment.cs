using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Lab.Training;

/// <summary>What a run's record says about the machine and the folder it ran in.</summary>
internal static class RunEnvironment
{
    /// <summary>Versions by name.</summary>
    public static IReadOnlyDictionary<string, string> Versions() => new Dictionary<string, string>
    {
        ["seres2net"] = typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        ["dotnet"] = Environment.Version.ToString(),
        ["torchsharp"] = LibTorch.TorchSharpVersion,
        ["libtorch"] = LibTorch.Version,
        ["libtorch_flavour"] = LibTorch.Flavour,
        ["os"] = RuntimeInformation.OSDescription,
        ["architecture"] = RuntimeInformation.ProcessArchitecture.ToString(),
    };

    /// <summary>
    /// The commit of the working folder, with <c>+changes</c> if files differ from it, or <c>+unknown</c> if git did not say so in time; null
    /// outside a repository or without git.
    /// </summary>
    public static string? GitCommit()
    {
        string? commit = Git("rev-parse HEAD")?.Trim();
        if (string.IsNullOrEmpty(commit))
            return null;
        return Git("status --porcelain --untracked-files=no") switch
        {
            null => commit + "+unknown",
            { } changes => string.IsNullOrWhiteSpace(changes) ? commit : commit + "+changes",
        };
    }

    private static string? Git(string arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var git = Process.Start(start);
            if (git is null)
                return null;
            var output = git.StandardOutput.ReadToEndAsync();
            if (!git.WaitForExit(TimeSpan.FromSeconds(2)))
            {
                git.Kill();
                return null;
            }
            return git.ExitCode == 0 ? output.GetAwaiter().GetResult() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
