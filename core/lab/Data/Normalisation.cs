namespace SeRes2Net.Lab.Data;

/// <summary>What images are normalised with, (x / 255 - mean) / std per channel.</summary>
/// <param name="Mean">Mean of each channel, in pixel values [0, 1].</param>
/// <param name="Std">Standard deviation of each channel, in pixel values [0, 1].</param>
public sealed record Normalisation(IReadOnlyList<double> Mean, IReadOnlyList<double> Std);
