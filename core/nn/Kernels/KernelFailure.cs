namespace SeRes2Net.Nn.Kernels;

/// <summary>
/// What went wrong in a kernel's backward. libtorch has no way to let an exception through: the gradients are then not a number, one line
/// on the error stream says why, and a training loop asks here after every backward.
/// </summary>
public static class KernelFailure
{
    private static InvalidOperationException? last;

    /// <summary>The failure since this was last asked, if any.</summary>
    public static InvalidOperationException? Take() => Interlocked.Exchange(ref last, null);

    /// <summary>Throws the failure since this was last asked, if there is one.</summary>
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
