namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>What both writers know about text from strangers.</summary>
internal static class DiagramText
{
    /// <summary>Whether a character ends a line, turns the reading direction or is otherwise not seen.</summary>
    public static bool Hides(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
