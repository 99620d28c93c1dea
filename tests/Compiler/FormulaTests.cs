using SeRes2Net.Compiler.Emit;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Formulas are printed with the brackets that the order of operations needs, and no others.</summary>
public sealed class FormulaTests
{
    private static readonly FormulaText Code = new(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), "pick");

    [Theory]
    [InlineData("((x) + 1) * (2 * x)", "(x + 1) * (2 * x)", "((x + 1) * (2 * x))")]
    [InlineData("x * 2 * x / 3", "x * 2 * x / 3", "(((x * 2) * x) / 3)")]
    [InlineData("x - (2 - x) - 1", "x - (2 - x) - 1", "((x - (2 - x)) - 1)")]
    [InlineData("(-x) ** 2", "(-x) ** 2", "((-x) ** 2)")]
    [InlineData("-x ** 2", "-x ** 2", "(-(x ** 2))")]
    [InlineData("(x ** 2) ** x", "(x ** 2) ** x", "((x ** 2) ** x)")]
    [InlineData("x ** (2 ** x)", "x ** 2 ** x", "(x ** (2 ** x))")]
    [InlineData("x ** -x", "x ** -x", "(x ** (-x))")]
    [InlineData("(0 - 2) ** x", "(-2) ** x", "(-2 ** x)")]
    [InlineData("x - (0 - 2)", "x - -2", "(x - -2)")]
    [InlineData("- -x // (x % 2)", "--x // (x % 2)", "((-(-x)) // (x % 2))")]
    [InlineData("1 if (x > 0 or x < -1) and not (x == 2) else (x if x > 3 else 0)",
        "1 if (x > 0 or x < -1) and not x == 2 else x if x > 3 else 0",
        "(1 if (((x > 0) or (x < -1)) and (not (x == 2))) else (x if (x > 3) else 0))")]
    [InlineData("(1 if x > 0 else x) if x > 1 else max((x + 1), 2)",
        "(1 if x > 0 else x) if x > 1 else max(x + 1, 2)", "((1 if (x > 0) else x) if (x > 1) else max((x + 1), 2))")]
    [InlineData("1 if x > 1 and (x > 2 or true) else 0", "1 if x > 1 else 0", "(1 if (x > 1) else 0)")]
    [InlineData("1 if x > 1 or (x > 2 or true) else x", "1", "1")]
    public void It_reads_as_one_writes_it_and_has_one_full_spelling(string text, string read, string full)
    {
        var formula = Read(text);

        formula.ToString().Should().Be(read);
        formula.Text.Should().Be(full, "hashes are made of it");
        Read(read).Should().Be(formula, "fewer brackets mean the same");
    }

    [Theory]
    [InlineData("x * (x + 1)", "x * (x + 1)")]
    [InlineData("(x * 2 - 1) / (x / 3)", "(x * 2 - 1) / (x / 3)")]
    [InlineData("1 - (x - 2) * -x", "1 - (x - 2) * -x")]
    [InlineData("-(x + 1) ** 2", "-torch.pow(x + 1, 2)")]
    [InlineData("(x + 1) // (x * 2)", "torch.floor((x + 1) / (x * 2))")]
    [InlineData("x if x > 0 and not x + 1 >= 2 else 0.5",
        "torch.where(torch.logical_and(x > 0, torch.logical_not(x + 1 >= 2)), x, torch.full_like(x, 0.5))")]
    [InlineData("max(x + 1, 0 - 2) % 2", "torch.remainder(torch.maximum(x + 1, torch.full_like(x, -2)), torch.full_like(x, 2))")]
    [InlineData("pick(floor(x), 1, 0 - 2) * (0 - 2)", "pick(torch.floor(x), 1, -2) * -2")]
    public void In_code_it_has_no_brackets_around_calls(string text, string code) => Code.Of(Read(text), "x").Should().Be(code);

    private static Formula Read(string text)
    {
        var bag = new DiagnosticBag();
        var where = new SourceSpan("f.yaml", 1, 1, 1, 1 + text.Length);
        var expression = ExpressionParser.Parse(new YamlScalar(text, true, where), bag.Report);
        var formula = Formula.Of(expression!, Scope.Constants, ["x"], null, "'formula'", bag.Report);
        bag.Found.Should().BeEmpty();
        return formula!;
    }
}
