using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>The one Python process that runs exported modules for all tests: torch takes seconds to import.</summary>
public sealed class TwinProcess : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly Lazy<Process> process = new(Start);

    // Weights and gradients take up to 400 MB a network: memory, where there is enough of it, instead of a disk.
    private readonly TemporaryFolder folder = new(HasMemory ? Memory : null);

    private static bool HasMemory => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 2L << 30;

    /// <summary>A file of that name in a folder that lives as long as the process.</summary>
    public string File(string name) => folder.File(name);

    /// <summary>Sends a request; Python works on it while the caller continues.</summary>
    public void Send(object request)
    {
        process.Value.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        process.Value.StandardInput.Flush();
    }

    /// <summary>Waits for the answer to the oldest request.</summary>
    public JsonNode Receive()
    {
        var line = process.Value.StandardOutput.ReadLine();
        line.Should().NotBeNull("the Python process answers every request");
        var answer = JsonNode.Parse(line!)!;
        ((string?)answer["error"]).Should().BeNull();
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (process.IsValueCreated)
        {
            process.Value.StandardInput.Close();
            process.Value.WaitForExit();
            process.Value.Dispose();
        }
        folder.Dispose();
    }

    private static Process Start()
    {
        var python = PyTorch.Python ?? throw new InvalidOperationException(PyTorchTheoryAttribute.Reason);
        return Process.Start(new ProcessStartInfo(python, [PyTorch.Script("twin.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            // Otherwise glibc returns freed tensors to the system, which fills their pages with zeros for the next ones.
            Environment = { ["MALLOC_MMAP_THRESHOLD_"] = "33554432", ["MALLOC_TRIM_THRESHOLD_"] = "4294967296" },
        })!;
    }
}
