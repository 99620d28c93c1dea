using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>An expression as written, ready to be evaluated any number of times.</summary>
/// <param name="Text">Its characters.</param>
/// <param name="Root">What they mean.</param>
/// <param name="Where">The YAML scalar it stands in.</param>
/// <param name="Offset">Columns between the scalar's start and the expression's first character (an opening quote, a <c>=</c>).</param>
internal sealed record Expression(string Text, Term Root, SourceSpan Where, int Offset)
{
    /// <summary>The place of a part of it; the whole scalar when that spans lines, or is shorter because of escapes.</summary>
    public SourceSpan Place(Term term)
    {
        var start = Where.Column + Offset;
        return Where.Line != Where.EndLine || start + term.End > Where.EndColumn
            ? Where
            : Where with { Column = start + term.Start, EndColumn = start + term.End };
    }
}

/// <summary>A part of an expression; positions are characters of its text.</summary>
internal abstract record Term(int Start, int End);

/// <summary>A number, a truth value or a text.</summary>
internal sealed record LiteralTerm(Constant Value, int Start, int End) : Term(Start, End);

/// <summary>A parameter or built-in name.</summary>
internal sealed record NameTerm(string Name, int Start, int End) : Term(Start, End);

/// <summary><c>-x</c>, <c>+x</c> or <c>not x</c>.</summary>
internal sealed record UnaryTerm(string Operator, Term Operand, int Start, int End) : Term(Start, End);

/// <summary>Two operands, e.g. <c>a // b</c>.</summary>
internal sealed record BinaryTerm(string Operator, Term Left, Term Right, int Start, int End) : Term(Start, End);

/// <summary><c>Then if Test else Else</c>.</summary>
internal sealed record ConditionalTerm(Term Then, Term Test, Term Else, int Start, int End) : Term(Start, End);

/// <summary>A function, e.g. <c>max(1, x)</c>.</summary>
internal sealed record CallTerm(string Function, IReadOnlyList<Term> Arguments, int Start, int End) : Term(Start, End);
