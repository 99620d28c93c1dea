namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>
/// Splits an expression into tokens. A hyphen between a letter or digit and a letter belongs to a name (<c>carry-first</c>),
/// so minus needs a space there.
/// </summary>
internal static class Lexer
{
    // Longest first.
    private static readonly string[] Symbols =
        ["**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "<", ">", "(", ")", ","];

    /// <summary>Words that cannot be names.</summary>
    public static readonly IReadOnlyCollection<string> Words = ["if", "else", "and", "or", "not", "true", "false"];

    /// <summary>The tokens of a text, and one that says that it ends.</summary>
    /// <exception cref="ExpressionException">A character or number that is none.</exception>
    public static IReadOnlyList<Token> Split(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Read(text, at);
            tokens.Add(token);
            at = token.End;
        }
        tokens.Add(new Token(TokenKind.End, "", text.Length, text.Length));
        return tokens;
    }

    /// <summary>The names in a text, even if it is not an expression.</summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsLetter(text[at]))
                continue;
            var end = NameEnd(text, at);
            yield return Slice(text, at, end);
            at = end - 1;
        }
    }

    private static Token Read(string text, int start)
    {
        var c = text[start];
        if (IsDigit(c) || (c == '.' && IsDigit(At(text, start + 1))))
            return Number(text, start);
        if (IsLetter(c))
            return new Token(TokenKind.Name, Slice(text, start, NameEnd(text, start)), start, NameEnd(text, start));
        if (c is '\'' or '"')
            return Quoted(text, start, c);
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
                return new Token(TokenKind.Symbol, symbol, start, start + symbol.Length);
        }
        throw new ExpressionException($"'{c}' means nothing in an expression.{Hint(c)}", start, start + 1);
    }

    private static Token Number(string text, int start)
    {
        var at = Digits(text, start);
        if (At(text, at) == '.')
            at = Digits(text, at + 1);
        if (At(text, at) is 'e' or 'E')
        {
            var exponent = At(text, at + 1) is '+' or '-' ? at + 2 : at + 1;
            if (IsDigit(At(text, exponent)))
                at = Digits(text, exponent);
        }
        if (IsLetter(At(text, at)))
        {
            var end = NameEnd(text, at);
            throw new ExpressionException($"'{Slice(text, start, end)}' is neither a number nor a name.", start, end);
        }
        if (At(text, at) == '-' && IsLetter(At(text, at + 1)))
            throw new ExpressionException("Here the hyphen joins a number to a name; write spaces around a minus.", start, at + 2);
        return new Token(TokenKind.Number, Slice(text, start, at), start, at);
    }

    private static Token Quoted(string text, int start, char quote)
    {
        var end = text.IndexOf(quote, start + 1);
        if (end < 0)
            throw new ExpressionException($"A text opens with {quote} and does not close.", start, text.Length);
        return new Token(TokenKind.Text, Slice(text, start + 1, end), start, end + 1);
    }

    private static int NameEnd(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            var c = text[at];
            var joins = c is '-' or '.' && at > start && IsLetter(At(text, at + 1)) && (IsLetter(text[at - 1]) || IsDigit(text[at - 1]));
            if (!joins && !IsLetter(c) && !IsDigit(c))
                break;
            at++;
        }
        return at;
    }

    private static int Digits(string text, int at)
    {
        while (IsDigit(At(text, at)))
            at++;
        return at;
    }

    private static string Hint(char c) => c switch
    {
        '=' => " Equality is '=='.",
        '&' => " Write 'and'.",
        '|' => " Write 'or'.",
        '!' => " Write 'not'.",
        '^' => " A power is '**'.",
        '?' or ':' => " Write 'a if condition else b'.",
        _ => "",
    };

    private static char At(string text, int at) => at < text.Length ? text[at] : '\0';

    private static string Slice(string text, int start, int end) => text.Substring(start, end - start);

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';
}

/// <summary>Why an expression cannot be read or evaluated, and which characters are to blame.</summary>
internal class ExpressionException(string message, int start, int end) : Exception(message)
{
    public int Start { get; } = start;

    public int End { get; } = end;
}
