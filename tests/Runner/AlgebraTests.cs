using SeRes2Net.Compiler;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Nn;
using SeRes2Net.Runner.Compilation;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Runner.Tests;

/// <summary>One small architecture that uses everything the language has, from YAML to gradients.</summary>
public sealed class AlgebraTests
{
    private static readonly CompiledSpec Spec = Compile();
    private static readonly Lazy<InMemoryModel> Model = new(() => InMemoryCompiler.Compile(Spec));

    [Fact]
    public void It_holds_every_operation_in_every_kind()
    {
        var ops = Spec.Graph.Ops;

        ops.Select(op => op.GetType()).Distinct().Should()
            .BeEquivalentTo(typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract));
        ops.OfType<ActivationOp>().Select(op => op.Function).Distinct().Should().BeEquivalentTo(Enum.GetValues<ActivationKind>());
        ops.OfType<SoftmaxOp>().Select(op => op.Over).Distinct().Should().BeEquivalentTo(Enum.GetValues<Over>());
        ops.OfType<ResizeOp>().Select(op => op.Mode).Distinct().Should().BeEquivalentTo(Enum.GetValues<ResizeMode>());
        ops.OfType<PoolOp>().Select(op => op.Function).Distinct().Should().BeEquivalentTo(Enum.GetValues<PoolKind>());
        ops.Where(op => op.SharesWith is not null).Select(op => op.GetType()).Distinct().Should()
            .Contain([typeof(ConvOp), typeof(BatchNormOp)]);
    }

    [Fact]
    public void Blocks_that_differ_only_in_rates_are_one_class()
    {
        var source = Model.Value.Source;

        source.Should().Contain("public Stage1Block1 Block2 { get; } = new(").And.Contain("public Stage1Block1 Block3 { get; } = new(")
            .And.NotContain("class Stage1Block2 ").And.NotContain("class Stage1Block3 ");
    }

    [Fact]
    public void Its_state_dict_is_that_of_the_graph()
    {
        using var scope = NewDisposeScope();
        using var network = Model.Value.Entry.Create();

        network.state_dict().Select(entry => $"{entry.Key} {string.Join(',', entry.Value.shape)}")
            .Should().BeEquivalentTo(StateLayout.Of(Spec.Graph).Select(entry => $"{entry.Name} {string.Join(',', entry.Shape)}"));
        network.parameters().Sum(parameter => parameter.numel()).Should().Be(Spec.Costs.Parameters);
    }

    [Fact]
    public void Its_normalisations_start_at_one_and_zero_whatever_the_memory_held()
    {
        for (var round = 0; round < 20; round++)
        {
            using var scope = NewDisposeScope();
            _ = full(1 << 12, double.NaN, ScalarType.Float32);
            using var network = Model.Value.Entry.Create();
            foreach (var group in network.modules().OfType<GroupNorm>())
            {
                group.weight.eq(1).all().item<bool>().Should().BeTrue();
                group.bias!.eq(0).all().item<bool>().Should().BeTrue();
            }
            foreach (var layer in network.modules().OfType<LayerNorm>())
            {
                layer.weight?.eq(1).all().item<bool>().Should().BeTrue();
                layer.bias?.eq(0).all().item<bool>().Should().BeTrue();
            }
        }
    }

    [Theory]
    [InlineData(ScalarType.Float32, false)]
    [InlineData(ScalarType.Float32, true)]
    [InlineData(ScalarType.BFloat16, false)]
    [InlineData(ScalarType.BFloat16, true)]
    public void It_trains_and_evaluates_and_every_parameter_gets_a_gradient(ScalarType type, bool channelsLast)
    {
        using var scope = NewDisposeScope();
        using var network = Model.Value.Entry.Create();
        Initialisation.Apply(network, seed: 1);
        var images = randn(6, 3, 12, 10).to(type);
        images = channelsLast ? Capabilities.ToChannelsLast(images) : images;

        network.train();
        var logits = network.call(images);
        nn.functional.cross_entropy(logits.to(ScalarType.Float32), arange(6, ScalarType.Int64).remainder(3)).backward();

        logits.shape.Should().Equal(6, 3);
        foreach (var (name, parameter) in network.named_parameters())
        {
            parameter.grad.Should().NotBeNull(name);
            parameter.grad!.isfinite().all().item<bool>().Should().BeTrue(name);
        }
        var twice = network.call(images);
        twice.eq(logits).all().item<bool>().Should().BeFalse("dropout and drop-path draw again");
        var uses = Spec.Graph.Ops.OfType<BatchNormOp>().ToLookup(op => op.SharesWith ?? op.Path);
        foreach (var (name, module) in network.named_modules())
        {
            if (module is BatchNorm2d bn)
                bn.num_batches_tracked!.item<long>().Should().Be(2 * uses[name].Count(), name);
        }
        network.eval();
        network.call(images).eq(network.call(images)).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Steps_leave_no_tensors_behind()
    {
        using var network = Model.Value.Entry.Create();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var counts = new List<long>();
        foreach (var training in new[] { true, true, true, false, false, false })
        {
            using (NewDisposeScope())
            {
                network.train(training);
                network.call(Capabilities.ToChannelsLast(randn(2, 3, 12, 10))).sum().backward();
            }
            counts.Add(Tensor.TotalCount);
        }
        counts[2].Should().Be(counts[1]);
        counts[5].Should().Be(counts[4]);
    }

    // The twin's parity test compares what channels-last computes with PyTorch.
    [Fact]
    public void Both_layouts_compute_the_same()
    {
        using var scope = NewDisposeScope();
        var images = randn(4, 3, 12, 10, ScalarType.Float64);
        var plain = Run(images);
        var native = Run(Capabilities.ToChannelsLast(images));

        native.Keys.Should().BeEquivalentTo(plain.Keys);
        native.Select(entry => (entry.Key, Difference: Difference(entry.Value, plain[entry.Key])))
            .Where(entry => !(entry.Difference <= 1e-9)).Select(entry => $"{entry.Key}: {entry.Difference:E1}").Should().BeEmpty();
    }

    private static Dictionary<string, Tensor> Run(Tensor images)
    {
        var network = Model.Value.Entry.Create();
        network.to(ScalarType.Float64);
        Initialisation.Apply(network, seed: 2);
        // Only batch normalisation trains: random operations may draw in the order of the memory.
        network.eval();
        foreach (var layer in network.modules().OfType<BatchNorm2d>())
            layer.train();
        var logits = network.call(images);
        logits.logsumexp(1).sum().backward();
        var found = new Dictionary<string, Tensor> { ["training"] = logits.detach() };
        foreach (var (name, parameter) in network.named_parameters())
            found["gradient of " + name] = parameter.grad!;
        foreach (var (name, buffer) in network.named_buffers())
            found[name] = buffer.clone(); // the network's own are freed with it, whoever else holds them
        network.eval();
        found["evaluation"] = network.call(images).detach();
        return found;
    }

    private static double Difference(Tensor found, Tensor expected)
    {
        found.shape.Should().Equal(expected.shape);
        var exact = expected.to(ScalarType.Float64);
        var difference = (found.to(ScalarType.Float64) - exact).abs().max().item<double>();
        return difference / Math.Max(1e-3, exact.abs().max().item<double>());
    }

    private static CompiledSpec Compile()
    {
        var result = SpecCompiler.Compile(Repository.Read("tests/Runner/Algebra", shownAs: "specs"));
        result.Diagnostics.Should().BeEmpty();
        return result.Specs.Should().ContainSingle().Subject;
    }
}
