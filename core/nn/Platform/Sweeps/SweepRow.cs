namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>What a sweep found about one operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Cases">How often it was tested, forward and backward.</param>
/// <param name="Wrong">In how many of them a value or a gradient was beyond its bound (<see cref="ErrorBound"/>).</param>
/// <param name="Float32">Largest relative error in float32; infinite if a value was NaN.</param>
/// <param name="BFloat16">Largest relative error in bfloat16.</param>
/// <param name="FirstWrong">The first case that was wrong; null if none was.</param>
public sealed record SweepRow(string Operation, int Cases, int Wrong, double Float32, double BFloat16, string? FirstWrong);
