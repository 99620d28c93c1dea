namespace SeRes2Net.Lab.Onnx.Quantisation;

/// <summary>How the range that the 256 levels of a value cover follows from what it was on calibration images.</summary>
public enum CalibrationMethod
{
    /// <summary>From the smallest element to the largest.</summary>
    MinMax,
    /// <summary>
    /// Cut off where the histogram that remains, in as many steps as there are levels, is closest to the whole one: least relative
    /// entropy (Migacz, 8-bit inference with TensorRT, 2017).
    /// </summary>
    Entropy,
    /// <summary>Cut off so that 99.99% of the magnitudes are inside.</summary>
    Percentile,
}
