using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>The one Python process that runs exported modules for all tests: torch takes seconds to import.</summary>
public sealed class TwinProcess : IDisposable
{
    private readonly Lazy<Process> process = new(Start);
    private readonly TemporaryFolder folder = new();

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
        })!;
    }
}
