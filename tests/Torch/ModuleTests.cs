using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>Names, modes, hooks and conversion of modules.</summary>
public class ModuleTests
{
    [Fact]
    public void State_is_named_by_path_in_order_of_registration()
    {
        using var model = new Outer();

        model.state_dict().Keys.Should().Equal(
            "scale", "stem.conv.weight", "stem.bn.weight", "stem.bn.bias", "stem.bn.running_mean", "stem.bn.running_var",
            "stem.bn.num_batches_tracked", "head.weight", "head.bias");
        model.named_parameters().Select(item => item.name).Should().Equal(
            "scale", "stem.conv.weight", "stem.bn.weight", "stem.bn.bias", "head.weight", "head.bias");
        model.named_modules().Select(item => item.name).Should().Equal("stem", "stem.conv", "stem.bn", "head");
        model.named_children().Select(item => item.name).Should().Equal("stem", "head");
    }

    [Fact]
    public void Training_and_evaluation_reach_all_parts()
    {
        using var model = new Outer();
        model.eval();
        model.modules().Append(model).Should().OnlyContain(module => !module.training);

        model.train();
        model.modules().Append(model).Should().OnlyContain(module => module.training);
    }

    [Fact]
    public void Hooks_see_calls_until_they_are_removed()
    {
        using var scope = NewDisposeScope();
        using var model = new Outer();
        var seen = new List<string>();
        var before = model.register_forward_pre_hook((_, input) =>
        {
            seen.Add($"before {input.shape[0]}");
            return input;
        });
        var after = model.stem.register_forward_hook((_, _, output) =>
        {
            seen.Add($"after stem {output.shape[1]}");
            return output * 0;
        });
        var x = ones(2, 3, 4, 4);

        var replaced = model.call(x);
        before.remove();
        after.remove();
        model.call(x);

        seen.Should().Equal("before 2", "after stem 5");
        replaced.allclose(model.head.bias!.expand(2, 6)).Should().BeTrue();
    }

    [Fact]
    public void Converting_a_module_keeps_its_objects_and_its_counts()
    {
        using var model = new Outer();
        var weight = model.head.weight;

        model.to(float64);

        model.head.weight.Should().BeSameAs(weight);
        weight.dtype.Should().Be(ScalarType.Float64);
        weight.requires_grad.Should().BeTrue();
        weight.is_leaf.Should().BeTrue();
        model.get_buffer("stem.bn.running_var").dtype.Should().Be(ScalarType.Float64);
        model.get_buffer("stem.bn.num_batches_tracked").dtype.Should().Be(ScalarType.Int64);
        using var y = model.call(ones(2, 3, 4, 4, float64));
        y.dtype.Should().Be(ScalarType.Float64);
    }

    [Fact]
    public void State_moves_from_one_module_to_another()
    {
        using var scope = NewDisposeScope();
        using var a = new Outer();
        using var b = new Outer();
        a.eval();
        b.eval();
        var x = randn(2, 3, 4, 4);

        b.load_state_dict(a.state_dict());

        b.call(x).allclose(a.call(x)).Should().BeTrue();
        b.head.weight.requires_grad.Should().BeTrue();
    }

    [Fact]
    public void State_that_does_not_fit_is_refused_and_named()
    {
        using var model = new Outer();
        using var stray = ones(1);
        var state = model.state_dict();
        state.Remove("head.bias");
        state.Add("stray", stray);

        var act = () => model.load_state_dict(state);

        act.Should().Throw<InvalidOperationException>().WithMessage("*head.bias*stray*");
        var (missing, unexpected) = model.load_state_dict(state, strict: false);
        missing.Should().Equal("head.bias");
        unexpected.Should().Equal("stray");
    }

    [Fact]
    public void A_name_can_be_given_once()
    {
        using var model = new Outer();

        var twice = () => model.register_module("head", nn.ReLU());
        var dotted = () => model.register_module("a.b", nn.ReLU());

        twice.Should().Throw<ArgumentException>().WithMessage("*head*");
        dotted.Should().Throw<ArgumentException>().WithMessage("*a.b*");
    }

    [Fact]
    public void A_parameter_takes_its_tensor_over()
    {
        var before = LiveTensors.Count();
        var data = ones(2);

        using (var parameter = new TorchSharp.Modules.Parameter(data))
        {
            data.IsInvalid.Should().BeTrue();
            parameter.requires_grad.Should().BeTrue();
            Tensor.TotalCount.Should().Be(before + 1);
        }

        Tensor.TotalCount.Should().Be(before);
    }

    [Fact]
    public void A_module_frees_everything_below_it()
    {
        var before = LiveTensors.Count();

        using (new Outer())
            Tensor.TotalCount.Should().Be(before + 9);

        Tensor.TotalCount.Should().Be(before);
    }

    [Fact]
    public void Gradients_can_be_dropped_or_zeroed()
    {
        using var scope = NewDisposeScope();
        using var model = new Outer();
        model.call(ones(2, 3, 4, 4)).sum().backward();
        model.zero_grad(set_to_none: false);
        model.head.bias!.grad!.data<float>().ToArray().Should().OnlyContain(g => g == 0);

        model.zero_grad();
        model.parameters().Select(parameter => parameter.grad).Should().OnlyContain(gradient => ReferenceEquals(gradient, null));
    }

    [Fact]
    public void Padding_by_rule_and_by_reflection_gives_the_sizes_it_should()
    {
        using var scope = NewDisposeScope();
        var x = arange(16, dtype: float32).view(1, 1, 4, 4);
        using var same = nn.Conv2d(1, 1, 3, Padding.Same, bias: false);
        using var reflect = nn.Conv2d(1, 1, 3, padding: 1, padding_mode: PaddingModes.Reflect, bias: false);
        using (no_grad())
        {
            reflect.weight.zero_();
            reflect.weight[0, 0, 0, 0] = 1f;
        }

        same.call(x).shape.Should().Equal(1, 1, 4, 4);
        reflect.call(x)[0, 0, 0, 0].item<float>().Should().Be(5);
    }

    private sealed class Outer : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Parameter scale = new(ones(1));

        internal Outer()
            : base(nameof(Outer))
        {
            register_parameter("scale", scale);
            register_module("stem", stem);
            register_module("head", head);
        }

        internal Inner stem { get; } = new();

        internal TorchSharp.Modules.Linear head { get; } = nn.Linear(5, 6);

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return head.call(stem.call(input).mean([2, 3]) * scale).MoveToOuterDisposeScope();
        }
    }

    private sealed class Inner : nn.Module<Tensor, Tensor>
    {
        private readonly TorchSharp.Modules.Conv2d conv = nn.Conv2d(3, 5, 3, bias: false);
        private readonly TorchSharp.Modules.BatchNorm2d bn = nn.BatchNorm2d(5);

        internal Inner()
            : base(nameof(Inner))
        {
            register_module("conv", conv);
            register_module("bn", bn);
        }

        public override Tensor forward(Tensor input)
        {
            using var convolved = conv.call(input);
            return bn.call(convolved);
        }
    }
}
