using TorchSharp;
using static TorchSharp.torch;

namespace SeRes2Net.Torch.Tests;

/// <summary>A small network in training: memory, threads, and that it learns.</summary>
public class TrainingStepTests
{
    [Fact]
    public void Live_tensors_stay_flat_over_200_steps()
    {
        manual_seed(1);
        using var model = Small();
        using var optimizer = optim.SGD(model.parameters(), 0.05, 0.9, weight_decay: 1e-4, nesterov: true);
        using var x = randn(16, 3, 8, 8);
        using var y = randint(4, [16]);
        long after20 = 0;
        float first = 0, last = 0;

        for (var step = 0; step < 200; step++)
        {
            using (NewDisposeScope())
            {
                optimizer.zero_grad();
                var loss = nn.functional.cross_entropy(model.call(x), y);
                loss.backward();
                optimizer.step();
                last = loss.item<float>();
            }
            if (step == 0)
                first = last;
            if (step == 20)
                after20 = LiveTensors.Count();
        }

        Tensor.TotalCount.Should().Be(after20);
        last.Should().BeLessThan(first / 5);
    }

    [Fact]
    public void The_finaliser_frees_what_nobody_disposed()
    {
        var before = LiveTensors.Count();

        Abandon();

        LiveTensors.Count().Should().Be(before);
    }

    [Fact]
    public void Threads_default_to_the_number_of_cores()
    {
        get_num_threads().Should().Be(Environment.ProcessorCount);

        // OpenMP keeps the number for each thread; one that comes later must not fall back to libtorch's own default.
        var elsewhere = 0;
        var thread = new Thread(() => elsewhere = get_num_threads());
        thread.Start();
        thread.Join();
        elsewhere.Should().Be(Environment.ProcessorCount);
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(1);
            get_num_threads().Should().Be(1);
        }
        finally
        {
            set_num_threads(before);
        }
    }

    [Fact]
    public void The_library_says_what_it_is()
    {
        LibTorch.Version.Should().MatchRegex(@"^\d+\.\d+");
        torch.__version__.Should().Be(LibTorch.Version);
        File.Exists(LibTorch.Path).Should().BeTrue();
        cuda.is_available().Should().Be(cuda.device_count() > 0);
    }

    private static nn.Module<Tensor, Tensor> Small() => nn.Sequential(
        ("conv", nn.Conv2d(3, 8, 3, padding: 1, bias: false)),
        ("bn", nn.BatchNorm2d(8)),
        ("relu", nn.ReLU()),
        ("pool", nn.AdaptiveAvgPool2d(1)),
        ("flatten", nn.Flatten()),
        ("fc", nn.Linear(8, 4)));

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon()
    {
        for (var i = 0; i < 100; i++)
            _ = ones(10);
    }
}
