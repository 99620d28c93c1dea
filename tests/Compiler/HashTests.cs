using System.Text.Json;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>The hash of the graph identifies runs and cache entries; the resolved spec is equivalent to the original.</summary>
public sealed class HashTests
{
    [Fact]
    public void Hashes_are_the_accepted_ones()
    {
        var lines = SpecCompiler.Compile(Repository.Specs).Specs.Select(spec => $"{spec.Stem} {spec.Hash}");

        Golden.Check("hashes.txt", string.Join('\n', lines) + "\n");
    }

    [Theory]
    [InlineData("name: Res2Net-29", "name: Other")]
    [InlineData("summary: Three", "summary: Some three")]
    [InlineData("recipe: report-300", "recipe: quick-5")]
    [InlineData("expect: { parameters: 651122, macs: 102074880 }", "")]
    [InlineData("input: [3, 32, 32]", "input: [3,  32,   8 * 4]   # the same")]
    [InlineData("with: { scale: 4 }", "with: { scale: 2 + 2 }")]
    public void Changes_that_keep_the_network_keep_the_hash(string from, string to) =>
        Changed(from, to).Hash.Should().Be(Compile.Shipped("res2net-29").Hash);

    [Theory]
    [InlineData("classes: 10", "classes: 11")]
    [InlineData("width: 12", "width: 13")]
    [InlineData("with: { scale: 4 }", "with: { scale: 4, carry-first: true }")]
    [InlineData("  - batch-norm\n", "  - batch-norm: { gamma: 0 }\n")]
    [InlineData("  - batch-norm\n", "  - batch-norm: { eps: 1e-6 }\n")]
    [InlineData("  - batch-norm\n", "  - { batch-norm: ~, name: norm }\n")]
    [InlineData("  - relu\n", "")]
    public void Changes_to_the_network_change_the_hash(string from, string to) =>
        Changed(from, to).Hash.Should().NotBe(Compile.Shipped("res2net-29").Hash);

    [Fact]
    public void The_canonical_form_is_JSON_with_every_operation()
    {
        var spec = Compile.Shipped("se-res2net-29");

        using var json = JsonDocument.Parse(spec.CanonicalJson);

        json.RootElement.GetProperty("ops").GetArrayLength().Should().Be(spec.Graph.Ops.Count);
        json.RootElement.GetProperty("modules").GetArrayLength().Should().Be(spec.Graph.Modules.Count);
        spec.Hash.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public void A_resolved_spec_compiles_to_the_same_network_on_its_own()
    {
        foreach (var spec in SpecCompiler.Compile(Repository.Specs).Specs)
        {
            var file = new SourceFile("run/spec.yaml", spec.ResolvedYaml);

            var again = SpecCompiler.Compile([file]);

            again.Diagnostics.Should().BeEmpty();
            again.Specs.Single().Hash.Should().Be(spec.Hash);
            again.Specs.Single().RecipeName.Should().Be(spec.RecipeName);
            again.Specs.Single().Graph.Name.Should().Be(spec.Graph.Name);
            again.Specs.Single().ResolvedYaml.Should().Be(spec.ResolvedYaml);
        }
    }

    [Fact]
    public void A_resolved_spec_reads_like_a_handwritten_one() =>
        Golden.Check("se-res2net-29.resolved.yaml.txt", Compile.Shipped("se-res2net-29").ResolvedYaml);

    private static CompiledSpec Changed(string from, string to)
    {
        var text = Repository.Specs.Single(file => file.Path == "specs/res2net-29.yaml").Text;
        text.Should().Contain(from);
        var changed = text.Replace(from, to);
        return Compile.Spec(from.StartsWith("expect") ? changed : changed.Replace("expect: { parameters: 651122, macs: 102074880 }", ""));
    }
}
