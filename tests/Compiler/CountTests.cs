using SeRes2Net.Compiler.Diagnostics;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Counts against the published and closed-form figures.</summary>
public sealed class CountTests
{
    [Theory]
    [InlineData("res2net-29", 651_122, 102_074_880)]
    [InlineData("se-res2net-29", 670_337, 102_093_024)]
    [InlineData("resnet-56", 855_770, 125_747_840)]
    [InlineData("resnet-56-a", 853_018, 125_485_696)]
    [InlineData("se-resnet-110", 1_744_952, 253_161_920)]
    public void Shipped_specs_have_the_reference_counts(string stem, long parameters, long macs)
    {
        var result = SpecCompiler.Compile(Repository.Specs);

        result.Diagnostics.Where(d => d.Severity == Severity.Error).Should().BeEmpty();
        var spec = result.Specs.Single(spec => spec.Stem == stem);
        spec.Costs.Parameters.Should().Be(parameters);
        spec.Costs.Macs.Should().Be(macs);
        spec.Costs.Layers.Sum(layer => layer.Parameters).Should().Be(parameters);
    }
}
