using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace SeRes2Net.Runner.Tests;

/// <summary>The built runner as its users know it: a process with arguments, streams and an exit code.</summary>
internal sealed partial class RunnerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();

    private RunnerProcess(Process process) => Process = process;

    /// <summary>The process itself, for signals.</summary>
    public Process Process { get; }

    /// <summary>Sends it a signal; 0 if that worked.</summary>
    public int Signal(int signal) => Kill(Process.Id, signal);

    /// <summary>What it has written to its output stream so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    /// <summary>What it has written to its error stream so far.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
                return errors.ToString();
        }
    }

    /// <summary>Runs to the end in the repository's root.</summary>
    public static RunnerResult Run(params string[] arguments) => RunIn(Repository.Root, arguments);

    /// <summary>Runs to the end in a folder.</summary>
    public static RunnerResult RunIn(string folder, params string[] arguments)
    {
        using var runner = Start(folder, arguments);
        return runner.Wait();
    }

    /// <summary>Starts in a folder; <paramref name="arguments"/> as on the command line.</summary>
    public static RunnerProcess Start(string folder, params string[] arguments) => StartCopy(Assembly, folder, arguments);

    /// <summary>The built runner, in its own output folder: only there it may be compiled ahead of time, and then it starts in half the time.</summary>
    public static string Assembly { get; } =
        Path.Combine(Repository.Root, "runner", Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Runner"), AppContext.BaseDirectory), "runner.dll");

    /// <summary>Starts another copy of the runner.</summary>
    public static RunnerProcess StartCopy(string assembly, string folder, params string[] arguments) =>
        Start(["dotnet", assembly, .. arguments], folder);

    /// <summary>Runs to the end in a folder, without root's right to read everything.</summary>
    public static RunnerResult RunAsAnybody(string folder, params string[] arguments)
    {
        string[] drop = Environment.IsPrivilegedProcess
            ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
            : [];
        using var runner = Start([.. drop, "dotnet", Assembly, .. arguments], folder);
        return runner.Wait();
    }

    private static RunnerProcess Start(string[] command, string folder)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // No test may depend on what is in the user's folders, or start a download.
        start.Environment["SERES2NET_DATA"] = "";
        start.Environment["XDG_CACHE_HOME"] = Path.Combine(folder, "no-cache");
        start.Environment["HTTPS_PROXY"] = start.Environment["https_proxy"] = "http://127.0.0.1:9";
        // On a busy machine, threads that spin while they wait slow everything down.
        start.Environment["OMP_WAIT_POLICY"] = "passive";
        var process = Process.Start(start)!;
        var runner = new RunnerProcess(process);
        process.OutputDataReceived += (_, line) => Append(runner.output, line.Data);
        process.ErrorDataReceived += (_, line) => Append(runner.errors, line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return runner;
    }

    /// <summary>Waits for the end.</summary>
    public RunnerResult Wait()
    {
        if (!Process.WaitForExit(Patience))
        {
            Process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The runner did not end. It said:\n{Output}\n{Errors}");
        }
        Process.WaitForExit();
        return new RunnerResult(Process.ExitCode, Output, Errors);
    }

    /// <summary>Waits until the output stream holds a text.</summary>
    public void WaitForOutput(string text)
    {
        for (var clock = Stopwatch.StartNew(); !Output.Contains(text, StringComparison.Ordinal); Thread.Sleep(20))
        {
            if (Process.HasExited || clock.Elapsed > Patience)
                throw new TimeoutException($"The runner never said '{text}'. It said:\n{Output}\n{Errors}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

/// <summary>How a runner ended.</summary>
internal sealed record RunnerResult(int ExitCode, string Output, string Errors);
