using System.Collections.Generic;
using SeRes2Net.Compiler.Diagnostics;
using SeRes2Net.Compiler.Expand;
using SeRes2Net.Compiler.Graph;
using SeRes2Net.Compiler.Sources;

namespace SeRes2Net.Compiler.Steps;

/// <summary>A primitive at one place of a network: its input and its arguments.</summary>
internal sealed class PrimitiveCall(
    Expansion expansion, Step step, Flow input, Shape shape, IReadOnlyDictionary<string, object> values)
{
    /// <summary>What enters.</summary>
    public Flow Input => input;

    /// <summary>Shape of what enters.</summary>
    public Shape Shape => shape;

    /// <summary>State-dict path of the operation.</summary>
    public string Path => expansion.PathOf(step.LocalName);

    /// <summary>The operation's inputs.</summary>
    public IReadOnlyList<int> Inputs => [input.Value];

    /// <summary>Place of the step.</summary>
    public SourceSpan Where => step.Where;

    /// <summary>Whether an argument was written.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>An argument, or its default.</summary>
    public T Get<T>(string name, T otherwise) => values.TryGetValue(name, out var value) ? (T)value : otherwise;

    /// <summary>Appends the operation.</summary>
    public Flow Emit(Op op) => expansion.Emit(op);

    /// <summary>Reports an error at the step.</summary>
    public Flow Fail(DiagnosticDescriptor descriptor, string message)
    {
        expansion.Report(descriptor, step.Where, message);
        return Flow.Unknown;
    }

    /// <summary>
    /// Size that windows leave: floor((size + 2 padding - dilation (kernel - 1) - 1) / stride) + 1, or null after
    /// reporting that none fits.
    /// </summary>
    public Shape? Slide(int channels, Size2 kernel, Size2 stride, Size2 padding, Size2 dilation)
    {
        var rows = Windows(shape.Rows, kernel.Rows, stride.Rows, padding.Rows, dilation.Rows);
        var columns = Windows(shape.Columns, kernel.Columns, stride.Columns, padding.Columns, dilation.Columns);
        if (rows >= 1 && columns >= 1)
            return new Shape(channels, (int)rows, (int)columns);
        Fail(Descriptors.WindowTooLarge,
            $"A {kernel.Rows}x{kernel.Columns} window does not fit into {shape.Rows}x{shape.Columns} positions"
            + $" with padding {padding.Rows}x{padding.Columns}.");
        return null;
    }

    private static long Windows(int size, int kernel, int stride, int padding, int dilation)
    {
        var room = size + 2L * padding - (long)dilation * (kernel - 1) - 1;
        return room < 0 ? 0 : room / stride + 1;
    }
}
