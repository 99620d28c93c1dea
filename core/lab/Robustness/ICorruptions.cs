namespace SeRes2Net.Lab.Robustness;

/// <summary>Test images under several corruptions, each at five severities.</summary>
public interface ICorruptions
{
    /// <summary>What every output calls them: <c>C-style</c> if they were computed, the data set's name if they were stored.</summary>
    public string Title { get; }

    /// <summary>The corruptions, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Usual corruptions that are not among them, so that the mean leaves them out.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>The images under a corruption, uint8 in the order [N, C, H, W].</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="severity">1 to 5.</param>
    /// <param name="stop">Ends it early.</param>
    public byte[] Images(string name, int severity, CancellationToken stop);
}
