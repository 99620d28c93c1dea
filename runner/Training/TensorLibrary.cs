using SeRes2Net.Nn.Platform;

namespace SeRes2Net.Runner.Training;

/// <summary>Guards against a missing or damaged tensor library.</summary>
internal static class TensorLibrary
{
    /// <summary>Runs something that uses tensors.</summary>
    /// <exception cref="CommandFailure">The native libraries cannot be loaded.</exception>
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
    }

    private static Exception? Cause(Exception? error) => error switch
    {
        null => null,
        DllNotFoundException or EntryPointNotFoundException or BadImageFormatException => error,
        TypeInitializationException => Cause(error.InnerException),
        _ => null,
    };
}
