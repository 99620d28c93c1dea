using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>One network before and after quantisation.</summary>
public sealed record QuantisationSummary
{
    /// <summary>The spec's name.</summary>
    public required string Spec { get; init; }
    /// <summary>SHA-256 of the network's graph.</summary>
    public required string SpecHash { get; init; }
    /// <summary>Which of the run's weights.</summary>
    public required string Weights { get; init; }
    /// <summary>The data set's name.</summary>
    public required string Data { get; init; }
    /// <summary>Its checksum.</summary>
    public required string DataChecksum { get; init; }
    /// <summary>Test images.</summary>
    public required int TestImages { get; init; }
    /// <summary>How ranges were found.</summary>
    public required CalibrationMethod Calibration { get; init; }
    /// <summary>Training images that they were found on.</summary>
    public required int CalibrationImages { get; init; }
    /// <summary>What chose these images.</summary>
    public required long Seed { get; init; }
    /// <summary>Parts that stayed in float32.</summary>
    public required IReadOnlyList<QuantisedPart> Kept { get; init; }
    /// <summary>Convolutions, linear layers and matrix products that compute with integers.</summary>
    public required int IntegerProducts { get; init; }
    /// <summary>All convolutions, linear layers and matrix products.</summary>
    public required int Products { get; init; }
    /// <summary>The version of ONNX Runtime.</summary>
    public required string OnnxRuntime { get; init; }
    /// <summary>Threads of one operator.</summary>
    public required int Threads { get; init; }
    /// <summary>The network in float32, its normalisations folded.</summary>
    public required QuantisationSide Float32 { get; init; }
    /// <summary>The quantised network.</summary>
    public required QuantisationSide Int8 { get; init; }
    /// <summary>Accuracy in int8 minus that in float32, a fraction.</summary>
    public double AccuracyDifference => Int8.Accuracy - Float32.Accuracy;
    /// <summary>How many times smaller the quantised network's file is.</summary>
    public double TimesSmaller => Float32.Bytes / (double)Int8.Bytes;
    /// <summary>How many times as fast the quantised network is, by the median; less than 1 if it is slower.</summary>
    public double TimesAsFast => Float32.Latency.Median / Int8.Latency.Median;
    /// <summary>Test images that only the network in float32 gets right.</summary>
    public required int OnlyFloat32Right { get; init; }
    /// <summary>Test images that only the quantised network gets right.</summary>
    public required int OnlyInt8Right { get; init; }
    /// <summary>p of McNemar's exact test between the two.</summary>
    public required double McnemarP { get; init; }

    /// <summary>As JSON.</summary>
    public string ToJson() => JsonText.Write(this);
}

/// <summary>One of the two networks.</summary>
/// <param name="Accuracy">Fraction of the test images whose highest logit is the label's.</param>
/// <param name="Bytes">Size of its file.</param>
/// <param name="Latency">Time of one call with one image.</param>
public sealed record QuantisationSide(double Accuracy, long Bytes, OnnxLatency Latency);
