using System.Text;

namespace SeRes2Net.Runner.Rendering;

/// <summary>A console stream that may be redirected to a full disk: if so, the command ends with a message.</summary>
internal sealed class GuardedWriter(TextWriter inner) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Guard(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Guard(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Guard(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Guard(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Guard(inner.Flush);

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
