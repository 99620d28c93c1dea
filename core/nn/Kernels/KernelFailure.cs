namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// What went wrong in a kernel's backward pass. libtorch cannot let an exception through: instead the gradients become NaN, one line
/// on the error stream says why, and a training loop checks here after every backward pass.
/// </summary>
public static class KernelFailure
{
    private static InvalidOperationException? last;

    /// <summary>The failure since the last call, if any.</summary>
    public static InvalidOperationException? Take() => Interlocked.Exchange(ref last, null);

    /// <summary>Throws the failure since the last call, if there is one.</summary>
    /// <exception cref="InvalidOperationException">A kernel failed.</exception>
    public static void Throw()
    {
        if (Take() is { } failure)
            throw failure;
    }

    internal static void Keep(string name, Exception error)
    {
        var failure = new InvalidOperationException($"{name} failed in its backward pass: {error.Message}", error);
        Volatile.Write(ref last, failure);
        Console.Error.WriteLine(failure.Message);
    }
}
