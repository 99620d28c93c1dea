namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>Counts the cases of one operation.</summary>
internal sealed class Tally(string operation)
{
    private int cases, wrong;
    private double float32, bfloat16;
    private string? firstWrong;

    internal void Add(Deviation deviation, Sample sample, string description)
    {
        cases++;
        if (sample.Type == ScalarType.BFloat16)
            bfloat16 = Math.Max(bfloat16, deviation.Relative);
        else
            float32 = Math.Max(float32, deviation.Relative);
        if (!deviation.Wrong)
            return;
        wrong++;
        firstWrong ??= $"{(sample.Type == ScalarType.BFloat16 ? "bf16" : "float32")}{(sample.ChannelsLast ? ", channels-last" : "")}: {description}";
    }

    internal SweepRow Row() => new(operation, cases, wrong, float32, bfloat16, firstWrong);
}
