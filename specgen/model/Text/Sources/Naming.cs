using System.Text.RegularExpressions;

namespace SeRes2Net.Compiler.Text.Sources;

/// <summary>Names that people give, and what becomes of them in state-dict paths.</summary>
internal static class Naming
{
    /// <summary>The rule for schemas.</summary>
    public const string Pattern = "^[A-Za-z][A-Za-z0-9]*([-_][A-Za-z0-9]+)*$";

    /// <summary>The rule for people.</summary>
    public const string Rule = "letters and digits, joined by single hyphens or underscores, a letter first";

    // \z where a schema says $, which here would let a line feed follow.
    private static readonly Regex Identifier = new(Pattern.TrimEnd('$') + @"\z", RegexOptions.CultureInvariant);

    /// <summary>Whether a definition, slot, step or parameter may be called this.</summary>
    public static bool IsName(string text) => text.Length <= 64 && Identifier.IsMatch(text);

    /// <summary>A name as a part of a state-dict path, which also has to be an identifier in C# and Python.</summary>
    /// <remarks>A PyTorch module keeps a flag of its own under <c>training</c>.</remarks>
    public static string PathPart(string name) => name == "training" ? "training_" : name.Replace('-', '_');

    /// <summary>A file's name without folders and without <c>.yaml</c>.</summary>
    public static string Stem(string path)
    {
        var name = Paths.Name(path);
        return name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - 5) : name;
    }
}
