using static TorchSharp.torch;

namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>An operation of <see cref="Ops"/> as the sweep tries it: evaluated in the type under test and in float64.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Roundings">
/// How many times in a row a value or a gradient may be stored in the type under test: 0 where values are only moved.
/// </param>
/// <param name="Run">The operation, of one input or more.</param>
internal sealed record Operation(string Name, int Roundings, Func<Layers, Draw, Tensor[], Tensor[]> Run)
{
    /// <summary>Shapes of the inputs.</summary>
    internal Func<Draw, long[][]> Inputs { get; init; } = draw => [draw.Shape];

    /// <summary>
    /// The standard deviations that a normalisation divides by, from its input; null elsewhere. Errors grow by what it multiplies with.
    /// </summary>
    internal Func<Draw, Tensor, Tensor>? Spread { get; init; }

    /// <summary>
    /// What a ReLU inside is applied to, where that was rounded before; null elsewhere. Next to 0 the two evaluations may take
    /// different sides, so that no gradient is sent there.
    /// </summary>
    internal Func<Layers, Tensor[], Tensor>? BeforeRelu { get; init; }

    /// <summary>For an operation that draws: which elements it kept, from its result. Null elsewhere.</summary>
    internal Func<Tensor, Tensor>? Kept { get; init; }
}
