using System.Text;

namespace SeRes2Net.Runner.Rendering;

/// <summary>
/// A console stream that may be redirected to a full disk. Then a command without its output ends with a message; a message is lost, since
/// what it is about, as a signal or the exit code, matters more.
/// </summary>
/// <param name="inner">The stream.</param>
/// <param name="isOutput">Whether it is the output stream, and not the one for messages.</param>
internal sealed class GuardedWriter(TextWriter inner, bool isOutput = true) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            Guard(write);
        }
        catch (CommandFailure) when (!isOutput)
        {
        }
    }

    /// <summary>Writes to the output stream.</summary>
    /// <exception cref="CommandFailure">It cannot be written to.</exception>
    public static void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (IOException error)
        {
            throw new CommandFailure(Runner.ExitCode.NoOutput, $"The output cannot be written: {error.Message}");
        }
    }
}
