using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>Formulas: of elements as nodes, of positions as numbers.</summary>
internal static class OnnxFormula
{
    // TensorProto.DataType.
    private const long Int64 = 7;

    private static readonly IReadOnlyDictionary<string, string> Operators = new Dictionary<string, string>
    {
        ["+"] = "Add",
        ["-"] = "Sub",
        ["*"] = "Mul",
        ["/"] = "Div",
        ["**"] = "Pow",
        ["=="] = "Equal",
        ["<"] = "Less",
        ["<="] = "LessOrEqual",
        [">"] = "Greater",
        [">="] = "GreaterOrEqual",
        ["and"] = "And",
        ["or"] = "Or",
    };

    /// <summary>The nodes of a formula of every element.</summary>
    public static string Map(MapOp op, OnnxCall call)
    {
        var value = Value(op.Formula.Root, call);
        return op.Formula.Root is LiteralTerm ? call.Node("Expand", [value, call.Node("Shape", [call.X])]) : value;
    }

    /// <summary>The numbers of a formula of positions, [1, C, H, W]; 1 along an axis that it does not depend on.</summary>
    public static string Constant(ConstantOp op, OnnxCall call)
    {
        var names = new HashSet<string>(ExpressionReader.NamesIn(op.Formula.Root).Select(name => name.Name));
        var sizes = new[] { op.Shape.Channels, op.Shape.Rows, op.Shape.Columns }
            .Zip(ConstantOp.Variables, (size, name) => names.Contains(name) ? size : 1).ToArray();
        var place = new Dictionary<string, Constant?>();
        var scope = new Scope { Parameters = place };
        var expression = new Expression(op.Formula.Text, op.Formula.Root, op.Where, 0);
        var values = new float[sizes[0] * sizes[1] * sizes[2]];
        for (var at = 0; at < values.Length; at++)
        {
            place["channel"] = Text.Expressions.Constant.Of((double)(at / (sizes[1] * sizes[2])));
            place["row"] = Text.Expressions.Constant.Of((double)(at / sizes[2] % sizes[1]));
            place["column"] = Text.Expressions.Constant.Of((double)(at % sizes[2]));
            values[at] = (float)Evaluator.Value(expression, scope, (_, _, message) => throw new InvalidOperationException(message))!.Value.Float;
        }
        return call.Values(values, 1, sizes[0], sizes[1], sizes[2]);
    }

    private static string Value(Term term, OnnxCall call) => term switch
    {
        LiteralTerm literal => call.Number(literal.Value.Float),
        NameTerm => call.X,
        UnaryTerm unary => call.Node(unary.Operator == "not" ? "Not" : "Neg", [Value(unary.Operand, call)]),
        BinaryTerm { Operator: "//" } quotient => call.Node("Floor", [Value(quotient with { Operator = "/" }, call)]),
        BinaryTerm { Operator: "!=" } other => call.Node("Not", [Value(other with { Operator = "==" }, call)]),
        BinaryTerm { Operator: "%" } rest => Remainder(Value(rest.Left, call), Value(rest.Right, call), call),
        BinaryTerm binary => call.Node(Operators[binary.Operator], [Value(binary.Left, call), Value(binary.Right, call)]),
        ConditionalTerm choice => call.Node("Where", [Value(choice.Test, call), Value(choice.Then, call), Value(choice.Else, call)]),
        CallTerm { Function: "pick" } pick => Pick(pick, call),
        // The others are called like ONNX's operators: Min, Max, Floor, Abs, Log, Sqrt, Exp, Sigmoid, Tanh, Sin, Cos.
        CallTerm function => call.Node(char.ToUpperInvariant(function.Function[0]) + function.Function.Substring(1),
            [.. function.Arguments.Select(argument => Value(argument, call))]),
        _ => throw new InvalidOperationException($"No ONNX for {term.GetType().Name}."),
    };

    // It has the divisor's sign.
    private static string Remainder(string a, string b, OnnxCall call) =>
        call.Node("Sub", [a, call.Node("Mul", [b, call.Node("Floor", [call.Node("Div", [a, b])])])]);

    private static string Pick(CallTerm pick, OnnxCall call)
    {
        var index = call.Node("Cast", [Value(pick.Arguments[0], call)], new OnnxInt("to", Int64));
        return call.Node("Gather", [call.Numbers([.. pick.Arguments.Skip(1).Select(value => ((LiteralTerm)value).Value.Float)]), index]);
    }
}
