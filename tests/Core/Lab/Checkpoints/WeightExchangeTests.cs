using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Documents.Renames;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Text.Sources;
using SeRes2Net.Lab.Checkpoints;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Lab.Checkpoints;

[OneThread]
public sealed class WeightExchangeTests : IDisposable
{
    private readonly IDisposable scope = NewDisposeScope();

    private static readonly CompiledSpec Spec = Compile("""
        name: Small ResNet
        input: [3, 32, 32]
        classes: 5
        stem: [{ conv: { out: 4, kernel: 7, stride: 2 } }, batch-norm, relu]
        block: bottleneck
        stages: [{ repeat: 2, out: 8 }, { repeat: 2, out: 16, stride: 2 }, { repeat: 2, out: 24, stride: 2 }, { repeat: 2, out: 32, stride: 2 }]
        head: [global-avg-pool, linear: { out: classes }]
        """);

    private static readonly RenameMap Map = RenameMap.Read(RenameMap.Embedded("torchvision-resnet"), out _)!;

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Exported_weights_come_back_unchanged()
    {
        var ours = Random(name => name);

        var theirs = WeightExchange.Export(ours, "ours", Spec, Map);
        var back = WeightExchange.Import(theirs, "theirs", Spec, Map, Never);

        theirs.Keys.Should().Contain(["conv1.weight", "layer4.1.bn3.running_var", "layer2.0.downsample.0.weight", "fc.bias"]);
        theirs.Keys.Should().OnlyContain(name => !name.Contains("stage"));
        back.Keys.Should().BeEquivalentTo(ours.Keys);
        back.Should().OnlyContain(entry => entry.Value.eq(ours[entry.Key]).all().item<bool>());
    }

    [Fact]
    public void Half_and_double_precision_become_single()
    {
        var theirs = Random(name => Map.ToTheirs(name)!).ToDictionary(
            entry => entry.Key, entry => entry.Value.is_floating_point() ? entry.Value.to(ScalarType.BFloat16) : entry.Value.to(ScalarType.Int32));

        var ours = WeightExchange.Import(theirs, "theirs", Spec, Map, Never);

        ours["stem.conv1.weight"].dtype.Should().Be(ScalarType.Float32);
        ours["stem.batch_norm1.num_batches_tracked"].dtype.Should().Be(ScalarType.Int64);
    }

    [Fact]
    public void A_file_without_counters_gets_those_of_a_new_network()
    {
        var theirs = Random(name => Map.ToTheirs(name)!).Where(entry => !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => entry.Value);

        var ours = WeightExchange.Import(theirs, "theirs", Spec, Map,
            () => new Dictionary<string, Tensor>(Random(name => name)) { ["stem.batch_norm1.num_batches_tracked"] = tensor(7L) });

        ours["stem.batch_norm1.num_batches_tracked"].item<long>().Should().Be(7);
        ours.Should().HaveCount(StateLayout.Of(Spec.Graph).Count);
    }

    [Fact]
    public void All_mismatches_are_reported_together_under_both_names()
    {
        var theirs = Random(name => Map.ToTheirs(name)!);
        theirs["layer4.1.bn3.wieght"] = theirs["layer4.1.bn3.weight"];
        theirs.Remove("layer4.1.bn3.weight");
        theirs["fc.weight"] = zeros(1000, 32);
        theirs["aux.conv.weight"] = zeros(1);

        var import = () => WeightExchange.Import(theirs, "file", Spec, Map, Never);

        var message = import.Should().Throw<CheckpointException>().Which.Message;
        message.Should().StartWith("file does not fit Small ResNet through the rename map torchvision-resnet:\n");
        message.Should().Contain(
            "missing: layer4.1.bn3.weight (ours: stage4.block2.branch.batch_norm3.weight) [32]. Did you mean 'layer4.1.bn3.wieght'?");
        message.Should().Contain("other shape: fc.weight (ours: head.linear1.weight) is [1000, 32], expected [5, 32].");
        message.Should().Contain("left over: aux.conv.weight");
    }

    [Fact]
    public void A_map_must_have_a_rule_for_every_tensor_and_one_name_for_each()
    {
        var partial = RenameMap.Read(new SourceFile("map.yaml", "rename: partial\nrules:\n  - stem <-> s\n"), out _);
        var merging = RenameMap.Read(new SourceFile("map.yaml", """
            rename: merging
            rules: [stem <-> s, head <-> h, 'stage{n}.block1.branch.conv1 <-> c{n}', 'stage{n}.block1.branch.conv2 <-> c{n}', stage1 <-> s1,
              stage2 <-> s2, stage3 <-> s3, stage4 <-> s4]
            """), out _);

        var lacking = () => WeightExchange.Export(Random(name => name), "ours", Spec, partial);
        var clashing = () => WeightExchange.Export(Random(name => name), "ours", Spec, merging);

        lacking.Should().Throw<CheckpointException>().WithMessage("*no rule for stage1.block1.branch.conv1.weight*and*more*");
        clashing.Should().Throw<CheckpointException>().WithMessage("*stage1.block1.branch.conv1.weight, stage1.block1.branch.conv2.weight*c1.weight*");
    }

    private static IReadOnlyDictionary<string, Tensor> Never() => throw new InvalidOperationException("Nothing is missing here.");

    private static Dictionary<string, Tensor> Random(Func<string, string> name) => StateLayout.Of(Spec.Graph)
        .ToDictionary(t => name(t.Name), t => t.Shape.Count == 0 ? tensor(3L) : randn([.. t.Shape]));

    private static CompiledSpec Compile(string yaml) => SpecCompiler.Compile([new SourceFile("small.yaml", yaml)]).Specs.Single();
}
