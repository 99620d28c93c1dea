using Microsoft.CodeAnalysis;

namespace SeRes2Net.Generator.Tests;

public sealed class PackagingTests
{
    [Fact]
    public void The_generator_needs_no_newer_Roslyn_than_the_oldest_supported_compiler_has()
    {
        var roslyn = typeof(SpecGenerator).Assembly.GetReferencedAssemblies().Single(name => name.Name == "Microsoft.CodeAnalysis");

        roslyn.Version.Should().BeLessThanOrEqualTo(new Version(4, 8, 0, 0), "a newer one is dropped with warning CS9057");
    }

    [Fact]
    public void The_compiler_library_depends_on_neither_Roslyn_nor_tensors() =>
        typeof(Compiler.Graph.NetworkGraph).Assembly.GetReferencedAssemblies().Select(name => name.Name)
            .Should().BeSubsetOf(["netstandard", "YamlDotNet"]);
}
