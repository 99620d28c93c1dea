using SeRes2Net.Compiler.Graph;

namespace SeRes2Net.Compiler.Emit.Onnx;

/// <summary>One operation of the typed graph while its nodes are written.</summary>
/// <param name="body">Where they go.</param>
/// <param name="op">The operation.</param>
/// <param name="inputs">Names of the values it reads.</param>
/// <param name="shapes">Their shapes.</param>
internal sealed class OnnxCall(OnnxBody body, Op op, string[] inputs, Shape[] shapes)
{
    /// <summary>The values read.</summary>
    public string[] Inputs => inputs;

    /// <summary>The only input, or the first.</summary>
    public string X => inputs[0];

    /// <summary>Its shape.</summary>
    public Shape Shape => shapes[0];

    /// <summary>Adds a node and returns its value.</summary>
    public string Node(string type, IReadOnlyList<string> reads, params OnnxAttribute[] attributes) => body.Node(type, op.Path, reads, attributes);

    /// <summary>One of the operation's own tensors, or of the layer that it shares.</summary>
    /// <param name="tensor">Its name, without the path.</param>
    /// <param name="shape">The shape to give to its numbers; its own if none is said.</param>
    public string State(string tensor, params long[] shape)
    {
        var own = op.State.Single(one => one.Name == tensor);
        return body.Add(new OnnxWeight($"{op.SharesWith ?? op.Path}.{tensor}", shape.Length == 0 ? own.Shape : shape));
    }

    /// <summary>The operation's bias, if it has one.</summary>
    public string[] Bias(bool exists, params long[] shape) => exists ? [State("bias", shape)] : [];

    /// <summary>Whole numbers, such as a shape or axes.</summary>
    public string Integers(params long[] values) =>
        body.Add(new OnnxLongs("integers/" + string.Join(",", values.Select(value => value.ToString(CultureInfo.InvariantCulture))), [values.Length], values));

    /// <summary>One number, which broadcasts.</summary>
    public string Number(double value) => body.Add(new OnnxFloats("number/" + Text(value), [], [(float)value]));

    /// <summary>Several numbers.</summary>
    public string Numbers(params double[] values) =>
        body.Add(new OnnxFloats("numbers/" + string.Join(",", values.Select(Text)), [values.Length], [.. values.Select(value => (float)value)]));

    /// <summary>The same number several times.</summary>
    public string Repeated(double value, int count) => body.Add(new OnnxFloats(
        FormattableString.Invariant($"numbers/{count} x {Text(value)}"), [count], [.. Enumerable.Repeat((float)value, count)]));

    /// <summary>Numbers of this operation.</summary>
    public string Values(float[] values, params long[] shape) => body.Add(new OnnxFloats($"{op.Path}/values", shape, values));

    /// <summary>Indices of this operation.</summary>
    public string Indices(string name, long[] values, params long[] shape) => body.Add(new OnnxLongs($"{op.Path}/{name}", shape, values));

    /// <summary>A value in another shape; a 0 keeps the size at its place, the first being the batch.</summary>
    public string Reshape(string value, params long[] shape) => Node("Reshape", [value, Integers(shape)]);

    /// <summary>The same, in the shape of one image's value.</summary>
    public string Reshape(string value, Shape shape) => Reshape(value, 0, shape.Channels, shape.Rows, shape.Columns);

    /// <summary>A value with its axes in another order.</summary>
    public string Transpose(string value, params long[] order) => Node("Transpose", [value], new OnnxInts("perm", order));

    /// <summary>A value [N, C, 1, 1] as [N, C].</summary>
    public string Flat(string value) => body.Flat(value, op.Path);

    /// <summary>A value [N, C] as [N, C, 1, 1].</summary>
    public string Unflat(string value)
    {
        var point = Reshape(value, 0, -1, 1, 1);
        body.IsFlat(point, value);
        return point;
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
