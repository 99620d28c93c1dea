namespace SeRes2Net.Compiler.Graph;

/// <summary>
/// Bytes of the values between operations, for one image in float32. Views (a slice, a flattened map) have no values of their own but
/// keep their source's values alive.
/// </summary>
internal static class ActivationMemory
{
    private const int BytesPerElement = 4;

    /// <summary>Bytes of each operation's value that the backward pass needs; 0 if it needs none.</summary>
    /// <remarks>
    /// Every operation declares which values its backward pass needs. Each value counts once, however many operations need it. Masks,
    /// indices and statistics do not count.
    /// </remarks>
    public static long[] Kept(NetworkGraph graph)
    {
        var storage = Storage(graph);
        var bytes = new long[graph.Ops.Count];
        for (var position = 0; position < graph.Ops.Count; position++)
        {
            var op = graph.Ops[position];
            foreach (var needed in Needed(op, position).Select(value => storage[value]))
                bytes[needed] = Bytes(graph.Ops[needed]);
        }
        return bytes;
    }

    /// <summary>Most bytes that are alive at one time when operations run in order and each value is freed after its last reader.</summary>
    public static long Peak(NetworkGraph graph)
    {
        var ops = graph.Ops;
        var storage = Storage(graph);
        var lastReader = new int[ops.Count];
        for (var position = 0; position < ops.Count; position++)
        {
            lastReader[position] = position;
            foreach (var input in ops[position].Inputs)
                lastReader[storage[input]] = position;
        }
        lastReader[storage[ops.Count - 1]] = ops.Count;
        long alive = 0, peak = 0;
        for (var position = 0; position < ops.Count; position++)
        {
            if (storage[position] == position)
                alive = Amount.Plus(alive, Bytes(ops[position]));
            peak = Math.Max(peak, alive);
            foreach (var dying in ops[position].Inputs.Select(input => storage[input]).Append(position).Distinct())
            {
                if (storage[dying] == dying && lastReader[dying] == position)
                    alive -= Bytes(ops[dying]);
            }
        }
        return peak;
    }

    // The operation that owns the memory of an operation's value.
    private static int[] Storage(NetworkGraph graph)
    {
        var storage = new int[graph.Ops.Count];
        for (var position = 0; position < storage.Length; position++)
        {
            var op = graph.Ops[position];
            storage[position] = op.Memory.HasFlag(Memory.View) ? storage[op.Inputs[0]] : position;
        }
        return storage;
    }

    private static IEnumerable<int> Needed(Op op, int position) =>
    [
        .. op.Memory.HasFlag(Memory.KeepsInputs) ? op.Inputs : [],
        .. op.Memory.HasFlag(Memory.KeepsOutput) ? [position] : new int[0],
    ];

    private static long Bytes(Op op) => Amount.Times(op.Shape.Elements, BytesPerElement);
}
