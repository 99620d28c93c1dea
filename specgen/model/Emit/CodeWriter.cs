namespace SeRes2Net.Compiler.Emit;

/// <summary>Text with indentation, four spaces a level and LF line ends.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder text = new();
    private int level;

    /// <summary>Columns of the current indentation.</summary>
    public int Column => level * 4;

    /// <summary>Writes one line; an empty line is not indented.</summary>
    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append(' ', Column).Append(line);
        }
        text.Append('\n');
    }

    /// <summary>Writes the opening brace of a block and indents what follows.</summary>
    public void Open()
    {
        Line("{");
        level++;
    }

    /// <summary>Ends a block.</summary>
    public void Close()
    {
        level--;
        Line("}");
    }

    /// <summary>Writes one line a level deeper: the continuation of the line before.</summary>
    public void Continuation(string line)
    {
        level++;
        Line(line);
        level--;
    }

    /// <inheritdoc/>
    public override string ToString() => text.ToString();
}
