using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>Reads expressions with Python's precedence, except that comparisons do not chain.</summary>
internal sealed class ExpressionParser
{
    // Together these keep the recursion of parser and evaluator far from the end of the stack.
    private const int LongestText = 1000;
    private const int DeepestNesting = 50;

    private readonly IReadOnlyList<Token> tokens;
    private readonly IReadOnlyList<string> functions;
    private int position;
    private int depth;

    private ExpressionParser(IReadOnlyList<Token> tokens, IReadOnlyList<string> functions) => (this.tokens, this.functions) = (tokens, functions);

    private Token Current => tokens[position];

    /// <summary>Reads the expression in a scalar, or reports why it is not one and returns null; may suggest only some functions.</summary>
    public static Expression? Parse(YamlScalar scalar, Report report, IReadOnlyList<string>? functions = null) =>
        Parse(scalar, scalar.Text, scalar.Plain ? 0 : 1, report, functions);

    /// <summary>Reads a position that holds a name: a literal, or an expression after <c>=</c>.</summary>
    public static Expression? ParseName(YamlScalar scalar, Report report)
    {
        if (scalar.Text.StartsWith("=", System.StringComparison.Ordinal))
            return Parse(scalar, scalar.Text.Substring(1), scalar.Plain ? 1 : 2, report);
        var literal = new LiteralTerm(Constant.Of(scalar.Text), 0, scalar.Text.Length);
        return new Expression(scalar.Text, literal, scalar.Where, scalar.Plain ? 0 : 1);
    }

    private static Expression? Parse(YamlScalar scalar, string text, int offset, Report report, IReadOnlyList<string>? functions = null)
    {
        try
        {
            if (text.Length > LongestText)
                throw new ExpressionException($"An expression may have {LongestText} characters.", 0, text.Length);
            var parser = new ExpressionParser(Lexer.Split(text), functions ?? Functions.Names);
            if (parser.Current.Kind == TokenKind.End)
                throw new ExpressionException("An expression is missing here.", 0, 0);
            var root = parser.Conditional();
            if (parser.Current.Kind != TokenKind.End)
                throw parser.Unexpected();
            return new Expression(text, root, scalar.Where, offset);
        }
        catch (ExpressionException e)
        {
            var whole = new Expression(text, new LiteralTerm(Constant.Of(0L), e.Start, e.End), scalar.Where, offset);
            report(Descriptors.ExpressionSyntax, whole.Place(whole.Root), e.Message);
            return null;
        }
    }

    private Term Conditional()
    {
        Enter();
        var then = Or();
        if (IsWord("if"))
        {
            position++;
            var test = Or();
            if (!IsWord("else"))
                throw new ExpressionException("'if' needs an 'else': a if condition else b.", then.Start, Current.End);
            position++;
            var otherwise = Conditional();
            then = new ConditionalTerm(then, test, otherwise, then.Start, otherwise.End);
        }
        depth--;
        return then;
    }

    private Term Or()
    {
        var left = And();
        while (IsWord("or"))
        {
            position++;
            left = Binary("or", left, And());
        }
        return left;
    }

    private Term And()
    {
        var left = Not();
        while (IsWord("and"))
        {
            position++;
            left = Binary("and", left, Not());
        }
        return left;
    }

    private Term Not()
    {
        if (!IsWord("not"))
            return Comparison();
        Enter();
        var start = tokens[position++].Start;
        var operand = Not();
        depth--;
        return new UnaryTerm("not", operand, start, operand.End);
    }

    private Term Comparison()
    {
        var left = Sum();
        if (!IsSymbol("==", "!=", "<", "<=", ">", ">="))
            return left;
        var comparison = tokens[position++].Text;
        var result = Binary(comparison, left, Sum());
        if (IsSymbol("==", "!=", "<", "<=", ">", ">="))
            throw new ExpressionException("Comparisons do not chain; join two with 'and'.", result.Start, Current.End);
        return result;
    }

    private Term Sum()
    {
        var left = Product();
        while (IsSymbol("+", "-"))
            left = Binary(tokens[position++].Text, left, Product());
        return left;
    }

