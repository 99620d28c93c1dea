namespace SeRes2Net.Lab.Latency;

/// <summary>A network in one engine.</summary>
public interface ITimedNetwork
{
    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>The engine that computes it, with its version.</summary>
    public string Engine { get; }

    /// <summary>Makes everything that a pass needs, so that a pass is nothing but one.</summary>
    public IPass Prepare(LatencySetting setting);
}

/// <summary>A forward pass over a batch of random images.</summary>
public interface IPass : IDisposable
{
    /// <summary>Computes the logits, and returns when they are there.</summary>
    public void Run();
}
