using System.Text.Json;
using System.Text.Json.Nodes;
using SeRes2Net.Compiler.Emit.Python;
using SeRes2Net.Models;
using Xunit.Abstractions;

namespace SeRes2Net.Core.Tests.Models.Twin;

/// <summary>
/// Counts do not show which layer reads what; a comparison with torchvision's implementations of the same networks does. Those were written
/// by others, from the papers.
/// </summary>
public sealed class PublishedTests(ITestOutputHelper output)
{
    private static readonly (string Stem, string Published)[] Pairs =
    [
        ("resnet-18", "resnet18"),
        ("resnet-50", "resnet50"),
        ("resnet-101", "resnet101"),
        ("resnext-50", "resnext50_32x4d"),
        ("mobilenet-v2", "mobilenet_v2"),
        ("shufflenet-v2", "shufflenet_v2_x1_0"),
        ("convnext-t", "convnext_tiny"),
        ("densenet-bc-100", "densenet_bc_100"),
        ("resnet-18-cifar", "resnet_18_cifar"),
    ];

    [TorchvisionFact]
    public void Published_networks_compute_what_torchvision_computes()
    {
        using var folder = new TemporaryFolder();
        var pairs = Pairs.Select((pair, i) =>
        {
            var spec = Specs.Get(pair.Stem);
            File.WriteAllText(folder.File($"net{i}.py"), PythonEmitter.Emit(spec));
            var size = spec.Graph.Input.Rows > 64 ? 64 : spec.Graph.Input.Rows;
            return new { file = $"net{i}.py", @class = PythonEmitter.ClassName(pair.Stem), published = pair.Published, input = new[] { 3, size, size } };
        }).ToList();
        File.WriteAllText(folder.File("pairs.json"), JsonSerializer.Serialize(pairs));

        var lines = PyTorch.Run("published.py", folder.Path).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().HaveSameCount(Pairs);
        foreach (var result in lines.Select(line => JsonNode.Parse(line)!))
        {
            output.WriteLine(result.ToJsonString());
            var name = (string)result["published"]!;
            ((long)result["ours"]!).Should().Be((long)result["theirs"]!, name);
            ((double)result["eval"]!).Should().BeLessThan(1e-9, name);
            ((double)result["train"]!).Should().BeLessThan(1e-9, name);
        }
    }
}
