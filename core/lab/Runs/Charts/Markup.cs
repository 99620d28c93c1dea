using System.Xml;

namespace SeRes2Net.Lab.Runs.Charts;

/// <summary>Text from files, fit for XML and HTML.</summary>
internal static class Markup
{
    /// <summary>Escapes what would be markup, in elements and in attributes.</summary>
    public static string Escaped(string words) => string.Concat(Visible(words).Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => c.ToString(),
    }));

    /// <summary>The same with spaces for characters that XML does not know, and for those that change the direction of what follows them.</summary>
    public static string Visible(string words) => string.Concat(words.Select(c =>
        c is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') || !(XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)) ? ' ' : c));

    /// <summary>A name with at most so many characters.</summary>
    public static string Short(string name, int longest) => name.Length <= longest ? name : name[..(longest - 1)] + "…";
}
