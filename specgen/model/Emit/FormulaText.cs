using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Emit;

/// <summary>
/// Formulas over tensors, in the calls that PyTorch and TorchSharp have in common: <c>torch.sqrt(x)</c> means the same in Python and C#.
/// </summary>
/// <param name="number">A number in the language.</param>
/// <param name="pick">The function that chooses between numbers by an index.</param>
internal sealed class FormulaText(Func<double, string> number, string pick)
{
    // {0} and {1} are tensors or numbers.
    private static readonly IReadOnlyDictionary<string, string> Infix = new[] { "+", "-", "*", "/" }.ToDictionary(symbol => symbol);

    // The arguments of these are tensors.
    private static readonly IReadOnlyDictionary<string, string> Calls = new Dictionary<string, string>
    {
        ["**"] = "torch.pow",
        ["%"] = "torch.remainder",
        ["=="] = "torch.eq",
        ["!="] = "torch.ne",
        ["<"] = "torch.lt",
        ["<="] = "torch.le",
        [">"] = "torch.gt",
        [">="] = "torch.ge",
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
    public string Of(Formula formula, string variable)
    {
        var text = Tensor(formula.Root, variable);
        return formula.Root is BinaryTerm binary && Infix.ContainsKey(binary.Operator) ? text.Substring(1, text.Length - 2) : text;
    }

    private string Operand(Term term, string variable) => term is LiteralTerm literal
        ? number(literal.Value.Float) is var text && text[0] == '-' ? $"({text})" : text
        : Tensor(term, variable);

    private string Tensor(Term term, string variable)
    {
        string Both(string function, Term left, Term right) => $"{function}({Tensor(left, variable)}, {Tensor(right, variable)})";
        switch (term)
        {
            case LiteralTerm { Value.Kind: ConstantKind.Bool } truth:
                return $"torch.{(truth.Value.Bool ? "eq" : "ne")}({variable}, {variable})";
            case LiteralTerm literal:
                return $"torch.full_like({variable}, {number(literal.Value.Float)})";
            case NameTerm name:
                return name.Name;
            case UnaryTerm { Operator: "not" } unary:
                return $"torch.logical_not({Tensor(unary.Operand, variable)})";
            case UnaryTerm unary:
                return $"(-{Tensor(unary.Operand, variable)})";
            case BinaryTerm { Operator: "**", Right: LiteralTerm } power:
                return $"torch.pow({Tensor(power.Left, variable)}, {Operand(power.Right, variable)})";
            case BinaryTerm { Operator: "//" } quotient:
                return $"torch.floor({Operand(quotient.Left, variable)} / {Operand(quotient.Right, variable)})";
            case BinaryTerm binary when Infix.ContainsKey(binary.Operator):
                return $"({Operand(binary.Left, variable)} {binary.Operator} {Operand(binary.Right, variable)})";
            case BinaryTerm binary:
                return Both(Calls[binary.Operator], binary.Left, binary.Right);
            case ConditionalTerm conditional:
                return $"torch.where({Tensor(conditional.Test, variable)}, {Tensor(conditional.Then, variable)}, {Tensor(conditional.Else, variable)})";
            case CallTerm { Function: "pick" } call:
                return $"{pick}({Tensor(call.Arguments[0], variable)}, {string.Join(", ", call.Arguments.Skip(1).Select(value => Operand(value, variable)))})";
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
