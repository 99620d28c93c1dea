using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Compiles in one line.</summary>
internal static class Compile
{
    private static readonly Lazy<CompileResult> AllShipped = new(() => SpecCompiler.Compile(Repository.Specs));

    /// <summary>All specs of this repository.</summary>
    public static IReadOnlyList<CompiledSpec> AllOfThem => AllShipped.Value.Specs;

    /// <summary>A spec of this repository.</summary>
    public static CompiledSpec Shipped(string stem) => AllOfThem.Single(spec => spec.Stem == stem);

    /// <summary>One architecture besides the repository's specs; it must have no errors.</summary>
    public static CompiledSpec Spec(string yaml, params SourceFile[] more)
    {
        var result = Text(yaml, more);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Should().BeEmpty();
        return result.Specs.Single();
    }

    /// <summary>One file besides the repository's specs, with its findings.</summary>
    public static CompileResult Text(string yaml, params SourceFile[] more)
    {
        var file = new SourceFile("specs/test.yaml", yaml);
        return SpecCompiler.Compile([.. Repository.Specs, .. more, file], [file.Path]);
    }
}
