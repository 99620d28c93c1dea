namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>What a sweep found of one operation.</summary>
/// <param name="Operation">Its name.</param>
/// <param name="Cases">How often it was tried, forward and backward.</param>
/// <param name="Wrong">In how many of them a value or a gradient was beyond its bound (<see cref="ErrorBound"/>).</param>
/// <param name="Float32">Largest relative error in float32; infinite where a value was not a number.</param>
/// <param name="BFloat16">Largest relative error in bfloat16.</param>
/// <param name="FirstWrong">The first case that was wrong; null where none was.</param>
public sealed record SweepRow(string Operation, int Cases, int Wrong, double Float32, double BFloat16, string? FirstWrong);
