using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Steps;

/// <summary>
/// A primitive with the expressions of its arguments: two for a size that names rows and columns, none where reading
/// failed.
/// </summary>
internal sealed class PrimitiveStep(StepHead head, Primitive primitive, IReadOnlyDictionary<string, Expression[]> arguments) : Step(head)
{
    /// <summary>The syntax of a primitive: its name, or its name and a map.</summary>
    public static StepSyntax SyntaxOf(Primitive primitive) =>
        new(primitive.Name, (reader, head, value) => Read(primitive, reader, head, value));

    /// <inheritdoc/>
    protected override Flow Apply(Expansion expansion, Flow input)
    {
        // Arguments are evaluated even if the shape is unknown, so that the same build finds their errors.
        var values = new Dictionary<string, object>();
        var complete = primitive.Arguments.All(argument => !argument.Required || arguments.ContainsKey(argument.Name));
        foreach (var argument in primitive.Arguments.Where(argument => arguments.ContainsKey(argument.Name)))
        {
            if (Evaluate(expansion, argument, arguments[argument.Name]) is { } value)
                values[argument.Name] = value;
            else
                complete = false;
        }
        if (!complete || input.Shape is not { } shape)
            return Flow.Unknown;
        var call = new PrimitiveCall(primitive, shape, values);
        var op = primitive.Build(call);
        if (call.Failure is not { } failure)
            return op is null ? input : expansion.Emit(op, LocalName, [input.Value], Where);
        expansion.Report(failure.Descriptor, Where, failure.Message);
        return Flow.Unknown;
    }

    private static object? Evaluate(Expansion expansion, Argument argument, Expression[] written)
    {
        if (written.Length == 0)
            return null;
        var what = $"'{argument.Name}'";
        switch (argument.Type)
        {
            case ArgumentType.Bool:
                return expansion.Bool(written[0], what);
            case ArgumentType.Float:
                return expansion.Float(written[0], what, argument.Min, argument.Max);
            case ArgumentType.Int:
                return (int?)expansion.Int(written[0], what, argument.Min, argument.Max);
            case ArgumentType.Choice:
                return expansion.Choice(written[0], what, argument.Choices);
            case ArgumentType.Order:
                return written.Select(name => ((LiteralTerm)name.Root).Value.Text).ToList();
            case ArgumentType.Formula:
                return expansion.Formula(written[0], argument.Choices, what);
            default:
                var rows = expansion.Int(written[0], what, argument.Min, argument.Max);
                var columns = written.Length == 1 ? rows : expansion.Int(written[1], what, argument.Min, argument.Max);
                return rows is null || columns is null ? null : new Size2((int)rows, (int)columns);
        }
    }

    private static Step? Read(Primitive primitive, StepReader reader, StepHead head, StepValue value)
    {
        var arguments = new Dictionary<string, Expression[]>();
        if (primitive.Bare is { } bare && value.Value is not null and not YamlMapping)
        {
            arguments[bare.Name] = ReadArgument(reader, bare, value.Value);
            return new PrimitiveStep(head, primitive, arguments);
        }
        if (value.Value is not (null or YamlMapping))
        {
            reader.Report(Descriptors.WrongType, value.Value.Where, primitive.Arguments.Count == 0
                ? $"'{primitive.Name}' takes no arguments, found {value.Value.Noun}; write only '{primitive.Name}'."
                : $"The arguments of '{primitive.Name}' must be a map, found {value.Value.Noun}; write"
                    + $" '{primitive.Name}: {{ {primitive.Arguments[0].Name}: {(value.Value as YamlScalar)?.Text ?? "..."} }}'.");
            return null;
        }
        var map = value.Value as YamlMapping ?? new YamlMapping([], head.Where);
        _ = new Fields(map, $"'{primitive.Name}'", primitive.Arguments.Select(argument => argument.Name).ToList(), reader.Report);
        foreach (var argument in primitive.Arguments)
        {
            if (map[argument.Name] is { } node)
                arguments[argument.Name] = ReadArgument(reader, argument, node);
            else if (argument.Required)
                reader.Report(Descriptors.MissingKey, head.Where, $"'{primitive.Name}' needs '{argument.Name}' ({argument.Summary}).");
        }
        return new PrimitiveStep(head, primitive, arguments);
    }

    // Empty after reporting what is wrong.
    private static Expression[] ReadArgument(StepReader reader, Argument argument, YamlNode node)
    {
        var what = $"'{argument.Name}'";
        switch (argument.Type)
        {
            case ArgumentType.Choice:
                return Some(reader.Expressions.ReadName(node, what));
            case ArgumentType.Formula:
                var formula = reader.Expressions.With(argument.Choices).Read(node, what, Functions.OfElements);
                if (argument.Choices.Count == 1 && formula is not null && ExpressionReader.NamesIn(formula.Root).All(name => name.Name != argument.Choices[0]))
                    reader.Report(Descriptors.InvalidValue, node.Where,
                        $"{what} does not use {argument.Choices[0]}, so what enters would be lost."
                        + $" Use it, or write 'constant: {formula.Text}' where these numbers are all you want.");
                return Some(formula);
            case ArgumentType.Order:
                return ReadOrder(reader, argument, node);
            case ArgumentType.Size when node is YamlSequence { Items.Count: 2 } list:
                var both = list.Items.Select(item => reader.Expressions.Read(item, what)).OfType<Expression>().ToArray();
                return both.Length == 2 ? both : [];
            case ArgumentType.Size when node is YamlSequence list:
                reader.Report(Descriptors.WrongType, list.Where,
                    $"{what} must be one integer or [rows, columns], found {list.Items.Count} items.");
                return [];
            default:
                return Some(reader.Expressions.Read(node, what));
        }

        static Expression[] Some(Expression? expression) => expression is null ? [] : [expression];
    }

    private static Expression[] ReadOrder(StepReader reader, Argument argument, YamlNode node)
    {
        var names = (node as YamlSequence)?.Items.OfType<YamlScalar>().ToList() ?? [];
        if (names.Select(name => name.Text).OrderBy(text => text, StringComparer.Ordinal)
            .SequenceEqual(argument.Choices.OrderBy(text => text, StringComparer.Ordinal)))
        {
            return names.Select(name => ExpressionParser.ParseName(name, reader.Report)!).ToArray();
        }
        reader.Report(Descriptors.InvalidValue, node.Where,
            $"'{argument.Name}' must name each of {string.Join(", ", argument.Choices)} once, as in [{string.Join(", ", argument.Choices.Reverse())}];"
            + $" found {(node is YamlScalar ? node.Noun : YamlWriter.WriteInOneLine(node))}.");
        return [];
    }
}
