using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>
/// An expression in variables whose values come later, one for each element. Everything else in it is a number already: names of the
/// place where it stands were replaced by what they mean there.
/// </summary>
public sealed record Formula
{
    private const long MostPositions = 100_000;

    private Formula(Term root)
    {
        Root = root;
        Text = Write(root, full: true);
    }

    /// <summary>Its one spelling: every operation in parentheses, numbers in full. Two formulas with one text are the same.</summary>
    public string Text { get; }

    /// <summary>Literals, variables, and the operators and functions that <see cref="ElementFunctions"/> knows.</summary>
    internal Term Root { get; }

    /// <inheritdoc/>
    public bool Equals(Formula? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <summary>As one writes it: with the brackets that the order of operations needs, and no others.</summary>
    public override string ToString() => Write(Root, full: false);

    /// <summary>
    /// The formula of an expression at one place, or null after reporting why there is none. With sizes, the variables are positions that
    /// count from 0, and it must have a value at all of them.
    /// </summary>
    internal static Formula? Of(
        Expression expression, Scope scope, IReadOnlyList<string> variables, IReadOnlyList<int>? sizes, string what, Report report)
    {
        if (new Folder(expression, scope, variables, report).Fold(expression.Root) is not { } root)
            return null;
        if (root is { IsTruth: true })
        {
            report(Descriptors.InvalidValue, expression.Where, $"{what} must be a number for every element, found a truth value.");
            return null;
        }
        return sizes is null || HasValues(expression with { Root = root.Term }, variables, sizes, report) ? new Formula(root.Term) : null;
    }

    // Reports the first position without a value. Of very many positions it tries some in equal distances.
    private static bool HasValues(Expression expression, IReadOnlyList<string> variables, IReadOnlyList<int> sizes, Report report)
    {
        var used = variables.Zip(sizes, (name, size) => (Name: name, Size: size)).Where(axis => NamesIn(expression.Root).Contains(axis.Name)).ToList();
        var count = used.Aggregate(1L, (product, axis) => product * axis.Size);
        var position = new Dictionary<string, Constant?>();
        var scope = new Scope { Parameters = position };
        for (var at = 0L; at < count; at += (count / MostPositions) | 1)
        {
            var rest = at;
            foreach (var (name, size) in used.AsEnumerable().Reverse())
                (position[name], rest) = (Constant.Of((double)(rest % size)), rest / size);
            if (Evaluator.Float(expression, scope, "A constant", -float.MaxValue, float.MaxValue, Note) is null)
                return false;
        }
        return true;

        void Note(DiagnosticDescriptor descriptor, SourceSpan where, string message) => report(Descriptors.NoValue, where, message.TrimEnd('.')
            + (used.Count == 0 ? "." : $" (at {string.Join(", ", used.Select(axis => $"{axis.Name} {position[axis.Name]}"))})."));
    }

    private static IEnumerable<string> NamesIn(Term term) => ExpressionReader.NamesIn(term).Select(name => name.Name);

    private static string Write(Term term, bool full)
    {
        var level = Operators.Level(term);
        string Part(Term part, int least) => Operators.Level(part) < least && !full ? $"({Write(part, full)})" : Write(part, full);
        var text = term switch
        {
            LiteralTerm literal => Number(literal.Value.Float),
            NameTerm name => name.Name,
            UnaryTerm { Operator: "not" } unary => $"not {Part(unary.Operand, level)}",
            UnaryTerm unary => $"{unary.Operator}{Part(unary.Operand, level)}",
            BinaryTerm binary => $"{Part(binary.Left, Operators.Left(binary))} {binary.Operator} {Part(binary.Right, Operators.Right(binary))}",
            ConditionalTerm conditional => $"{Part(conditional.Then, level + 1)} if {Part(conditional.Test, level + 1)} else {Part(conditional.Else, level)}",
            CallTerm call => $"{call.Function}({string.Join(", ", call.Arguments.Select(argument => Write(argument, full)))})",
            _ => throw new InvalidOperationException($"No text for {term.GetType().Name}."),
        };
        return full && term is not (LiteralTerm or NameTerm or CallTerm) ? $"({text})" : text;
    }

    // The shortest of two exact forms, as in hashes.
    private static string Number(double value)
    {
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>A folded part, and whether it is true or false rather than a number.</summary>
    private sealed record Folded(Term Term, bool IsTruth);

    private sealed class Folder(Expression expression, Scope scope, IReadOnlyList<string> variables, Report report)
    {
        public Folded? Fold(Term term)
        {
            if (!Varies(term))
                return Evaluator.Value(expression with { Root = term }, scope, report) is { } value ? Literal(value, term) : null;
            return term switch
            {
                NameTerm name => new(name, false),
                UnaryTerm { Operator: "+" } unary => Number(unary.Operand),
                UnaryTerm { Operator: "not" } unary => Truth(unary.Operand) is { } x ? new(unary with { Operand = x.Term }, true) : null,
                UnaryTerm unary => Number(unary.Operand) is { } x ? new(unary with { Operand = x.Term }, false) : null,
                BinaryTerm { Operator: "and" or "or" } binary => Logical(binary, Truth(binary.Left), Truth(binary.Right)),
                BinaryTerm binary => Both(binary, Number(binary.Left), Number(binary.Right), binary.Operator[0] is '<' or '>' or '=' or '!'),
                ConditionalTerm conditional => Conditional(conditional),
                CallTerm call => Call(call),
                _ => throw new InvalidOperationException($"No formula of {term.GetType().Name}."),
            };
        }

        private Folded? Both(BinaryTerm binary, Folded? left, Folded? right, bool isTruth) =>
            left is null || right is null ? null
            : binary.Operator is "/" or "//" or "%" && right.Term is LiteralTerm { Value.Float: var divisor } && (float)divisor == 0
            ? Refuse(binary, "This has no value: division by zero.")
            : new(binary with { Left = left.Term, Right = right.Term }, isTruth);

        // A side that is known decides, or does not count: no truth value is left in a formula.
        private Folded? Logical(BinaryTerm binary, Folded? left, Folded? right) => (left?.Term, right?.Term) switch
        {
            (LiteralTerm known, not null) => known.Value.Bool == (binary.Operator == "or") ? left : right,
            (not null, LiteralTerm known) => known.Value.Bool == (binary.Operator == "or") ? right : left,
            _ => Both(binary, left, right, true),
        };

        private Folded? Conditional(ConditionalTerm conditional)
        {
            if (Truth(conditional.Test) is not { } test)
                return null;
            if (test.Term is LiteralTerm literal)
                return Fold(literal.Value.Bool ? conditional.Then : conditional.Else);
            return Number(conditional.Then) is { } then && Number(conditional.Else) is { } otherwise
                ? new(conditional with { Test = test.Term, Then = then.Term, Else = otherwise.Term }, false)
                : null;
        }

        private Folded? Call(CallTerm call)
        {
            if (!Functions.OfElements.Contains(call.Function))
            {
                return Refuse(call, $"{call.Function}() is not computed for elements; its arguments must be known at compile time."
                    + $" The functions of elements are {string.Join(", ", Functions.OfElements)}.");
            }
            var arguments = call.Arguments.Select(Number).ToList();
            if (arguments.Any(argument => argument is null))
                return null;
            if (call.Function == "pick" && arguments.Skip(1).Any(argument => argument!.Term is not LiteralTerm))
                return Refuse(call, "pick() chooses between numbers that are known before; only its first argument may vary.");
            return new(call with { Arguments = arguments.Select(argument => argument!.Term).ToList() }, false);
        }

        private Folded? Number(Term term) => Fold(term) is not { } found ? null
            : found.IsTruth ? Refuse(term, "A number was expected, found a truth value.") : found;

        private Folded? Truth(Term term) => Fold(term) is not { } found ? null
            : found.IsTruth ? found : Refuse(term, "A truth value was expected, found a number.");

        private Folded? Literal(Constant value, Term term) => value.Kind == ConstantKind.Text
            ? Refuse(term, $"A number was expected, found {value.Noun} ({value}).")
            : Math.Abs(value.Float) > float.MaxValue ? Refuse(term, $"This has no value: float32 cannot hold {value}.")
            : new(new LiteralTerm(value.Kind == ConstantKind.Int ? Constant.Of((double)value.Int) : value, term.Start, term.End),
                value.Kind == ConstantKind.Bool);

        private Folded? Refuse(Term term, string message)
        {
            report(Descriptors.NoValue, expression.Place(term), message);
            return null;
        }

        private bool Varies(Term term) => NamesIn(term).Any(variables.Contains);
    }
}
