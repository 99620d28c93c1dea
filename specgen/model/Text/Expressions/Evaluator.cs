using SeRes2Net.Compiler.Text.Diagnostics;

namespace SeRes2Net.Compiler.Text.Expressions;

/// <summary>
/// Evaluates expressions for the type that their position asks for. Null: reported, or unknown because of an earlier
/// error.
/// </summary>
internal static class Evaluator
{
    /// <summary>The value, of whatever type.</summary>
    public static Constant? Value(Expression expression, Scope scope, Report report)
    {
        try
        {
            return Evaluate(expression.Root, scope);
        }
        catch (ExpressionException e)
        {
            var descriptor = e is UnknownNameException ? Descriptors.UnknownName : Descriptors.NoValue;
            report(descriptor, expression.Place(new LiteralTerm(default, e.Start, e.End)), e.Message);
            return null;
        }
    }

    /// <summary>An integer in a range. A float with an integer value is one; anything else is refused, not rounded.</summary>
    public static long? Int(Expression expression, Scope scope, string what, double least, double most, Report report)
    {
        if (Value(expression, scope, report) is not { } value)
            return null;
        if (!value.IsNumber)
            return Refuse<long>(expression, report, $"{what} must be an integer, found {value.Noun} ({value}).");
        if (value.Kind == ConstantKind.Float && (value.Float != Math.Floor(value.Float) || Math.Abs(value.Float) > 9e15))
            return Refuse<long>(expression, report, $"{what} must be an integer, found {value}. Use '//' or round() to get one.");
        if (!IsInRange(value, least, most))
            return Refuse<long>(expression, report, $"{what} must be {Range(least, most)}, found {value}.");
        return value.Kind == ConstantKind.Int ? value.Int : (long)value.Float;
    }

    /// <summary>A number in a range.</summary>
    public static double? Float(Expression expression, Scope scope, string what, double least, double most, Report report)
    {
        if (Value(expression, scope, report) is not { } value)
            return null;
        if (!value.IsNumber)
            return Refuse<double>(expression, report, $"{what} must be a number, found {value.Noun} ({value}).");
        if (!IsInRange(value, least, most))
            return Refuse<double>(expression, report, $"{what} must be {Range(least, most)}, found {value}.");
        return value.Float;
    }

    /// <summary>A truth value; a number is not one.</summary>
    public static bool? Bool(Expression expression, Scope scope, string what, Report report)
    {
        if (Value(expression, scope, report) is not { } value)
            return null;
        return value.Kind == ConstantKind.Bool
            ? value.Bool
            : Refuse<bool>(expression, report, $"{what} must be true or false, found {value.Noun} ({value}).");
    }

    /// <summary>One of a set of names.</summary>
    public static string? Choice(Expression expression, Scope scope, string what, IReadOnlyList<string> choices, Report report)
    {
        if (Value(expression, scope, report) is not { } value)
            return null;
        if (value.Kind == ConstantKind.Text && choices.Contains(value.Text))
            return value.Text;
        report(Descriptors.InvalidValue, expression.Where,
            $"{what} must be one of {string.Join(", ", choices)}; found '{value}'.{Suggestion.For(value.ToString(), choices)}");
        return null;
    }

    private static T? Refuse<T>(Expression expression, Report report, string message)
        where T : struct
    {
        report(Descriptors.InvalidValue, expression.Where, message);
        return null;
    }

    private static bool IsInRange(Constant value, double least, double most) => value.Float >= least && value.Float <= most;

    private static string Range(double least, double most) =>
        least <= -float.MaxValue && most >= float.MaxValue ? "a number that float32 can hold"
        : double.IsInfinity(most) || most >= int.MaxValue ? $"at least {Constant.Of(least)}"
        : double.IsInfinity(least) ? $"at most {Constant.Of(most)}"
        : $"between {Constant.Of(least)} and {Constant.Of(most)}";

    private static Constant? Evaluate(Term term, Scope scope) => term switch
    {
        LiteralTerm literal => literal.Value,
        NameTerm name => Lookup(name, scope),
        UnaryTerm unary => Unary(unary, scope),
        BinaryTerm { Operator: "and" or "or" } logical => Logical(logical, scope),
        BinaryTerm binary => Binary(binary, scope),
        ConditionalTerm conditional => Truth(conditional.Test, scope) is { } test
            ? Evaluate(test ? conditional.Then : conditional.Else, scope)
            : null,
        CallTerm call => Call(call, scope),
        _ => throw new ExpressionException("This cannot be evaluated.", term.Start, term.End),
    };

