using Microsoft.ML.OnnxRuntime;
using SeRes2Net.Compiler.Emit.Onnx;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Core.Tests.Models;
using SeRes2Net.Core.Tests.Models.Twin;
using SeRes2Net.Lab.Onnx;
using SeRes2Net.Models;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using Xunit.Abstractions;

namespace SeRes2Net.Core.Tests.Lab.Onnx;

/// <summary>
/// Networks in ONNX Runtime, which knows nothing of libtorch, against their generated C#. No weight or statistic has its initial value.
/// </summary>
public sealed class OnnxExportTests(ITestOutputHelper output)
{
    // Together every operation, as TwinParityTests asks.
    public static TheoryData<string> Everything() => ["every-primitive", "rearranged", "awkward-names"];

    // Blocks and gates whose operations meet in other ways; specs of the repository at their own size.
    public static TheoryData<string> Real() => ["se-res2net-29", "botnet-cifar", "fca-resnet-20", "densenet-bc-100", "resnet-20-a"];

    [Theory]
    [MemberData(nameof(Everything))]
    public void Everything_that_the_language_can_say_computes_the_same(string name) =>
        Compare(CoverageSpecs.All[name], InMemoryCompiler.Compile(CoverageSpecs.All[name]).Entry.Create);

    [Theory]
    [MemberData(nameof(Real))]
    public void A_network_of_the_repository_computes_the_same(string stem) => Compare(Specs.Get(stem), Catalogue.Find(stem)!.Create);

    [Fact]
    public void A_model_that_differs_is_refused()
    {
        var spec = Specs.Get("resnet-20");
        using var model = Filled(Catalogue.Find("resnet-20")!.Create);
        var graph = OnnxExport.Graph(model, spec.Graph, folded: null);
        var bias = graph.Initializers.OfType<OnnxFloats>().Single(one => one.Name == "head.linear1.bias");
        bias.Values[3] += 0.01f;

        var check = () => OnnxExport.Check(model, OnnxFormat.Serialise(graph, []), spec.Graph.Input);

        check.Should().Throw<OnnxException>().WithMessage("ONNX Runtime's logits differ from ours by *");
    }

    [Fact]
    public void A_file_says_what_it_is_and_takes_any_number_of_images()
    {
        var spec = Specs.Get("resnet-20");
        using var model = Filled(Catalogue.Find("resnet-20")!.Create);
        var metadata = OnnxExport.Metadata(spec, new([0.5, 0.25, 0.125], [1, 2, 3]));
        var bytes = OnnxFormat.Serialise(OnnxExport.Graph(model, spec.Graph, folded: null), metadata);

        bytes.Should().Equal(OnnxFormat.Serialise(OnnxExport.Graph(model, spec.Graph, folded: null), metadata), "the same model gives the same bytes");
        using var session = new InferenceSession(bytes);
        session.ModelMetadata.CustomMetadataMap.Should().Contain("spec_hash", spec.Hash).And.Contain("parameters", "272474")
            .And.Contain("classes", "10").And.Contain("input_mean", "[0.5,0.25,0.125]").And.Contain("input_std", "[1,2,3]");
        session.InputMetadata["input"].Dimensions.Should().Equal(-1, 3, 32, 32);
        session.InputMetadata["input"].SymbolicDimensions[0].Should().Be("N");
        session.OutputMetadata["logits"].Dimensions.Should().Equal(-1, 10);
    }

    private void Compare(CompiledSpec spec, Func<Network> create)
    {
        using var model = Filled(create);
        var folded = Folding.Apply(spec.Graph);
        foreach (var one in new[] { null, folded })
        {
            var bytes = OnnxFormat.Serialise(OnnxExport.Graph(model, spec.Graph, one), OnnxExport.Metadata(spec, null));
            var deviation = OnnxExport.Check(model, bytes, spec.Graph.Input);
            output.WriteLine($"{spec.Stem}{(one is null ? "" : ", folded")}: {deviation:0.0E+0}");
            deviation.Should().BeLessThan(1e-5);
        }
    }

    private static Network Filled(Func<Network> create)
    {
        var model = create();
        FormulaWeights.Fill(model);
        return model;
    }
}
