using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>
/// An expression in variables whose values come later, one for each element. Everything else in it is a number already: names of the
/// place where it stands were replaced by what they mean there.
/// </summary>
public sealed record Formula
{
    private Formula(Term root)
    {
        Root = root;
        Text = Write(root);
    }

    /// <summary>Its one spelling: every operation in parentheses, numbers in full. Two formulas with one text are the same.</summary>
    public string Text { get; }

    /// <summary>Literals, variables, and the operators and functions that <see cref="ElementFunctions"/> knows.</summary>
    internal Term Root { get; }

    /// <inheritdoc/>
    public bool Equals(Formula? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The formula of an expression at one place, or null after reporting why there is none.</summary>
    internal static Formula? Of(Expression expression, Scope scope, IReadOnlyCollection<string> variables, string what, Report report)
    {
        if (new Folder(expression, scope, variables, report).Fold(expression.Root) is not { } root)
            return null;
        if (root is { IsTruth: true })
        {
            report(Descriptors.InvalidValue, expression.Where, $"{what} must be a number for every element, found a truth value.");
            return null;
        }
        return new Formula(root.Term);
    }

    private static string Write(Term term) => term switch
    {
        LiteralTerm literal => Number(literal.Value.Float),
        NameTerm name => name.Name,
        UnaryTerm { Operator: "not" } unary => $"(not {Write(unary.Operand)})",
        UnaryTerm unary => $"({unary.Operator}{Write(unary.Operand)})",
        BinaryTerm binary => $"({Write(binary.Left)} {binary.Operator} {Write(binary.Right)})",
        ConditionalTerm conditional => $"({Write(conditional.Then)} if {Write(conditional.Test)} else {Write(conditional.Else)})",
        CallTerm call => $"{call.Function}({string.Join(", ", call.Arguments.Select(Write))})",
        _ => throw new InvalidOperationException($"No text for {term.GetType().Name}."),
    };

    // The shortest of two exact forms, as in hashes.
    private static string Number(double value)
    {
        var text = value.ToString("G15", CultureInfo.InvariantCulture);
        return double.Parse(text, CultureInfo.InvariantCulture) == value ? text : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>A folded part, and whether it is true or false rather than a number.</summary>
    private sealed record Folded(Term Term, bool IsTruth);

    private sealed class Folder(Expression expression, Scope scope, IReadOnlyCollection<string> variables, Report report)
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
                BinaryTerm { Operator: "and" or "or" } binary => Both(binary, Truth(binary.Left), Truth(binary.Right), true),
                BinaryTerm binary => Both(binary, Number(binary.Left), Number(binary.Right), binary.Operator[0] is '<' or '>' or '=' or '!'),
                ConditionalTerm conditional => Conditional(conditional),
                CallTerm call => Call(call),
                _ => throw new InvalidOperationException($"No formula of {term.GetType().Name}."),
            };
        }

        private static Folded? Both(BinaryTerm binary, Folded? left, Folded? right, bool isTruth) =>
            left is null || right is null ? null : new(binary with { Left = left.Term, Right = right.Term }, isTruth);

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
            : new(new LiteralTerm(value.Kind == ConstantKind.Int ? Constant.Of((double)value.Int) : value, term.Start, term.End),
                value.Kind == ConstantKind.Bool);

        private Folded? Refuse(Term term, string message)
        {
            report(Descriptors.NoValue, expression.Place(term), message);
            return null;
        }

        private bool Varies(Term term) => ExpressionReader.NamesIn(term).Any(name => variables.Contains(name.Name));
    }
}
