using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>The way from C# to libtorch's operators.</summary>
public class OperatorTests
{
    [Fact]
    public void Every_operator_that_the_binding_names_exists_in_this_libtorch()
    {
        var missing = new List<string>();
        foreach (var field in typeof(Aten).GetFields(BindingFlags.Static | BindingFlags.NonPublic))
        {
            var op = (Op)field.GetValue(null)!;
            try
            {
                op.Require();
            }
            catch (ExternalException)
            {
                missing.Add(op.QualifiedName);
            }
        }

        missing.Should().BeEmpty();
    }

    [Fact]
    public void An_operator_that_does_not_exist_is_named_in_the_exception()
    {
        var act = () => new Op("no_such_operator").Require();

        act.Should().Throw<ExternalException>().WithMessage("*no_such_operator*");
    }

    [Fact]
    public void A_missing_argument_is_named_in_the_exception()
    {
        using var x = ones(2);

        var act = () => Aten.IndexSelect.Call(x, 0L);

        act.Should().Throw<ExternalException>().WithMessage("*'index' is missing*");
    }

    [Fact]
    public void An_error_of_libtorch_arrives_with_its_message_and_without_its_stack()
    {
        using var a = ones(2, 3);
        using var b = ones(4, 5);

        var act = () => a.matmul(b);

        act.Should().Throw<ExternalException>().Which.Message.Should().Be("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)");
    }

    [Fact]
    public void Errors_leak_no_tensors()
    {
        using var a = ones(2, 3);
        using var b = ones(4, 5);
        var before = LiveTensors.Count();

        for (var i = 0; i < 100; i++)
        {
            using var scope = NewDisposeScope();
            Assert.Throws<ExternalException>(() => a + b);
            Assert.Throws<ExternalException>(() => a.split([1, 5], 1));
            Assert.Throws<ExternalException>(() => a.max(7));
            Assert.Throws<ExternalException>(() => cat([a, b, a], 0));
        }

        Tensor.TotalCount.Should().Be(before);
    }

    [Fact]
    public void Many_arguments_do_not_fit_the_stack_buffer_and_still_arrive()
    {
        var parts = Enumerable.Range(0, 300).Select(i => tensor(new[] { (long)i })).ToArray();

        using var joined = cat(parts);

        joined.data<long>().ToArray().Should().Equal(Enumerable.Range(0, 300).Select(i => (long)i));
        foreach (var part in parts)
            part.Dispose();
    }

    [Fact]
    public void A_disposed_tensor_is_refused()
    {
        var x = ones(2);
        x.Dispose();

        var act = () => x.neg();

        act.Should().Throw<InvalidOperationException>().WithMessage("*disposed*");
    }

    [Fact]
    public void Messages_of_two_threads_do_not_mix()
    {
        Parallel.For(0, 8, thread =>
        {
            using var a = ones(2, thread + 10);
            using var b = ones(3, 3);
            for (var i = 0; i < 100; i++)
            {
                var error = Assert.Throws<ExternalException>(() => a.matmul(b));
                error.Message.Should().Contain($"(2x{thread + 10} and 3x3)");
            }
        });
    }
}
