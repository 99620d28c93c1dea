using System;
using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Yaml;

namespace SeRes2Net.Compiler.Expressions;

/// <summary>Reads the expressions of one file, and reports names that can never be known there.</summary>
/// <param name="names">Every name that the file's expressions may use.</param>
/// <param name="report">Where findings go.</param>
internal sealed class ExpressionReader(IReadOnlyCollection<string> names, Report report)
{
    /// <summary>Every name that may be used.</summary>
    public IReadOnlyCollection<string> Names => names;

    /// <summary>A reader that knows some more names.</summary>
    public ExpressionReader With(IEnumerable<string> more) => new([.. names, .. more], report);

    /// <summary>An int, float or bool position.</summary>
    public Expression? Read(YamlNode node, string what) =>
        Scalar(node, what) is { } scalar ? Check(ExpressionParser.Parse(scalar, report)) : null;

    /// <summary>A name position: a literal, or an expression after <c>=</c>.</summary>
    public Expression? ReadName(YamlNode node, string what) =>
        Scalar(node, what) is { } scalar ? Check(ExpressionParser.ParseName(scalar, report)) : null;

    private YamlScalar? Scalar(YamlNode node, string what)
    {
        if (node is YamlScalar { IsNull: false } scalar)
            return scalar;
        report(Descriptors.WrongType, node.Where, $"{what} must be a value or an expression, found {node.Noun}.");
        return null;
    }

    private Expression? Check(Expression? expression)
    {
        if (expression is null)
            return null;
        var unknown = NamesIn(expression.Root).Where(name => !names.Contains(name.Name)).ToList();
        foreach (var name in unknown)
            report(Descriptors.UnknownName, expression.Place(name), Message(name.Name));
        return unknown.Count == 0 ? expression : null;
    }

    private string Message(string name)
    {
        if (name.IndexOf('-') is > 0 and var hyphen && names.Contains(name.Substring(0, hyphen)))
            return $"'{name}' is one name, and not known here; a minus between names needs spaces around it.";
        if (name.ToLowerInvariant() is "true" or "false")
            return $"'{name}' is not known here; write {name.ToLowerInvariant()}.";
        if (names.Count == 0)
            return $"'{name}' is not known here; only constants are.";
        return $"'{name}' is not known here.{Suggestion.OrList(name, names)}";
    }

    /// <summary>The names in a part of an expression.</summary>
    public static IEnumerable<NameTerm> NamesIn(Term term) => term switch
    {
        NameTerm name => [name],
        UnaryTerm unary => NamesIn(unary.Operand),
        BinaryTerm binary => NamesIn(binary.Left).Concat(NamesIn(binary.Right)),
        ConditionalTerm conditional => NamesIn(conditional.Then).Concat(NamesIn(conditional.Test)).Concat(NamesIn(conditional.Else)),
        CallTerm call => call.Arguments.SelectMany(NamesIn),
        _ => Array.Empty<NameTerm>(),
    };
}
