using static TorchSharp.torch;

namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>Counts the cases of one operation.</summary>
internal sealed class Tally(string operation)
{
    private int _cases, _wrong;
    private double _float32, _bfloat16;
    private string? _firstWrong;

    internal void Add(Deviation deviation, Sample sample, string description)
    {
        _cases++;
        if (sample.Type == ScalarType.BFloat16)
            _bfloat16 = Math.Max(_bfloat16, deviation.Relative);
        else
            _float32 = Math.Max(_float32, deviation.Relative);
        if (!deviation.Wrong)
            return;
        _wrong++;
        _firstWrong ??= $"{(sample.Type == ScalarType.BFloat16 ? "bf16" : "float32")}{(sample.ChannelsLast ? ", channels-last" : "")}: {description}";
    }

    internal SweepRow Row() => new(operation, _cases, _wrong, _float32, _bfloat16, _firstWrong);
}
