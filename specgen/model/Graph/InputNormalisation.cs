namespace SeRes2Net.Compiler.Graph;

/// <summary>How images become a network's input: (pixel / 255 - mean) / std for each channel.</summary>
/// <param name="Mean">Mean of each channel, in pixel values [0, 1].</param>
/// <param name="Std">Standard deviation of each channel, in pixel values [0, 1].</param>
public sealed record InputNormalisation(IReadOnlyList<double> Mean, IReadOnlyList<double> Std);
