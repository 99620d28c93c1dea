using System.Runtime.InteropServices;
using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Runner.Training;

/// <summary>Guards against a missing or damaged tensor library.</summary>
internal static class TensorLibrary
{
    /// <summary>Runs something that uses tensors.</summary>
    /// <exception cref="CommandFailure">The native libraries cannot be loaded, or there is not enough memory.</exception>
    public static T Guard<T>(Func<T> run)
    {
        try
        {
            LibTorch.Load();
            return run();
        }
        catch (Exception error) when (Cause(error) is { } cause)
        {
            throw new CommandFailure(ExitCode.Missing, $"libtorch cannot be loaded: {cause.Message.Split('\n')[0]}\n" +
                $"Delete {LibTorch.Folder} and build again.");
        }
        catch (Exception error) when (IsOutOfMemory(error))
        {
            throw new CommandFailure(ExitCode.Missing, $"There is not enough memory: {error.Message.Split('\n')[0].Trim()} "
                + "A smaller --batch needs less; in training, --set accumulate=2 halves it and keeps the batch.");
        }
    }

    // As libtorch's allocators say it for the processor and for a card.
    private static bool IsOutOfMemory(Exception error) => error is OutOfMemoryException
        || error is ExternalException && (error.Message.Contains("out of memory", StringComparison.Ordinal) || error.Message.Contains("can't allocate memory", StringComparison.Ordinal));

    private static Exception? Cause(Exception? error) => error switch
    {
        null => null,
        DllNotFoundException or EntryPointNotFoundException or BadImageFormatException => error,
        TypeInitializationException => Cause(error.InnerException),
        _ => null,
    };
}
