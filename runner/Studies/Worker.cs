using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using SeRes2Net.Lab.Studies;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Studies;

/// <summary>A process that trains or measures one run.</summary>
internal sealed class Worker : IDisposable
{
    private const int Terminate = 15;

    private readonly Process process;
    private readonly StringBuilder output = new();
    private volatile string lastLine = "";
    private volatile bool isStopping;

    private Worker(PlannedRun run, Process process) => (Run, this.process) = (run, process);

    /// <summary>The run that it trains.</summary>
    public PlannedRun Run { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Its exit code, once it has ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>Everything it wrote to its output stream, once it has ended.</summary>
    public string Output
    {
        get
        {
            process.WaitForExit(); // for the last lines
            return output.ToString();
        }
    }

    /// <summary>What it wrote last.</summary>
    public string LastLine => lastLine;

    /// <summary>Starts this program once more.</summary>
    /// <param name="run">The run.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="sharesCores">Whether other runs train beside it: then threads without work must not keep a core busy.</param>
    public static Worker Start(PlannedRun run, IReadOnlyList<string> arguments, bool sharesCores)
    {
        var (program, first) = Program();
        var start = new ProcessStartInfo(program, [.. first, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (sharesCores)
            start.Environment.TryAdd("OMP_WAIT_POLICY", "passive");
        var worker = new Worker(run, Process.Start(start)!);
        worker.process.OutputDataReceived += worker.Keep;
        worker.process.ErrorDataReceived += worker.Read;
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        worker.process.StandardInput.Close();
        return worker;
    }

    /// <summary>This program, as a shell would start it: the file, and arguments that come first.</summary>
    public static (string Program, IReadOnlyList<string> First) Program()
    {
        var process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? (process, [Path.Combine(AppContext.BaseDirectory, "runner.dll")])
            : (process, []);
    }

    /// <summary>
    /// Asks it to save and end. On Ctrl-C a terminal has asked it already, and a second signal would end it at once; so this does nothing
    /// if it has said that it is stopping.
    /// </summary>
    public void Stop()
    {
        if (isStopping || HasExited || OperatingSystem.IsWindows())
            return;
        isStopping = true;
        _ = Kill(process.Id, Terminate);
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            output.Append(line.Data).Append('\n');
        Read(sender, line);
    }

    private void Read(object sender, DataReceivedEventArgs line)
    {
        if (string.IsNullOrWhiteSpace(line.Data))
            return;
        if (line.Data.Contains(Interrupt.Announcement, StringComparison.Ordinal))
            isStopping = true;
        lastLine = line.Data;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
