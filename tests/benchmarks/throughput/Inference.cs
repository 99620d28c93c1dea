using System.Diagnostics;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Nn;
using static TorchSharp.torch;

namespace SeRes2Net.Benchmarks.Throughput;

/// <summary>Times a network in evaluation mode.</summary>
internal static class Inference
{
    /// <summary>Seconds for <paramref name="count"/> batches, after one that is not timed. The network is left in training mode.</summary>
    public static double Measure(Network model, Shape input, int batch, ScalarType type, bool channelsLast, int count)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var images = randn(batch, input.Channels, input.Rows, input.Columns).to(type);
        images = channelsLast ? Capabilities.ToChannelsLast(images) : images;
        model.eval();
        using var folded = FoldedConv.Keep(); // as the laboratory's evaluation does; no effect under SERES2NET_PLAIN=1
        model.call(images).Dispose();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
            model.call(images).Dispose();
        var seconds = clock.Elapsed.TotalSeconds;
        model.train();
        return seconds;
    }
}
