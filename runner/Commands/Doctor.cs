using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using SeRes2Net.Lab.Data;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;
using SeRes2Net.Runner.Rendering;
using SeRes2Net.Runner.Training;
using TorchSharp;

namespace SeRes2Net.Runner.Commands;

/// <summary><c>doctor</c>: what this machine offers, for people with a problem.</summary>
public static class Doctor
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var numerics = new Option<bool>("--numerics")
        {
            Description = "Compare every operation with float64 on random values; takes a few minutes. "
                + "SERES2NET_ONEDNN=off does it without oneDNN.",
        };
        var bare = new Option<bool>("--bare") { Hidden = true, Description = "Used by --numerics itself: only TorchSharp's own convolutions." };
        var command = new Command("doctor", "Show the versions of TorchSharp and libtorch, threads, devices, capabilities, and how the arithmetic was checked.")
        {
            json, numerics, bare,
        };
        command.SetAction(parsed => parsed.GetValue(bare) ? TensorLibrary.Guard(NumericsReport.RunBare)
            : parsed.GetValue(numerics) ? TensorLibrary.Guard(() => NumericsReport.Run(parsed.GetValue(json)))
            : Run(parsed.GetValue(json)));
        return command.WithExamples("""
            runner doctor                                             which libtorch, devices, capabilities
            runner doctor --numerics                                  compares every operation with float64; takes minutes
            """);
    }

    private static int Run(bool asJson) => TensorLibrary.Guard(() =>
    {
        var findings = Examine();
        if (asJson)
            WriteJson(findings);
        else
            WriteText(findings);
        return ExitCode.Done;
    });

    private static Findings Examine() => new(
        TorchSharp: LibTorch.TorchSharpVersion,
        Version: LibTorch.Version,
        Flavour: LibTorch.Flavour,
        Threads: torch.get_num_threads(),
        Devices: [.. Enumerable.Range(0, torch.cuda.is_available() ? torch.cuda.device_count() : 0).Select(index => $"cuda:{index}").Prepend("cpu")],
        Capabilities: Capabilities.Describe(),
        Numerics: Numerics.State,
        Data: [.. DataSets.All.Where(known => known.Files?.Archive is not null).Select(known =>
            (known, DataSearch.Default.Directories.FirstOrDefault(folder => known.Files!.Find(folder) is not null)))]);

    private static void WriteText(Findings findings)
    {
        var rows = new List<string[]>
        {
            new[] { "TorchSharp", findings.TorchSharp },
            new[] { "libtorch", $"{findings.Version}, {findings.Flavour}" },
            new[] { "threads", findings.Threads.ToString(CultureInfo.InvariantCulture) },
            new[] { "devices", string.Join(", ", findings.Devices) },
            new[] { ".NET", Environment.Version.ToString() },
            new[] { "system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} cores" },
            new[] { "numerics", findings.Numerics.ToString() },
        };
        rows.AddRange(findings.Data.Select(data =>
            new[] { data.Known.Title, data.Folder ?? $"not in {string.Join(", ", DataSearch.Default.Directories)}" }));
        rows.AddRange(findings.Capabilities.Select(capability =>
            new[] { capability.Name, capability.Present ? "yes" : $"no: {capability.Otherwise}" }));
        Console.Out.Write(TextTable.Render(["what", "found"], rows));
    }

    private static void WriteJson(Findings findings) => JsonOutput.WriteObject(json =>
    {
        json.WriteString("torchsharp", findings.TorchSharp);
        json.WriteString("libtorch", findings.Version);
        json.WriteString("libtorch_flavour", findings.Flavour);
        json.WriteNumber("threads", findings.Threads);
        json.WriteStrings("devices", findings.Devices);
        json.WriteString("dotnet", Environment.Version.ToString());
        json.WriteString("system", RuntimeInformation.OSDescription);
        json.WriteNumber("cores", Environment.ProcessorCount);
        foreach (var (known, folder) in findings.Data)
            json.WriteString(known.Name, folder);
        json.WriteNumerics(findings.Numerics);
        json.WriteArray("capabilities", findings.Capabilities, capability =>
        {
            json.WriteString("name", capability.Name);
            json.WriteBoolean("present", capability.Present);
            json.WriteString("otherwise", capability.Otherwise);
        });
    });

    private sealed record Findings(
        string TorchSharp,
        string Version,
        string Flavour,
        int Threads,
        IReadOnlyList<string> Devices,
        IReadOnlyList<Capability> Capabilities,
        NumericsState Numerics,
        IReadOnlyList<(KnownDataSet Known, string? Folder)> Data);
}
