using SeRes2Net.Lab.Training;
using SeRes2Net.Nn;
using SeRes2Net.Nn.Platform;
using TorchSharp;

namespace SeRes2Net.Lab.Latency;

/// <summary>
/// A network as this program evaluates it: running statistics, normalisations folded into convolutions where that is possible, no gradients.
/// </summary>
/// <param name="model">The network on its device; it is put into evaluation mode.</param>
/// <param name="device">The device.</param>
/// <param name="channelsLast">Whether the channels lie innermost in memory.</param>
public sealed class TorchNetwork(Network model, torch.Device device, bool channelsLast) : ITimedNetwork
{
    /// <inheritdoc/>
    public string Name => model.Info.Name;

    /// <inheritdoc/>
    public string Engine => $"libtorch {LibTorch.Version}";

    /// <inheritdoc/>
    public IPass Prepare(LatencySetting setting)
    {
        torch.set_num_threads(setting.Threads);
        model.eval();
        var shape = model.Info.InputShape;
        using var scope = torch.NewDisposeScope();
        var images = torch.randn([setting.Batch, shape[0], shape[1], shape[2]], generator: new torch.Generator(0))
            .to(PrecisionChoice.ActivationType(setting.Precision)).to(device);
        if (channelsLast)
            images = images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
        return new Pass(model, images.MoveToOuterDisposeScope(), device.type == DeviceType.CUDA);
    }

    private sealed class Pass(Network model, torch.Tensor images, bool onCard) : IPass
    {
        public void Run()
        {
            using var noGradient = torch.inference_mode();
            using var scope = torch.NewDisposeScope();
            model.call(images);
            if (onCard)
                torch.cuda.synchronize();
        }

        public void Dispose() => images.Dispose();
    }
}
