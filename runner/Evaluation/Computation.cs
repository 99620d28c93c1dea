using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Runner.Training;

namespace SeRes2Net.Runner.Evaluation;

/// <summary>Runs a command that computes with a trained network: loads libtorch, listens to Ctrl-C, and turns errors into messages.</summary>
internal static class Computation
{
    /// <summary>Runs it and returns its exit code.</summary>
    /// <param name="run">The command; it throws <see cref="OperationCanceledException"/> when its token is cancelled.</param>
    /// <exception cref="CommandFailure">The run, its weights, the data or libtorch is not usable.</exception>
    public static int Run(Func<CancellationToken, int> run)
    {
        using var interrupt = new Interrupt();
        try
        {
            return TensorLibrary.Guard(() => run(interrupt.Token));
        }
        catch (Exception error) when (error is DataException or CheckpointException)
        {
            throw new CommandFailure(ExitCode.Missing, error.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped; nothing was written.");
            return ExitCode.Interrupted;
        }
    }
}
