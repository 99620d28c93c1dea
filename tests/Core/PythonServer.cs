using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SeRes2Net.Core.Tests;

/// <summary>The one Python process that runs scripts for all tests; see <c>Python/serve.py</c>.</summary>
internal sealed class PythonServer
{
    // It ends with its standard input, which ends with this process.
    private static readonly Lazy<PythonServer> TheOne = new(() => new PythonServer(PyTorch.Python ?? throw new InvalidOperationException(PyTorchTheoryAttribute.Reason)));

    private readonly Process process;

    private PythonServer(string python) => process = Process.Start(new ProcessStartInfo(python, [PyTorch.Script("serve.py")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Runs a script to the end.</summary>
    public static (int Code, string Output, string Error) Run(string script, params string[] arguments)
    {
        var server = TheOne.Value;
        lock (server)
            return server.Ask(script, arguments);
    }

    private (int Code, string Output, string Error) Ask(string script, string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var (output, error) = (folder.File("output"), folder.File("error"));
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new { script, arguments, output, error }));
        process.StandardInput.Flush();
        var code = process.StandardOutput.ReadLine();
        code.Should().NotBeNull("the Python process answers every request");
        return (int.Parse(code!, CultureInfo.InvariantCulture), File.ReadAllText(output), File.ReadAllText(error));
    }
}
