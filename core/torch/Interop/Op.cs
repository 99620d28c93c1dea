using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace SeRes2Net.Torch;

/// <summary>
/// An operator of libtorch, found by name on first use. Arguments go in the order of the operator's schema; those left out at the end
/// take the schema's defaults.
/// </summary>
internal sealed unsafe class Op(string name, string overload = "")
{
    private const int StackWords = 96;
    private nint handle;

    /// <summary>Its name as libtorch writes it.</summary>
    internal string QualifiedName => overload.Length == 0 ? "aten::" + name : $"aten::{name}.{overload}";

    /// <summary>Looks it up.</summary>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">This libtorch has no such operator.</exception>
    internal void Require() => Find();

    /// <summary>Calls it for its one tensor.</summary>
    internal Tensor Call(params ReadOnlySpan<Arg> args)
    {
        nint result;
        Invoke(args, &result, 1);
        return new Tensor(result);
    }

    /// <summary>Calls it for its effect (in-place operators); the result is dropped.</summary>
    internal void Run(params ReadOnlySpan<Arg> args) => Invoke(args, null, 0);

    /// <summary>Calls it for its first two tensors.</summary>
    internal (Tensor, Tensor) Call2(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc nint[2];
        Invoke(args, results, 2);
        return (new Tensor(results[0]), new Tensor(results[1]));
    }

    /// <summary>Calls it for its first three tensors.</summary>
    internal (Tensor, Tensor, Tensor) Call3(params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc nint[3];
        Invoke(args, results, 3);
        return (new Tensor(results[0]), new Tensor(results[1]), new Tensor(results[2]));
    }

    /// <summary>Calls it for a list of tensors.</summary>
    internal Tensor[] CallList(params ReadOnlySpan<Arg> args)
    {
        var size = Measure(args);
        var words = size <= StackWords ? null : new long[size];
        var inline = stackalloc long[words is null ? StackWords : 0];
        nint* results;
        long length;
        fixed (long* large = words)
        {
            var start = words is null ? inline : large;
            Encode(args, start);
            NativeMethods.Check(NativeMethods.srn_op_call_list(Find(), start, args.Length, out results, out length));
        }
        KeepAlive(args);
        var tensors = new Tensor[length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = new Tensor(results[i]);
        NativeMethods.srn_free(results);
        return tensors;
    }

    /// <summary>Calls it for a number; truth is 1.</summary>
    internal double CallNumber(params ReadOnlySpan<Arg> args)
    {
        var size = Measure(args);
        var words = new long[size];
        long integer;
        double real;
        int isReal;
        fixed (long* start = words)
        {
            Encode(args, start);
            NativeMethods.Check(NativeMethods.srn_op_call_number(Find(), start, args.Length, out integer, out real, out isReal));
        }
        KeepAlive(args);
        return isReal != 0 ? real : integer;
    }

    [SkipLocalsInit]
    private void Invoke(ReadOnlySpan<Arg> args, nint* results, int wanted)
    {
        var size = Measure(args);
        if (size <= StackWords)
        {
            var words = stackalloc long[StackWords];
            Encode(args, words);
            NativeMethods.Check(NativeMethods.srn_op_call(Find(), words, args.Length, results, wanted));
        }
        else
        {
            fixed (long* words = new long[size])
            {
                Encode(args, words);
                NativeMethods.Check(NativeMethods.srn_op_call(Find(), words, args.Length, results, wanted));
            }
        }
        KeepAlive(args);
    }

    // Two threads may both look it up; both find the same entry, and the handle of the loser is a few bytes that stay.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint Find() => handle != 0 ? handle : Resolve();

    private nint Resolve()
    {
        NativeMethods.Check(NativeMethods.srn_op_find("aten::" + name, overload, out var found));
        return handle = found;
    }

    private static int Measure(ReadOnlySpan<Arg> args)
    {
        var words = 0;
        foreach (ref readonly var arg in args)
            words += arg.Words;
        return words;
    }

    private static void Encode(ReadOnlySpan<Arg> args, long* words)
    {
        foreach (ref readonly var arg in args)
            words = arg.Write(words);
    }

    // A tensor that is only reachable through its argument must not be finalised while the operator runs.
    private static void KeepAlive(ReadOnlySpan<Arg> args)
    {
        foreach (ref readonly var arg in args)
            GC.KeepAlive(arg.reference);
    }
}
