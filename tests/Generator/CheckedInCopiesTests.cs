using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Emit.CSharp;

namespace SeRes2Net.Generator.Tests;

/// <summary>core/models/Generated shows reviewers what a change to the compiler does to a model.</summary>
public sealed class CheckedInCopiesTests
{
    private const string Accept = "accept the new text with: dotnet build core/models -p:AcceptGenerated=true";

    private static string Folder => Path.Combine(Repository.Root, "core", "models", "Generated");

    [Fact]
    public void The_copies_are_what_the_emitter_writes()
    {
        var specs = SpecCompiler.Compile(Repository.SpecsByFullPath).Specs;
        var expected = specs.ToDictionary(spec => CSharpEmitter.ClassName(spec.Stem) + ".g.cs", CSharpEmitter.Emit);

        Compare(expected);
    }

    [Fact]
    public void The_copies_are_what_the_generator_writes() =>
        Compare(new GeneratorHost(Repository.SpecsByFullPath).Run().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()));

    private static void Compare(Dictionary<string, string> expected)
    {
        var found = Directory.EnumerateFiles(Folder, "*.cs").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        found.Should().NotBeEmpty();
        expected.Keys.Should().Contain(found.Keys, Accept);
        foreach (var (name, text) in found)
        {
            (expected[name] == text).Should().BeTrue($"core/models/Generated/{name} is stale; {Accept}");
        }
    }
}
