using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Models;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>The one Python process that runs exported modules for all tests: torch takes seconds to import.</summary>
public sealed class TwinProcess : IDisposable
{
    private readonly Lazy<Process> _process = new(Start);
    private readonly TemporaryFolder _folder = new();

    /// <summary>A file of that name in a folder that lives as long as the process.</summary>
    public string File(string name) => _folder.File(name);

    /// <summary>Sends a request; it is worked on while the caller goes on.</summary>
    public void Send(object request)
    {
        _process.Value.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.Value.StandardInput.Flush();
    }

    /// <summary>Waits for the answer to the oldest request.</summary>
    public JsonNode Receive()
    {
        var line = _process.Value.StandardOutput.ReadLine();
        line.Should().NotBeNull("the Python process answers every request");
        var answer = JsonNode.Parse(line!)!;
        ((string?)answer["error"]).Should().BeNull();
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_process.IsValueCreated)
        {
            _process.Value.StandardInput.Close();
            _process.Value.WaitForExit();
            _process.Value.Dispose();
        }
        _folder.Dispose();
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
