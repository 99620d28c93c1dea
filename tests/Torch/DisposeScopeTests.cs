using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>Which tensors a dispose scope frees.</summary>
public class DisposeScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        using var outside = ones(2);
        Tensor inside, derived;
        using (NewDisposeScope())
        {
            inside = ones(2);
            derived = inside + outside;
        }

        inside.IsInvalid.Should().BeTrue();
        derived.IsInvalid.Should().BeTrue();
        outside.IsInvalid.Should().BeFalse();
    }

    [Fact]
    public void A_moved_tensor_lives_until_the_outer_scope_ends()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                kept = ones(2).MoveToOuterDisposeScope();
            kept.IsInvalid.Should().BeFalse();
        }

        kept.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Without_an_outer_scope_a_moved_tensor_belongs_to_nobody()
    {
        Tensor kept;
        using (NewDisposeScope())
            kept = ones(2).MoveToOuterDisposeScope();

        kept.IsInvalid.Should().BeFalse();
        kept.Dispose();
    }

    [Fact]
    public void A_detached_tensor_outlives_all_scopes()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                kept = ones(2).DetachFromDisposeScope();
        }

        kept.IsInvalid.Should().BeFalse();
        kept.Dispose();
    }

    [Fact]
    public void A_tensor_can_follow_another_to_its_scope()
    {
        Tensor kept;
        using (NewDisposeScope())
        {
            var other = ones(2);
            using (NewDisposeScope())
                kept = ones(2).MoveToOtherDisposeScope(other);
            kept.IsInvalid.Should().BeFalse();
        }

        kept.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void Everything_but_the_kept_ones_can_be_disposed_early()
    {
        using var scope = NewDisposeScope();
        var a = ones(1);
        var b = ones(2);
        var c = ones(3);

        scope.DisposeEverythingBut(b);

        a.IsInvalid.Should().BeTrue();
        b.IsInvalid.Should().BeFalse();
        c.IsInvalid.Should().BeTrue();
        scope.DisposablesView.Should().Equal(b);
    }

    [Fact]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        var x = ones(1);
        scope.Contains(x).Should().BeTrue();

        x.Dispose();

        scope.DisposablesCount.Should().Be(0);
    }

    [Fact]
    public void Attaching_takes_a_tensor_out_of_its_old_scope()
    {
        using var outer = NewDisposeScope();
        Tensor x;
        using (NewDisposeScope())
        {
            x = ones(1);
            outer.Attach(x);
        }

        x.IsInvalid.Should().BeFalse();
        outer.Contains(x).Should().BeTrue();
    }

    [Fact]
    public void The_current_scope_is_the_innermost()
    {
        CurrentDisposeScope.Should().BeNull();
        using var outer = NewDisposeScope();
        using (var inner = NewDisposeScope())
            CurrentDisposeScope.Should().BeSameAs(inner);

        CurrentDisposeScope.Should().BeSameAs(outer);
    }

    [Fact]
    public void Each_thread_has_its_own_scopes()
    {
        using var scope = NewDisposeScope();
        Tensor? made = null;

        var thread = new Thread(() => made = ones(2));
        thread.Start();
        thread.Join();

        scope.Contains(made!).Should().BeFalse();
        made!.Dispose();
    }

    [Fact]
    public void An_exception_passes_through_a_scope_and_leaves_nothing()
    {
        var before = LiveTensors.Count();

        var act = () =>
        {
            using var scope = NewDisposeScope();
            var x = ones(2, 3);
            _ = x.view(7);
        };

        act.Should().Throw<Exception>();
        Tensor.TotalCount.Should().Be(before);
        CurrentDisposeScope.Should().BeNull();
    }

    [Fact]
    public void Registered_parameters_and_buffers_belong_to_the_module_and_not_to_the_scope()
    {
        nn.Module<Tensor, Tensor> model;
        using (NewDisposeScope())
            model = nn.BatchNorm2d(4);

        model.state_dict().Values.Should().OnlyContain(tensor => !tensor.IsInvalid);
        var all = model.state_dict().Values.ToList();
        model.Dispose();
        all.Should().OnlyContain(tensor => tensor.IsInvalid);
    }
}
