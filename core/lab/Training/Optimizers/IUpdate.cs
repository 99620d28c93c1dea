using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>Updates the parameters of one group by their gradients.</summary>
internal interface IUpdate : IDisposable
{
    /// <summary>One step.</summary>
    /// <param name="rate">The recipe's rate of this step; the group's factor is applied here.</param>
    public void Step(double rate);

    /// <summary>What resuming needs, by name and parameter: <c>momentum.stem.conv1.weight</c>.</summary>
    public IEnumerable<(string Name, Tensor Value)> State { get; }

    /// <summary>Takes back what <see cref="State"/> gave.</summary>
    /// <param name="saved">The tensor of a name, on the CPU; null if there was none.</param>
    public void Restore(Func<string, Tensor?> saved);
}