    private static Constant? Lookup(NameTerm name, Scope scope)
    {
        if (scope.TryGet(name.Name, out var value))
            return value;
        throw new UnknownNameException(
            Scope.BuiltIn.TryGetValue(name.Name, out var where)
                ? $"'{name.Name}' is only known {where}."
                : $"'{name.Name}' is not known here.{Suggestion.For(name.Name, scope.Parameters.Keys.Concat(Scope.BuiltIn.Keys))}",
            name.Start, name.End);
    }

    private static Constant? Unary(UnaryTerm unary, Scope scope)
    {
        if (unary.Operator == "not")
            return Truth(unary.Operand, scope) is { } truth ? Constant.Of(!truth) : null;
        if (Number(unary.Operand, scope) is not { } number)
            return null;
        if (unary.Operator == "+")
            return number;
        return number.Kind == ConstantKind.Int && number.Int != long.MinValue ? Constant.Of(-number.Int) : Constant.Of(-number.Float);
    }

    private static Constant? Logical(BinaryTerm logical, Scope scope)
    {
        if (Truth(logical.Left, scope) is not { } left)
            return null;
        if (left == (logical.Operator == "or"))
            return Constant.Of(left);
        return Truth(logical.Right, scope) is { } right ? Constant.Of(right) : null;
    }

    private static Constant? Binary(BinaryTerm binary, Scope scope)
    {
        if (binary.Operator is "==" or "!=")
            return Equality(binary, scope);
        if (Number(binary.Left, scope) is not { } left || Number(binary.Right, scope) is not { } right)
            return null;
        var order = Operators.Compare(left, right);
        return binary.Operator switch
        {
            "<" => Constant.Of(order < 0),
            "<=" => Constant.Of(order <= 0),
            ">" => Constant.Of(order > 0),
            ">=" => Constant.Of(order >= 0),
            _ => Guard(() => Operators.Arithmetic(binary.Operator, left, right), binary),
        };
    }

    private static Constant? Equality(BinaryTerm binary, Scope scope)
    {
        if (Evaluate(binary.Left, scope) is not { } left || Evaluate(binary.Right, scope) is not { } right)
            return null;
        if (left.Kind != right.Kind && !(left.IsNumber && right.IsNumber))
            throw new ExpressionException($"{left.Noun} and {right.Noun} cannot be compared.", binary.Start, binary.End);
        return Constant.Of(Operators.AreEqual(left, right) == (binary.Operator == "=="));
    }

    private static Constant? Call(CallTerm call, Scope scope)
    {
        var arguments = call.Arguments.Select(argument => Number(argument, scope)).ToList();
        return arguments.Any(argument => argument is null)
            ? null
            : Guard(() => Functions.Apply(call.Function, arguments.Select(argument => argument!.Value).ToList()), call);
    }

    private static Constant Guard(Func<Constant> compute, Term term)
    {
        try
        {
            return compute();
        }
        catch (ArithmeticException e)
        {
            var reason = e is OverflowException ? "the result does not fit 64 bits" : e.Message;
            throw new ExpressionException($"This has no value: {reason}.", term.Start, term.End);
        }
    }

    private static Constant? Number(Term term, Scope scope)
    {
        if (Evaluate(term, scope) is not { } value)
            return null;
        return value.IsNumber
            ? value
            : throw new ExpressionException($"A number was expected, found {value.Noun} ({value}).", term.Start, term.End);
    }

    private static bool? Truth(Term term, Scope scope)
    {
        if (Evaluate(term, scope) is not { } value)
            return null;
        return value.Kind == ConstantKind.Bool
            ? value.Bool
            : throw new ExpressionException($"A truth value was expected, found {value.Noun} ({value}).", term.Start, term.End);
    }
}

/// <summary>A name that means nothing at this place.</summary>
internal sealed class UnknownNameException(string message, int start, int end) : ExpressionException(message, start, end);
