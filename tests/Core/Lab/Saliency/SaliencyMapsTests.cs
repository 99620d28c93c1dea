using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Core.Tests.Models;
using SeRes2Net.Core.Tests.Models.Twin;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Saliency;
using SeRes2Net.Runner.Compilation;
using Xunit.Abstractions;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Saliency;

/// <summary>Compares maps with those of Python/saliency.py, which hooks the exported module: our side in float32, Python's in float64.</summary>
[OneThread]
public sealed class SaliencyMapsTests(TwinProcess python, ITestOutputHelper output) : IClassFixture<TwinProcess>
{
    private const int Batch = 2;

    [PyTorchTheory]
    [InlineData("resnet-20", "stage3")]
    [InlineData("se-res2net-29", "stage2.block2.branch.cascade1.split3.conv1")]
    [InlineData("densenet-bc-100", "stage2")]
    [InlineData("mobilenet-v2", "stage5")]
    [InlineData("eca-resnet-20", "stage2.block1.branch.batch_norm2")]
    [InlineData("shufflenet-v2", "input")]
    public void Maps_are_those_of_an_independent_implementation(string stem, string name)
    {
        var spec = Specs.Get(stem);
        var (input, layer) = (InputSizes.ForPython(spec), SaliencyLayer.Find(spec.Graph, name)!);
        var (source, results) = (python.File($"{stem}.py"), python.File("maps"));
        File.WriteAllText(source, PythonEmitter.Emit(spec));
        python.Send(new
        {
            @do = "saliency",
            source,
            @class = PythonEmitter.ClassName(stem),
            layer = name,
            batch = Batch,
            input = new[] { input.Channels, input.Rows, input.Columns },
            @out = results,
        });

        using var scope = NewDisposeScope();
        using var model = InMemoryCompiler.CompileObserved(spec).Entry.Create();
        FormulaWeights.Fill(model);
        model.eval();
        var pass = LayerPass.Run(model, layer, FormulaWeights.Images(input, Batch).to(ScalarType.Float32), classes: null);
        var answer = python.Receive();
        pass.Classes.data<long>().Should().Equal(answer["answers"]!.AsArray().Select(value => (long)value!));
        var expected = Safetensors.Read(results).Tensors;
        foreach (var method in Enum.GetValues<SaliencyMethod>())
        {
            var map = SaliencyMaps.Upsample(SaliencyMaps.Of(method, pass.Activation, pass.Gradient), input.Rows, input.Columns);
            map.shape.Should().Equal(Batch, input.Rows, input.Columns);
            var reference = expected[method.Name()];
            var largest = reference.amax(1, 2);
            var difference = ((map.to(ScalarType.Float64) - reference).abs().amax(1, 2) / largest).max().item<double>();
            output.WriteLine($"{stem} {name} {method.Name()}: {difference:E1} of {largest.min().item<double>():E1}");
            difference.Should().BeLessThan(1e-5, method.Name());
        }
    }
}
