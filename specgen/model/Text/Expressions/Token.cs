namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Number,
    Text,
    Name,
    Symbol,
    End,
}

/// <summary>A word of an expression.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End);
