namespace SeRes2Net.Compiler.Emit.Diagrams;

/// <summary>What both writers know about text from strangers.</summary>
internal static class DiagramText
{
    /// <summary>Whether a character ends a line, changes the reading direction or is invisible.</summary>
    public static bool Hides(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
