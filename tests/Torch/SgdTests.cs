using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>Stochastic gradient descent against its definition, number by number.</summary>
public class SgdTests
{
    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0.9, 0, 0, false)]
    [InlineData(0.9, 0.5, 0, false)]
    [InlineData(0.9, 0, 0.01, false)]
    [InlineData(0.9, 0, 0.01, true)]
    [InlineData(0, 0, 0.1, false)]
    public void Steps_follow_the_definition(double momentum, double dampening, double decay, bool nesterov)
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(new[] { 1.0, -2.0 }));
        using var optimizer = optim.SGD([parameter], 0.1, momentum, dampening, decay, nesterov);
        double[] p = [1, -2];
        double[]? v = null;

        for (var step = 0; step < 5; step++)
        {
            optimizer.zero_grad();
            parameter.sin().sum().backward();
            optimizer.step();

            for (var i = 0; i < 2; i++)
            {
                var g = Math.Cos(p[i]) + decay * p[i];
                if (momentum != 0)
                {
                    v ??= [double.NaN, double.NaN];
                    v[i] = double.IsNaN(v[i]) ? g : momentum * v[i] + (1 - dampening) * g;
                    g = nesterov ? g + momentum * v[i] : v[i];
                }
                p[i] -= 0.1 * g;
            }
            var now = parameter.detach().data<double>().ToArray();
            now[0].Should().BeApproximately(p[0], 1e-12);
            now[1].Should().BeApproximately(p[1], 1e-12);
        }
    }

    [Fact]
    public void The_learning_rate_can_be_set_between_steps()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(1.0));
        using var optimizer = optim.SGD([parameter], 0.1);
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = 0.5;

        parameter.backward();
        optimizer.step();

        parameter.item<double>().Should().Be(0.5);
        optimizer.ParamGroups.Single().InitialLearningRate.Should().Be(0.1);
    }

    [Fact]
    public void Groups_have_their_own_options_and_take_the_rest_from_the_optimiser()
    {
        using var scope = NewDisposeScope();
        var a = new Parameter(tensor(1.0));
        var b = new Parameter(tensor(1.0));
        using var optimizer = optim.SGD(
            [new SGD.ParamGroup([a], new SGD.Options { LearningRate = 0.25 }), new SGD.ParamGroup([b], new SGD.Options())], 0.5);

        (a + b).backward();
        optimizer.step();

        a.item<double>().Should().Be(0.75);
        b.item<double>().Should().Be(0.5);
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(tensor(1.0));
        using var optimizer = optim.SGD([parameter], 0.5, weight_decay: 1);

        optimizer.step();

        parameter.item<double>().Should().Be(1);
    }

    [Fact]
    public void The_state_can_be_read_and_carried_over()
    {
        using var scope = NewDisposeScope();
        var a = new Parameter(tensor(1.0));
        var b = new Parameter(tensor(1.0));
        using var first = optim.SGD([a], 0.1, 0.9);
        using var second = optim.SGD([b], 0.3, 0.5);
        (a * 2).backward();
        first.step();

        second.load_state_dict(first.state_dict());

        var velocity = ((SGD.State)second.state_dict().State.Single()).momentum_buffer!;
        velocity.item<double>().Should().Be(2);
        second.ParamGroups.Single().LearningRate.Should().Be(0.1);
        // A copy: the first optimiser's next step must not reach it.
        first.step();
        velocity.item<double>().Should().Be(2);
    }

    [Fact]
    public void Nesterov_without_momentum_is_refused()
    {
        using var parameter = new Parameter(ones(1));

        var act = () => optim.SGD([parameter], 0.1, nesterov: true);

        act.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void Clipping_scales_all_gradients_alike()
    {
        using var scope = NewDisposeScope();
        var a = new Parameter(tensor(1.0));
        var b = new Parameter(tensor(1.0));
        (a * 3 + b * 4).backward();

        nn.utils.clip_grad_norm_([a, b], 1).Should().BeApproximately(5, 1e-12);

        a.grad!.item<double>().Should().BeApproximately(0.6, 1e-6);
        b.grad!.item<double>().Should().BeApproximately(0.8, 1e-6);
    }
}
