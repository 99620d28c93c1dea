using System.Text.RegularExpressions;

namespace SeRes2Net.Compiler.Text.Yaml;

/// <summary>What a plain scalar would be to a YAML 1.2 reader.</summary>
internal enum ScalarKind
{
    Null,
    Bool,
    Number,
    Text,
}

/// <summary>YAML 1.2's core schema, and the spellings on which YAML 1.1 and 1.2 disagree.</summary>
internal static class CoreSchema
{
    private static readonly string[] OldBooleans = ["yes", "no", "on", "off"];
    private static readonly Regex Number =
        new(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z|^[-+]?\.(inf|Inf|INF)\z|^\.(nan|NaN|NAN)\z", RegexOptions.CultureInvariant);
    private static readonly Regex Octal = new(@"^[-+]?0[0-9_]+\z|^0o[0-7]+\z", RegexOptions.CultureInvariant);

    public static ScalarKind Classify(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKind.Bool,
        _ => Number.IsMatch(plain) ? ScalarKind.Number : ScalarKind.Text,
    };

    /// <summary>Why a plain scalar must not be written like this, or null.</summary>
    public static string? Ambiguity(string plain)
    {
        if (OldBooleans.Contains(plain, StringComparer.OrdinalIgnoreCase))
            return $"'{plain}' is a truth value to some YAML readers and text to others; write true or false, or put text in quotes.";
        if (Octal.IsMatch(plain))
            return $"'{plain}' looks like an octal number; write it without the leading zero, or put text in quotes.";
        return null;
    }
}
