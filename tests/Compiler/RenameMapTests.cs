using SeRes2Net.Compiler.Documents.Renames;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Diagnostics;
using SeRes2Net.Compiler.Text.Sources;

namespace SeRes2Net.Compiler.Tests;

/// <summary>Compares rename maps with the names that other libraries publish, generated here from their naming schemes.</summary>
public sealed class RenameMapTests
{
    private static readonly string[] NormTensors = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];

    [Theory]
    [InlineData("resnet-18", false, 2, 2, 2, 2)]
    [InlineData("resnet-50", true, 3, 4, 6, 3)]
    [InlineData("resnet-101", true, 3, 4, 23, 3)]
    public void Resnets_have_the_names_and_shapes_of_torchvision(string stem, bool bottleneck, params int[] depths) =>
        Renamed("torchvision-resnet", stem).Should().BeEquivalentTo(ResNet(depths, bottleneck));

    [Theory]
    [InlineData("se-resnet-50", true)]
    [InlineData("se-resnet-50-no-bias", false)]
    public void Se_resnet_50_has_the_names_and_shapes_of_timm(string stem, bool bias)
    {
        var expected = ResNet([3, 4, 6, 3], bottleneck: true);
        foreach (var (stage, block) in Blocks([3, 4, 6, 3]))
        {
            var (at, channels) = ($"layer{stage}.{block}.se", 128 << stage);
            expected.Add($"{at}.fc1.weight", $"{channels / 16}x{channels}x1x1");
            expected.Add($"{at}.fc2.weight", $"{channels}x{channels / 16}x1x1");
            if (bias)
            {
                expected.Add($"{at}.fc1.bias", $"{channels / 16}");
                expected.Add($"{at}.fc2.bias", $"{channels}");
            }
        }

        Renamed("timm-resnet", stem).Should().BeEquivalentTo(expected);
    }

    [Fact]
    public void Eca_resnet_50_has_the_names_and_shapes_of_timm()
    {
        var expected = ResNet([3, 4, 6, 3], bottleneck: true);
        foreach (var (stage, block) in Blocks([3, 4, 6, 3]))
            expected.Add($"layer{stage}.{block}.se.conv.weight", stage == 4 ? "1x1x7" : "1x1x5");

        Renamed("timm-resnet", "eca-resnet-50").Should().BeEquivalentTo(expected);
    }

    [Theory]
    [InlineData("res2net-50-26w4s", 26, 4, 3, 4, 6, 3)]
    [InlineData("res2net-50-48w2s", 48, 2, 3, 4, 6, 3)]
    [InlineData("res2net-50-14w8s", 14, 8, 3, 4, 6, 3)]
    [InlineData("res2net-101-26w4s", 26, 4, 3, 4, 23, 3)]
    public void Res2nets_have_the_names_and_shapes_of_timm(string stem, int baseWidth, int scale, params int[] depths) =>
        Renamed("timm-res2net", stem).Should().BeEquivalentTo(Res2Net(depths, baseWidth, scale));

    [Fact]
    public void A_res2net_whose_first_split_passes_through_does_not_fit_timms_names()
    {
        // Its last split has a convolution that timm's names have no place for.
        var names = StateLayout.Of(Compile.Shipped("res2net-29").Graph).Select(tensor => Shipped("timm-res2net").ToTheirs(tensor.Name)).ToList();

        names.Should().Contain("layer1.0.convs.3.weight").And.NotContain("layer1.0.convs.0.weight");
    }

    [Fact]
    public void Every_shipped_map_reads_both_ways()
    {
        RenameMap.Shipped.Should().Contain(["torchvision-resnet", "timm-resnet", "timm-res2net"]);
        foreach (var name in RenameMap.Shipped)
        {
            var map = Shipped(name);
            map.Name.Should().Be(name);
            map.Summary.Should().NotBeEmpty();
            var names = StateLayout.Of(Compile.Shipped("resnet-50").Graph).Select(tensor => tensor.Name)
                .Where(ours => map.ToTheirs(ours) is not null).ToList();
            names.Should().NotBeEmpty();
            names.Select(ours => map.ToOurs(map.ToTheirs(ours)!)).Should().Equal(names);
        }
    }

    [Fact]
    public void The_first_matching_rule_wins_and_matches_whole_parts_of_names()
    {
        var map = Read("rename: test\nrules:\n  - a{n}.conv1 <-> x{n-1}.first\n  - a{n}.conv{c} <-> x{n-1}.conv.{c+10}\n")!;

        map.ToTheirs("a1.conv1.weight").Should().Be("x0.first.weight");
        map.ToTheirs("a3.conv2.bias").Should().Be("x2.conv.12.bias");
        map.ToTheirs("a0.conv1.weight").Should().BeNull("a negative number is not a name");
        map.ToTheirs("a1.conv1x.weight").Should().BeNull();
        map.ToTheirs("b.a1.conv1.weight").Should().BeNull();
        map.ToOurs("x2.conv.12.bias").Should().Be("a3.conv2.bias");
        map.ToOurs("x0.conv.11.weight").Should().BeNull("a1.conv1 has a different name");
    }

    [Theory]
    [InlineData("rename: test\nrules:\n  - stem.conv1\n", 3, "<->")]
    [InlineData("rename: test\nrules:\n  - a{n} <-> b\n", 3, "both ways")]
    [InlineData("rename: test\nrules:\n  - a{n} <-> b{n}\n  - a(.*) <-> b\n", 4, "letters, digits")]
    [InlineData("rename: test\nrules:\n  - '*.a <-> b'\n", 3, "optional")]
    [InlineData("rename: test\nrule:\n  - a <-> b\n", 2, "Did you mean 'rules'?")]
    [InlineData("rename: test\nrules:\n  - { a: b }\n", 3, "a list of lines")]
    [InlineData("- a\n", 1, "rules")]
    public void A_mistake_is_reported_at_its_line(string yaml, int line, string message)
    {
        RenameMap.Read(new SourceFile("map.yaml", yaml), out var findings).Should().BeNull();

        findings.Should().Contain(finding => finding.Severity == Severity.Error && finding.Where.Line == line && finding.Message.Contains(message));
    }

    private static RenameMap? Read(string yaml) => RenameMap.Read(new SourceFile("map.yaml", yaml), out _);

    private static RenameMap Shipped(string name)
    {
        var map = RenameMap.Read(RenameMap.Embedded(name), out var findings);
        findings.Should().BeEmpty();
        return map!;
    }

    private static Dictionary<string, string> Renamed(string map, string stem) => StateLayout.Of(Compile.Shipped(stem).Graph)
        .ToDictionary(tensor => Shipped(map).ToTheirs(tensor.Name) ?? "no rule for " + tensor.Name, tensor => string.Join("x", tensor.Shape));

    private static IEnumerable<(int Stage, int Block)> Blocks(int[] depths) =>
        depths.SelectMany((depth, i) => Enumerable.Range(0, depth).Select(block => (i + 1, block)));

    // torchvision.models.resnet: conv1, bn1, layer1.0.conv1 .. layer4.2.bn3, layer1.0.downsample.0 and .1, fc.
    private static Dictionary<string, string> ResNet(int[] depths, bool bottleneck) =>
        Network(depths, bottleneck ? 4 : 1, (state, at, planes, incoming) =>
        {
            (int Out, int In, int Kernel)[] convs = bottleneck
                ? [(planes, incoming, 1), (planes, planes, 3), (planes * 4, planes, 1)]
                : [(planes, incoming, 3), (planes, planes, 3)];
            for (var i = 0; i < convs.Length; i++)
            {
                Conv(state, $"{at}.conv{i + 1}", convs[i].Out, convs[i].In, convs[i].Kernel);
                Norm(state, $"{at}.bn{i + 1}", convs[i].Out);
            }
        });

    // timm.models.res2net: conv1, bn1, convs.0 .., bns.0 .., conv3, bn3 in a block; one convolution fewer than splits.
    private static Dictionary<string, string> Res2Net(int[] depths, int baseWidth, int scale) => Network(depths, 4, (state, at, planes, incoming) =>
    {
        var width = planes * baseWidth / 64;
        Conv(state, $"{at}.conv1", width * scale, incoming, 1);
        Norm(state, $"{at}.bn1", width * scale);
        for (var i = 0; i < scale - 1; i++)
        {
            Conv(state, $"{at}.convs.{i}", width, width, 3);
            Norm(state, $"{at}.bns.{i}", width);
        }
        Conv(state, $"{at}.conv3", planes * 4, width * scale, 1);
        Norm(state, $"{at}.bn3", planes * 4);
    });

    private static Dictionary<string, string> Network(int[] depths, int expansion, Action<Dictionary<string, string>, string, int, int> addBlock)
    {
        var state = new Dictionary<string, string>();
        Conv(state, "conv1", 64, 3, 7);
        Norm(state, "bn1", 64);
        var incoming = 64;
        foreach (var (stage, block) in Blocks(depths))
        {
            var (at, planes) = ($"layer{stage}.{block}", 32 << stage);
            addBlock(state, at, planes, incoming);
            if (block == 0 && incoming != planes * expansion)
            {
                Conv(state, $"{at}.downsample.0", planes * expansion, incoming, 1);
                Norm(state, $"{at}.downsample.1", planes * expansion);
            }
            incoming = planes * expansion;
        }
        state.Add("fc.weight", $"1000x{incoming}");
        state.Add("fc.bias", "1000");
        return state;
    }

    private static void Conv(Dictionary<string, string> state, string name, int channels, int from, int kernel) =>
        state.Add(name + ".weight", $"{channels}x{from}x{kernel}x{kernel}");

    private static void Norm(Dictionary<string, string> state, string name, int channels)
    {
        foreach (var tensor in NormTensors)
            state.Add($"{name}.{tensor}", tensor == "num_batches_tracked" ? "" : $"{channels}");
    }
}
