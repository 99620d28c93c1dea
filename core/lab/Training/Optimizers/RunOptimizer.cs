using static TorchSharp.torch;

namespace SeRes2Net.Lab.Training.Optimizers;

/// <summary>The optimiser of a run: an update for each group of parameters.</summary>
internal sealed class RunOptimizer(IReadOnlyList<IUpdate> updates) : IDisposable
{
    /// <summary>One step.</summary>
    /// <param name="rate">The recipe's rate of this step.</param>
    public void Step(double rate)
    {
        foreach (var update in updates)
            update.Step(rate);
    }

    /// <summary>What resuming needs, by name and parameter: <c>momentum.stem.conv1.weight</c>.</summary>
    public IEnumerable<(string Name, Tensor Value)> State => updates.SelectMany(update => update.State);

    /// <summary>Takes back what <see cref="State"/> gave.</summary>
    public void Restore(Func<string, Tensor?> saved)
    {
        foreach (var update in updates)
            update.Restore(saved);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var update in updates)
            update.Dispose();
    }
}