    private Term Product()
    {
        var left = Signed();
        while (IsSymbol("*", "/", "//", "%"))
            left = Binary(tokens[position++].Text, left, Signed());
        return left;
    }

    private Term Signed()
    {
        if (!IsSymbol("-", "+"))
            return Power();
        Enter();
        var sign = tokens[position++];
        var operand = Signed();
        depth--;
        return new UnaryTerm(sign.Text, operand, sign.Start, operand.End);
    }

    // ** binds tighter than a sign on its left and weaker than one on its right: -2 ** -1 is -(2 ** (-1)).
    private Term Power()
    {
        var root = Atom();
        if (!IsSymbol("**"))
            return root;
        Enter();
        position++;
        var exponent = Signed();
        depth--;
        return Binary("**", root, exponent);
    }

    private Term Atom()
    {
        var token = tokens[position];
        switch (token.Kind)
        {
            case TokenKind.Number:
                position++;
                return new LiteralTerm(Number(token), token.Start, token.End);
            case TokenKind.Text:
                position++;
                return new LiteralTerm(Constant.Of(token.Text), token.Start, token.End);
            case TokenKind.Name when token.Text is "true" or "false":
                position++;
                return new LiteralTerm(Constant.Of(token.Text == "true"), token.Start, token.End);
            case TokenKind.Name when !Lexer.Words.Contains(token.Text):
                position++;
                return IsSymbol("(") ? Call(token) : new NameTerm(token.Text, token.Start, token.End);
            case TokenKind.Symbol when token.Text == "(":
                position++;
                var inner = Conditional();
                return inner with { Start = token.Start, End = Close() };
            default:
                throw Unexpected();
        }
    }

    private CallTerm Call(Token name)
    {
        if (!Functions.Names.Contains(name.Text))
        {
            throw new ExpressionException(
                $"There is no function '{name.Text}'.{Suggestion.OrList(name.Text, functions)}", name.Start, name.End);
        }
        position++;
        var arguments = new List<Term>();
        if (!IsSymbol(")"))
        {
            arguments.Add(Conditional());
            while (IsSymbol(","))
            {
                position++;
                arguments.Add(Conditional());
            }
        }
        var end = Close();
        if (Functions.Wrong(name.Text, arguments.Count) is { } expected)
            throw new ExpressionException($"{name.Text}() takes {expected}, found {arguments.Count}.", name.Start, end);
        return new CallTerm(name.Text, arguments, name.Start, end);
    }

    private static Constant Number(Token token)
    {
        if (token.Text.All(c => c is >= '0' and <= '9'))
        {
            return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
                ? Constant.Of(whole)
                : throw new ExpressionException("This integer does not fit 64 bits.", token.Start, token.End);
        }
        var parsed = double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real);
        return parsed && !double.IsInfinity(real)
            ? Constant.Of(real)
            : throw new ExpressionException("This number is too large.", token.Start, token.End);
    }

    private static BinaryTerm Binary(string symbol, Term left, Term right) => new(symbol, left, right, left.Start, right.End);

    private int Close()
    {
        if (!IsSymbol(")"))
            throw Current.Kind == TokenKind.End ? new ExpressionException("A ')' is missing.", Current.Start, Current.End) : Unexpected();
        return tokens[position++].End;
    }

    private void Enter()
    {
        if (++depth > DeepestNesting)
            throw new ExpressionException($"Nesting is deeper than {DeepestNesting} levels.", Current.Start, Current.End);
    }

    private ExpressionException Unexpected() => Current.Kind == TokenKind.End
        ? new ExpressionException("The expression ends too early.", Current.Start, Current.End)
        : new ExpressionException($"'{Current.Text}' is not expected here.", Current.Start, Current.End);

    private bool IsWord(string word) => Current.Kind == TokenKind.Name && Current.Text == word;

    private bool IsSymbol(params string[] symbols) => Current.Kind == TokenKind.Symbol && symbols.Contains(Current.Text);
}
