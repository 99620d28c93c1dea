using System.Diagnostics;
using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

/// <summary>What <c>./run</c> adds to the runner, on a machine that has everything.</summary>
public class RunScriptTests
{
    [NotOnWindowsFact("On Windows the three dotnet commands do what the script does.")]
    public void From_any_folder_and_without_a_home_it_is_the_runner_with_its_exit_code()
    {
        using var folder = new TemporaryFolder();
        folder.Write("my net.yaml", "extends: res2net-29.yaml\nname: Mine\n");
        File.Copy(Path.Combine(Repository.Root, "specs/res2net-29.yaml"), Path.Combine(folder.Path, "res2net-29.yaml"));

        Built();
        var good = Run(folder.Path, "describe", "--spec", "my net.yaml", "--json");
        var bad = Run(folder.Path, "describe", "--spec", "nowhere.yaml");

        good.ExitCode.Should().Be(0, good.Errors);
        JsonDocument.Parse(good.Output).RootElement.GetProperty("name").GetString().Should().Be("Mine");
        bad.ExitCode.Should().Be(1);
        bad.Output.Should().BeEmpty();
    }

    [NotOnWindowsFact("There is a script for Unix alone.")]
    public void With_code_unchanged_it_builds_nothing()
    {
        Built();
        File.SetLastWriteTimeUtc(Path.Combine(Repository.Root, "specs/res2net-29.yaml"), DateTime.UtcNow);

        Run(Repository.Root, "--version").Errors.Should().BeEmpty("there is nothing to do");
    }

    [LinuxFact("Only Linux has the program that counts links.")]
    public void A_kept_build_links_to_libtorch_and_holds_one_platform()
    {
        Built();

        var kept = new DirectoryInfo(Path.Combine(Repository.Root, "artifacts/runner")).EnumerateDirectories().MaxBy(folder => folder.LastWriteTimeUtc)!;
        var files = kept.EnumerateFiles("*", SearchOption.AllDirectories).ToList();

        foreach (var library in files.Where(file => file.Name.Contains(".so", StringComparison.Ordinal)))
            HardLink.Count(library.FullName).Should().BeGreaterThan(1, library.Name);
        HardLink.Count(Path.Combine(kept.FullName, "runner.dll")).Should().Be(1, "the next build writes into its own");
        // libtorch is 470 of them, ONNX Runtime's native library 29, SkiaSharp's 10, Roslyn compiled ahead 26.
        (files.Sum(file => file.Length) / 1e6).Should().BeLessThan(620);
    }

    [LinuxFact("The script is tried with the tools of Linux.")]
    public void Builds_for_GPUs_and_for_CPUs_are_kept_apart()
    {
        var stamps = new[] { null, "cpu", "cuda", "cuda" }.Select(Stamp).ToList();

        stamps.Distinct().Should().HaveCount(3).And.NotContain("");
        stamps[2].Should().Be(stamps[3]);
    }

    // Only the stamp, without the build.
    private static string Stamp(string? torch)
    {
        var start = new ProcessStartInfo("bash", ["-c", "root=$PWD; . .ci/setup.sh; build_stamp"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("Torch");
        if (torch is not null)
            start.Environment["Torch"] = torch;
        using var process = Process.Start(start)!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    // With the home folder of the build before: NuGet notes where its settings are, and with another home everything is built again.
    private static void Built()
    {
        var result = Start(Repository.Root, _ => { }, "--version");
        result.ExitCode.Should().Be(0, result.Errors);
    }

    private static RunnerResult Run(string folder, params string[] arguments) => Start(folder, start => start.Environment.Remove("HOME"), arguments);

    private static RunnerResult Start(string folder, Action<ProcessStartInfo> change, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "run"), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        change(start);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new RunnerResult(process.ExitCode, output, errors.Result);
    }
}
