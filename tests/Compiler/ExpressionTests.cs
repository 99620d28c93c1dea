using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Compiler.Text.Yaml;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Expressions: Python's values, and a finding for everything that has none.</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("2 ** 3 ** 2", "512")]
    [InlineData("-2 ** 2", "-4")]
    [InlineData("2 ** -1", "0.5")]
    [InlineData("7 // 2", "3")]
    [InlineData("-7 // 2", "-4")]
    [InlineData("7 // -2", "-4")]
    [InlineData("-7 % 3", "2")]
    [InlineData("7 % -3", "-2")]
    [InlineData("7.5 // 2", "3")]
    [InlineData("-7.5 % 2", "0.5")]
    [InlineData("6 / 2", "3")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("1 - 2 - 3", "-4")]
    [InlineData("24 / 4 / 2", "3")]
    [InlineData("1 if true else 2", "1")]
    [InlineData("1 if false else 2 if false else 3", "3")]
    [InlineData("not 1 == 2 and true", "true")]
    [InlineData("true or false and false", "true")]
    [InlineData("not not true", "true")]
    [InlineData("1 < 2 and 2 <= 2 and 3 > 2 and 3 >= 3 and 1 != 2", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("'a' == \"a\"", "true")]
    [InlineData("kind == 'wide'", "true")]
    [InlineData("min(3, 1, 2)", "1")]
    [InlineData("max(1, 2.5)", "2.5")]
    [InlineData("max(4)", "4")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(-2.5)", "-2")]
    [InlineData("floor(-0.5)", "-1")]
    [InlineData("ceil(0.5)", "1")]
    [InlineData("abs(-3)", "3")]
    [InlineData("log2(8)", "3")]
    [InlineData("log2(0.125)", "-3")]
    [InlineData("sqrt(16)", "4")]
    [InlineData("1e-5", "1E-05")]
    [InlineData(".5", "0.5")]
    [InlineData("5e2", "500")]
    [InlineData("width * 2", "24")]
    [InlineData("half-width", "6")]
    [InlineData("width - half-width", "6")]
    [InlineData("width-1", "11")]
    [InlineData("width -1", "11")]
    [InlineData("false and 1 // 0 == 1", "false")]
    [InlineData("true or 1 // 0 == 1", "true")]
    [InlineData("1 if true else 1 // 0", "1")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void Values_are_the_same_as_in_Python(string text, string expected)
    {
        var (value, findings) = Evaluate(text);

        findings.Should().BeEmpty();
        value!.Value.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("1 +", "SR0014", "ends too early")]
    [InlineData("(1", "SR0014", "')' is missing")]
    [InlineData("1 2", "SR0014", "'2' is not expected")]
    [InlineData("1 < 2 < 3", "SR0014", "do not chain")]
    [InlineData("width = 1", "SR0014", "'=='")]
    [InlineData("a && b", "SR0014", "'and'")]
    [InlineData("1 if true", "SR0014", "'else'")]
    [InlineData("maxx(1)", "SR0014", "'max'")]
    [InlineData("sqrt(1, 2)", "SR0014", "one argument")]
    [InlineData("min()", "SR0014", "at least 1")]
    [InlineData("99999999999999999999", "SR0014", "64 bits")]
    [InlineData("1e999", "SR0014", "too large")]
    [InlineData("2x", "SR0014", "neither")]
    [InlineData("2-x", "SR0014", "minus")]
    [InlineData("'open", "SR0014", "does not close")]
    [InlineData("widht", "SR0015", "'width'")]
    [InlineData("width-half", "SR0015", "minus")]
    [InlineData("1 // 0", "SR0016", "division by zero")]
    [InlineData("1 % 0", "SR0016", "division by zero")]
    [InlineData("1 / 0.0", "SR0016", "division by zero")]
    [InlineData("9223372036854775807 + 1", "SR0016", "64 bits")]
    [InlineData("2 ** 64", "SR0016", "64 bits")]
    [InlineData("1e308 * 10", "SR0016", "finite")]
    [InlineData("(0 - 1) ** 0.5", "SR0016", "finite")]
    [InlineData("sqrt(0 - 1)", "SR0016", "square root")]
    [InlineData("log2(0)", "SR0016", "logarithm")]
    [InlineData("floor(1e30)", "SR0016", "64 bits")]
    [InlineData("true + 1", "SR0016", "number was expected")]
    [InlineData("1 and true", "SR0016", "truth value was expected")]
    [InlineData("1 == true", "SR0016", "cannot be compared")]
    [InlineData("1 if 1 else 2", "SR0016", "truth value was expected")]
    public void An_expression_without_a_value_says_why(string text, string id, string words)
    {
        var (value, findings) = Evaluate(text);

        value.Should().BeNull();
        var finding = findings.Should().ContainSingle().Subject;
        finding.Id.Should().Be(id);
        finding.Message.Should().Contain(words);
    }

    [Fact]
    public void A_finding_points_at_the_part_that_is_wrong()
    {
        var (_, findings) = Evaluate("width + 1 // 0");

        findings.Single().Where.Column.Should().Be(10 + 8);
        findings.Single().Where.EndColumn.Should().Be(10 + 14);
    }

    [Theory]
    [InlineData("64 / 2", 32L)]
    [InlineData("2.5 * 2", 5L)]
    [InlineData("65 / 2", null)]
    [InlineData("true", null)]
    [InlineData("0", null)]
    [InlineData("101", null)]
    public void An_integer_position_takes_integers_in_its_range(string text, long? expected)
    {
        var bag = new DiagnosticBag();
        var value = Evaluator.Int(Parse(text, bag)!, Names, "'out'", 1, 100, bag.Report);

        value.Should().Be(expected);
        bag.HasErrors.Should().Be(expected is null);
    }

    [Fact]
    public void The_explanation_of_an_unknown_name_says_where_each_built_in_name_is_known()
    {
        foreach (var (name, place) in Scope.BuiltIn)
            Descriptors.UnknownName.Meaning.Should().MatchRegex($@"\b{name.Replace(".", "\\.")}\b[^;]*{place}");
    }

    private static readonly Scope Names = new()
    {
        Parameters = new Dictionary<string, Constant?>
        {
            ["width"] = Constant.Of(12L),
            ["half-width"] = Constant.Of(6L),
            ["kind"] = Constant.Of("wide"),
        },
    };

    private static (Constant? Value, IReadOnlyList<Diagnostic> Findings) Evaluate(string text)
    {
        var bag = new DiagnosticBag();
        var expression = Parse(text, bag);
        var value = expression is null ? null : Evaluator.Value(expression, Names, bag.Report);
        return (value, bag.Found);
    }

    private static Expression? Parse(string text, DiagnosticBag bag)
    {
        var scalar = new YamlScalar(text, true, new SourceSpan("test.yaml", 1, 10, 1, 10 + text.Length));
        return new ExpressionReader([.. Names.Parameters.Keys], bag.Report).Read(scalar, "'out'");
    }
}
