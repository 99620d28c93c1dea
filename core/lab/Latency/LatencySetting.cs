using SeRes2Net.Compiler.Documents.Recipes;

namespace SeRes2Net.Lab.Latency;

/// <summary>Under what conditions a network is timed.</summary>
/// <param name="Batch">Images of one pass.</param>
/// <param name="Threads">Threads that compute it.</param>
/// <param name="Precision">Element type of the activations, fp32, bf16 or fp16.</param>
public sealed record LatencySetting(int Batch, int Threads, Precision Precision);
