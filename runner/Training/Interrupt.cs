using System.Runtime.InteropServices;

namespace SeRes2Net.Runner.Training;

/// <summary>
/// Ctrl-C, SIGTERM, and SIGUSR2, which schedulers send before a time limit. The first asks the run to finish its step and save. A Ctrl-C
/// after that ends the process immediately, as the system would have; other signals change nothing any more, since schedulers repeat them
/// and kill what takes too long.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    // .NET has no name for it; raw numbers are those of the system.
    private static readonly PosixSignal UserSignal2 = (PosixSignal)(OperatingSystem.IsMacOS() ? 31 : 12);

    /// <summary>What the first signal of a run says.</summary>
    public const string Announcement = "Stopping after this step. Press Ctrl-C again to stop immediately.";

    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];

    private readonly string announcement;

    /// <summary>Begins to listen.</summary>
    /// <param name="announcement">What the first signal says.</param>
    public Interrupt(string announcement = Announcement)
    {
        this.announcement = announcement;
        PosixSignal[] signals = OperatingSystem.IsWindows() ? [PosixSignal.SIGINT, PosixSignal.SIGTERM] : [PosixSignal.SIGINT, PosixSignal.SIGTERM, UserSignal2];
        foreach (var signal in signals)
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit code of a command that the first signal has stopped.</summary>
    public int ExitCode { get; private set; } = Runner.ExitCode.Interrupted;

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        var isFirst = !source.IsCancellationRequested;
        context.Cancel = isFirst || context.Signal != PosixSignal.SIGINT;
        if (!isFirst)
            return;
        if (context.Signal != PosixSignal.SIGINT)
            ExitCode = Runner.ExitCode.Preempted;
        Console.Error.WriteLine(announcement);
        source.Cancel();
    }
}
