namespace SeRes2Net.Nn.Platform.Sweeps;

/// <summary>An operation of <see cref="Ops"/> as the sweep tests it: computed in the type under test and in float64.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Roundings">
/// How many times in a row a value or a gradient may be stored in the type under test: 0 if values are only moved.
/// </param>
/// <param name="Run">The operation, with one or more inputs.</param>
internal sealed record Operation(string Name, int Roundings, Func<Layers, Draw, Tensor[], Tensor[]> Run)
{
    /// <summary>Shapes of the inputs.</summary>
    internal Func<Draw, long[][]> Inputs { get; init; } = draw => [draw.Shape];

    /// <summary>
    /// The standard deviations that a normalisation divides by, from its input; otherwise null. Errors grow by its factor.
    /// </summary>
    internal Func<Draw, Tensor, Tensor>? Spread { get; init; }

    /// <summary>
    /// The input of a ReLU inside, if that was rounded before; otherwise null. Near 0 the two computations may take
    /// different sides, so no gradient is sent there.
    /// </summary>
    internal Func<Layers, Tensor[], Tensor>? BeforeRelu { get; init; }

    /// <summary>For an operation that draws random numbers: which elements it kept, from its result. Otherwise null.</summary>
    internal Func<Tensor, Tensor>? Kept { get; init; }
}
