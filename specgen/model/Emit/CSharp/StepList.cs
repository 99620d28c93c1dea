namespace SeRes2Net.Compiler.Emit.CSharp;

/// <summary>The steps of one forward while they are rewritten. A place keeps its number; a removed step leaves it empty.</summary>
internal sealed class StepList
{
    private readonly Step?[] steps;
    private readonly int result;
    private readonly Dictionary<int, int> sources = [];
    private readonly Dictionary<int, List<int>> readers = [];
    private readonly Dictionary<string, int> normUses = [];

    /// <param name="all">In execution order.</param>
    /// <param name="result">The value that the forward returns.</param>
    public StepList(IReadOnlyList<Step> all, int result)
    {
        this.result = result;
        steps = new Step?[all.Count];
        for (var i = 0; i < all.Count; i++)
            Put(i, all[i]);
        foreach (var norm in all.Select(step => step.Norm).Where(norm => norm is not null))
            normUses[CSharpOps.LayerPath(norm!)] = normUses.TryGetValue(CSharpOps.LayerPath(norm!), out var uses) ? uses + 1 : 1;
    }

    /// <summary>Number of places.</summary>
    public int Count => steps.Length;

    /// <summary>The step at a place, if one is left.</summary>
    public Step? this[int place] => steps[place];

    /// <summary>The steps that are left, in order.</summary>
    public List<Step> Remaining => steps.OfType<Step>().ToList();

    /// <summary>Replaces one step by another; the other steps it covers are removed.</summary>
    public void Replace(int place, Step by, params int[] removed)
    {
        foreach (var other in removed.Append(place))
            Remove(other);
        Put(place, by);
    }

    /// <summary>Place of the step that makes a value; -1 where it enters from outside.</summary>
    public int Source(int value) => sources.TryGetValue(value, out var place) ? place : -1;

    /// <summary>Position of the step that computes <paramref name="value"/> if exactly one step reads it; otherwise -1.</summary>
    public int OnlySource(int value) => value != result && Readers(value).Count == 1 ? Source(value) : -1;

    /// <summary>Places that read a value, in order; one that reads it twice comes twice.</summary>
    public IReadOnlyList<int> Readers(int value) => readers.TryGetValue(value, out var places) ? places : [];

    /// <summary>
    /// Whether a step may run at a later place. A shared normalisation updates its running statistics once for each use, in the order of the
    /// graph.
    /// </summary>
    public bool MayMove(int from, int to)
    {
        if (steps[from]?.Norm is not { } norm || !normUses.TryGetValue(CSharpOps.LayerPath(norm), out var uses) || uses == 1)
            return true;
        for (var between = from + 1; between < to; between++)
        {
            if (steps[between]?.Norm is { } other && CSharpOps.LayerPath(other) == CSharpOps.LayerPath(norm))
                return false;
        }
        return true;
    }

    private void Remove(int place)
    {
        if (steps[place] is not { } step)
            return;
        foreach (var input in step.Inputs)
            readers[input].Remove(place);
        foreach (var output in step.Outputs)
            sources.Remove(output);
        steps[place] = null;
    }

    private void Put(int place, Step step)
    {
        steps[place] = step;
        foreach (var input in step.Inputs)
        {
            if (!readers.TryGetValue(input, out var places))
                readers[input] = places = [];
            var at = places.BinarySearch(place);
            places.Insert(at < 0 ? ~at : at, place);
        }
        foreach (var output in step.Outputs)
            sources[output] = place;
    }
}
