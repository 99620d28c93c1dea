using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Steps;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Expressions;

namespace SeRes2Net.Compiler.Tests;

/// <summary>A block is data: no C# code knows one by name.</summary>
public sealed class NoBlockIsKnownTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Renamed_definitions_give_the_same_networks(int seed)
    {
        var renaming = new Renaming(Repository.SpecsOfEveryStep, seed);
        var before = SpecCompiler.Compile(Repository.SpecsOfEveryStep);

        var after = SpecCompiler.Compile(renaming.Files);

        after.Diagnostics.Where(finding => finding.Severity == Severity.Error).Should().BeEmpty();
        after.Specs.Select(spec => spec.Path).Should().Equal(before.Specs.Select(spec => spec.Path));
        foreach (var (old, renamed) in before.Specs.Zip(after.Specs))
        {
            // Otherwise a name that we forgot to replace would find the definition embedded in the compiler.
            renamed.Definitions.Should().OnlyContain(definition => renaming.Files.Contains(definition));
            renamed.Definitions.Should().HaveSameCount(old.Definitions);
            CanonicalJson.Of(renaming.Back(renamed.Graph)).Should().Be(old.CanonicalJson, old.Path);
            renamed.Costs.Parameters.Should().Be(old.Costs.Parameters);
        }
    }

    [Fact]
    public void No_literal_of_the_code_is_the_name_of_a_definition_a_parameter_or_a_slot()
    {
        var names = new Renaming(Repository.Specs, 0).Replaced.Except(Words()).ToHashSet();

        var found = Sources().SelectMany(path => Literals(path).Where(literal => names.Contains(literal.Text))
            .Select(literal => $"{Path.GetRelativePath(Repository.Root, path)}:{literal.Line} \"{literal.Text}\""));

        names.Should().Contain(["basic", "res2net", "se", "width", "reduction", "pre"], "these are not words of the algebra");
        found.Should().BeEmpty();
    }

    private static IEnumerable<string> Sources() => new[] { "specgen/model", "specgen/generator", "core/nn" }
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(path => !path.Replace('\\', '/').Contains("/obj/"));

    private static IEnumerable<(string Text, int Line)> Literals(string path) => CSharpSyntaxTree.ParseText(File.ReadAllText(path))
        .GetRoot().DescendantTokens()
        .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) || token.IsKind(SyntaxKind.InterpolatedStringTextToken)
            || token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.Utf8StringLiteralToken))
        .Select(token => (token.ValueText, token.GetLocation().GetLineSpan().StartLinePosition.Line + 1));

    // The algebra's own words, from its own tables: a parameter may have the same name as an argument of a convolution.
    private static IEnumerable<string> Words() =>
    [
        .. StepTable.Kinds.Keys,
        .. Primitives.All.SelectMany(primitive => primitive.Arguments).Select(argument => argument.Name),
        .. Scope.BuiltIn.Keys,
        .. Functions.Names,
        .. Lexer.Words,
        .. Merge.Names,
        // Every list of a map's keys.
        .. typeof(SpecCompiler).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(string[]) && field.Name.EndsWith("Keys", StringComparison.Ordinal))
            .SelectMany(field => (string[])field.GetValue(null)!),
    ];
}
