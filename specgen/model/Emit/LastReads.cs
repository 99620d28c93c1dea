namespace SeRes2Net.Compiler.Emit;

/// <summary>Where the values of one forward are read for the last time.</summary>
internal sealed class LastReads
{
    private readonly Dictionary<int, int> last = [];

    /// <param name="inputs">What each step reads, in execution order.</param>
    /// <param name="result">The value that the forward returns.</param>
    public LastReads(IEnumerable<IReadOnlyList<int>> inputs, int result)
    {
        var step = 0;
        foreach (var values in inputs)
        {
            foreach (var value in values)
                last[value] = step;
            step++;
        }
        last[result] = int.MaxValue;
    }

    /// <summary>Whether a value is read after a step.</summary>
    public bool After(int step, int value) => last.TryGetValue(value, out var at) && at > step;
}
