using TorchSharp;

namespace SeRes2Net.Runner.Training;

/// <summary>The tensor library as a thing that may be missing.</summary>
internal static class TensorLibrary
{
    /// <summary>Which library stands behind TorchSharp's API: <c>system</c> or <c>nuget</c>, as the build property says it.</summary>
    public static string BackEnd => typeof(torch).Assembly.GetName().Name == "TorchSharp" ? "nuget" : "system";

    /// <summary>Runs something that uses tensors.</summary>
    /// <exception cref="CommandFailure">The native library cannot be loaded.</exception>
    public static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (Cause(error) is { } cause)
        {
            throw new CommandFailure(ExitCode.Missing, $"libtorch cannot be loaded: {cause.Message.Split('\n')[0]}\n" +
                "Install Debian's libtorch-dev, or set LIBTORCH to a libtorch folder, and build again; or build with TorchBackend=nuget.");
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
