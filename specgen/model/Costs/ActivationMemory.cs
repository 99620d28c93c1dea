using System;
using System.Collections.Generic;
using System.Linq;
using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler;

/// <summary>
/// Bytes of the values between operations, for one image in float32. A slice and a flattened map are views: they hold no
/// values of their own and keep those of their source alive.
/// </summary>
internal static class ActivationMemory
{
    private const int BytesPerElement = 4;

    /// <summary>Bytes of each operation's value that the backward pass needs; 0 where it needs none of them.</summary>
    /// <remarks>
    /// Needed are what enters convolutions, linear layers, normalisations, learned scales, products, maxima and max-pools; what
    /// leaves relu, sigmoid and softmax; what enters the other activations. Sums, means, concatenations, padding and resizing need
    /// nothing. Each value counts once, however many need it. Masks, indices and statistics do not count.
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

    /// <summary>Most bytes that are alive at a time when operations run in order and a value dies after its last reader.</summary>
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

    // The operation whose value an operation's value lies in.
    private static int[] Storage(NetworkGraph graph)
    {
        var storage = new int[graph.Ops.Count];
        for (var position = 0; position < storage.Length; position++)
        {
            var op = graph.Ops[position];
            storage[position] = op is SliceOp or FlattenOp ? storage[op.Inputs[0]] : position;
        }
        return storage;
    }

    private static IEnumerable<int> Needed(Op op, int position) => op switch
    {
        ActivationOp { Kind: ActivationKind.Relu or ActivationKind.Sigmoid } or SoftmaxOp => [position],
        ConvOp or ChannelConvOp or LinearOp or BatchNormOp or LayerNormOp or GroupNormOp or ScaleOp or ActivationOp => op.Inputs,
        MultiplyOp or MaximumOp or GlobalMaxPoolOp or ChannelMaxOp or PoolOp { Kind: PoolKind.Max } => op.Inputs,
        _ => [],
    };

    private static long Bytes(Op op) => Amount.Times(op.Shape.Elements, BytesPerElement);
}
