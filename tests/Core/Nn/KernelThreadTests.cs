using SeRes2Net.Nn;
using SeRes2Net.Nn.Kernels;
using static TorchSharp.torch;

namespace SeRes2Net.Core.Tests.Nn;

/// <summary>Kernels may be called from any thread, and the garbage collector may run at any moment.</summary>
public sealed class KernelThreadTests
{
    private const int Threads = 4;
    private const int Rounds = 1000;

    // Five kernels per round, forward and backward; every fiftieth round on a tensor that several threads share.
    [Fact]
    public void Twenty_thousand_kernels_on_several_threads_with_collections_between_give_the_same_bits()
    {
        var expected = new[] { Round(large: false), Round(large: true) };
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                Thread.Sleep(5);
            }
        });
        collector.Start();
        var different = 0;
        var failures = new List<Exception>();
        var workers = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            try
            {
                for (var round = 0; round < Rounds; round++)
                {
                    var large = round % 50 == 0;
                    if (!Round(large).SequenceEqual(expected[large ? 1 : 0]))
                        Interlocked.Increment(ref different);
                }
            }
            catch (Exception error)
            {
                lock (failures)
                    failures.Add(error);
            }
        })).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        stop.Cancel();
        collector.Join();

        failures.Should().BeEmpty();
        different.Should().Be(0);
        KernelFailure.Take().Should().BeNull();
    }

    // Loss, then the gradient's sum and largest value: equal bits need equal tensors.
    private static double[] Round(bool large)
    {
        using var scope = NewDisposeScope();
        using var bn = nn.BatchNorm2d(12);
        var size = large ? 32 : 4;
        var x = Capabilities.ToChannelsLast(arange(2L * 12 * size * size, ScalarType.Float32).reshape(2, 12, size, size).sin())
            .detach().requires_grad_();
        var parts = Ops.BatchNormReluSplit(bn, x, 5, 7);
        var joined = Ops.Concat(Ops.AvgPool(parts[0], (3, 3), (1, 1), (1, 1), countIncludePad: true), parts[1]);
        var (value, mean) = Ops.WithMean(joined);
        var loss = Ops.Multiply(value, mean.sigmoid()).pow(2).sum();
        loss.backward();
        return [loss.item<float>(), x.grad!.sum().item<float>(), x.grad.abs().max().item<float>(), bn.running_var!.sum().item<float>()];
    }
}
