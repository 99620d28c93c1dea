using System.Net.Sockets;
using SeRes2Net.Runner.Commands;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Live;

/// <summary>Serves until it is interrupted.</summary>
internal static class WatchCommand
{
    /// <summary>Returns when the user presses Ctrl-C.</summary>
    /// <exception cref="CommandFailure">There is no such folder, or the port is taken.</exception>
    public static int Run(string folder, int port)
    {
        if (!Directory.Exists(folder))
            throw new CommandFailure(ExitCode.Usage, $"{folder}: no such folder.");
        FileErrors.MustBeReadable(folder);
        using var interrupt = new Interrupt("Stopped watching.");
        using var server = new LiveServer(Path.GetFullPath(folder), port);
        try
        {
            server.Start();
        }
        catch (IOException taken) when (taken.InnerException is not null)
        {
            throw new CommandFailure(ExitCode.Missing, $"Port {port} of 127.0.0.1 cannot be used: {taken.InnerException.Message}. --port 0 takes any that is free.");
        }
        catch (SocketException refused)
        {
            throw new CommandFailure(ExitCode.Missing, $"Port {port} of 127.0.0.1 cannot be used: {refused.Message}. --port 0 takes any that is free.");
        }
        Console.Out.WriteLine($"Watching {folder} on http://127.0.0.1:{server.Port}/ . Ctrl-C ends it; runs go on.");
        interrupt.Token.WaitHandle.WaitOne();
        server.Stop();
        return ExitCode.Done;
    }
}
