using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Emit;

/// <summary>
/// Formulas over tensors, in the calls that PyTorch and TorchSharp have in common: <c>torch.sqrt(x)</c> means the same in Python and C#.
/// </summary>
/// <param name="number">A number in the language.</param>
/// <param name="pick">The function that chooses between numbers by an index.</param>
internal sealed class FormulaText(Func<double, string> number, string pick)
{
    // One of the operands may be a number.
    private static readonly string[] Infix = ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">="];

    // The arguments of these are tensors.
    private static readonly IReadOnlyDictionary<string, string> Calls = new Dictionary<string, string>
    {
        ["**"] = "torch.pow",
        ["%"] = "torch.remainder",
        ["and"] = "torch.logical_and",
        ["or"] = "torch.logical_or",
        ["min"] = "torch.minimum",
        ["max"] = "torch.maximum",
        ["floor"] = "torch.floor",
        ["abs"] = "torch.abs",
        ["log"] = "torch.log",
        ["sqrt"] = "torch.sqrt",
        ["exp"] = "torch.exp",
        ["sigmoid"] = "torch.sigmoid",
        ["tanh"] = "torch.tanh",
        ["sin"] = "torch.sin",
        ["cos"] = "torch.cos",
    };

    /// <summary>The text of a formula; its variables are tensors of those names.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="variable">One of its variables: what is one number everywhere takes its shape.</param>
    public string Of(Formula formula, string variable) => Tensor(formula.Root, variable);

    private string Operand(Term term, string variable, int least)
    {
        var text = term is LiteralTerm literal ? number(literal.Value.Float) : Tensor(term, variable);
        return IsInfix(term) && Operators.Level(term) < least ? $"({text})" : text;
    }

    // Everything else is a call.
    private static bool IsInfix(Term term) => term switch
    {
        BinaryTerm binary => Infix.Contains(binary.Operator),
        UnaryTerm unary => unary.Operator == "-",
        _ => term is LiteralTerm,
    };

    private string Tensor(Term term, string variable)
    {
        switch (term)
        {
            case LiteralTerm literal:
                return $"torch.full_like({variable}, {number(literal.Value.Float)})";
            case NameTerm name:
                return name.Name;
            case UnaryTerm { Operator: "not" } unary:
                return $"torch.logical_not({Tensor(unary.Operand, variable)})";
            case UnaryTerm unary:
                return $"-{Operand(unary.Operand, variable, Operators.Level(unary) + 1)}";
            case BinaryTerm { Operator: "**", Right: LiteralTerm } power:
                return $"torch.pow({Tensor(power.Left, variable)}, {Operand(power.Right, variable, 0)})";
            case BinaryTerm { Operator: "//" } quotient:
                return $"torch.floor({Tensor(quotient with { Operator = "/" }, variable)})";
            case BinaryTerm binary when IsInfix(binary):
                return $"{Operand(binary.Left, variable, Operators.Left(binary))} {binary.Operator} "
                    + Operand(binary.Right, variable, Operators.Right(binary));
            case BinaryTerm binary:
                return $"{Calls[binary.Operator]}({Tensor(binary.Left, variable)}, {Tensor(binary.Right, variable)})";
            case ConditionalTerm conditional:
                return $"torch.where({Tensor(conditional.Test, variable)}, {Tensor(conditional.Then, variable)}, {Tensor(conditional.Else, variable)})";
            case CallTerm { Function: "pick" } call:
                return $"{pick}({Tensor(call.Arguments[0], variable)}, {string.Join(", ", call.Arguments.Skip(1).Select(value => Operand(value, variable, 0)))})";
            case CallTerm call:
                return call.Arguments.Skip(1).Aggregate(
                    call.Arguments.Count == 1 && call.Function is not ("min" or "max")
                        ? $"{Calls[call.Function]}({Tensor(call.Arguments[0], variable)})"
                        : Tensor(call.Arguments[0], variable),
                    (text, next) => $"{Calls[call.Function]}({text}, {Tensor(next, variable)})");
            default:
                throw new InvalidOperationException($"No text for {term.GetType().Name}.");
        }
    }
}
