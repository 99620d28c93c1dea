using System.Reflection;
using System.Runtime.InteropServices;
using Google.Protobuf;
using SeRes2Net.Compiler.Emit.Onnx;

namespace SeRes2Net.Lab.Onnx;

/// <summary>Writes models in ONNX's file format; names and numbers of messages and fields are those of its <c>onnx.proto3</c>.</summary>
public static class OnnxFormat
{
    private enum ElementType
    {
        Float = 1,
        Uint8 = 2,
        Int8 = 3,
        Int32 = 6,
        Int64 = 7,
    }

    private enum AttributeType
    {
        Float = 1,
        Int = 2,
        String = 3,
        Ints = 7,
    }

    /// <summary>The bytes of a file. The same model gives the same bytes.</summary>
    /// <param name="graph">The network, with its weights.</param>
    /// <param name="metadata">What the file says of itself, in order.</param>
    /// <param name="alsoOutput">Values, all float32, that are outputs besides the logits.</param>
    /// <exception cref="OnnxException">The file would be larger than 2 GiB.</exception>
    public static byte[] Serialise(OnnxGraph graph, IEnumerable<KeyValuePair<string, string>> metadata, params IReadOnlyList<string> alsoOutput)
    {
        try
        {
            return Model(graph, metadata, alsoOutput).ToBytes();
        }
        catch (OverflowException error)
        {
            throw new OnnxException($"{graph.Name}: its weights need more than the 2 GiB that one ONNX file can hold.", error);
        }
    }

    private static ProtoMessage Model(OnnxGraph graph, IEnumerable<KeyValuePair<string, string>> metadata, IReadOnlyList<string> alsoOutput) =>
        new ProtoMessage()
            .Add(1, OnnxEmitter.FormatVersion)
            .Add(2, "SeRes2Net")
            .Add(3, typeof(OnnxFormat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "")
            .Add(7, Graph(graph, alsoOutput))
            .Add(8, new ProtoMessage().Add(1, "").Add(2, OnnxEmitter.Opset))
            .Add(14, metadata.Select(entry => new ProtoMessage().Add(1, entry.Key).Add(2, entry.Value)));

    private static ProtoMessage Graph(OnnxGraph graph, IReadOnlyList<string> alsoOutput) => new ProtoMessage()
        .Add(1, graph.Nodes.Select(Node))
        .Add(2, graph.Name)
        .Add(5, graph.Initializers.Select(Tensor))
        .Add(11, Value(OnnxEmitter.Input, Sizes(graph.Input.Channels, graph.Input.Rows, graph.Input.Columns)))
        .Add(12, Value(OnnxEmitter.Output, Sizes(graph.Classes)))
        .Add(12, alsoOutput.Select(name => Value(name, shape: null)));

    private static ProtoMessage Node(OnnxNode node) => new ProtoMessage()
        .Add(1, node.Inputs)
        .Add(2, node.Output)
        .Add(3, node.Name.Length > 0 ? (string[])[node.Name] : [])
        .Add(4, node.Operator)
        .Add(5, node.Attributes.Select(Attribute));

    private static ProtoMessage Attribute(OnnxAttribute attribute)
    {
        var message = new ProtoMessage().Add(1, attribute.Name);
        return attribute switch
        {
            OnnxFloat number => message.Add(2, (float)number.Value).Add(20, (long)AttributeType.Float),
            OnnxInt number => message.Add(3, number.Value).Add(20, (long)AttributeType.Int),
            OnnxWord word => message.Add(4, word.Value).Add(20, (long)AttributeType.String),
            OnnxInts numbers => message.Add(8, numbers.Values).Add(20, (long)AttributeType.Ints),
            _ => throw new ArgumentOutOfRangeException(nameof(attribute)),
        };
    }

    private static ProtoMessage Tensor(OnnxInitializer tensor)
    {
        var (type, bytes) = tensor switch
        {
            OnnxFloats floats => (ElementType.Float, Bytes(floats.Values)),
            OnnxLongs longs => (ElementType.Int64, Bytes(longs.Values)),
            OnnxInt32s ints => (ElementType.Int32, Bytes(ints.Values)),
            OnnxInt8s ints => (ElementType.Int8, Bytes(ints.Values)),
            OnnxBytes ints => (ElementType.Uint8, Bytes(ints.Values)),
            _ => throw new ArgumentException($"{tensor.Name} has no numbers yet.", nameof(tensor)),
        };
        return new ProtoMessage().Add(1, tensor.Shape).Add(2, (long)type).Add(8, tensor.Name).Add(9, bytes);
    }

    private static ProtoMessage Value(string name, ProtoMessage? shape)
    {
        var tensor = new ProtoMessage().Add(1, (long)ElementType.Float);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, shape is null ? tensor : tensor.Add(2, shape)));
    }

    private static ProtoMessage Sizes(params int[] sizes) => new ProtoMessage()
        .Add(1, [new ProtoMessage().Add(2, OnnxEmitter.Batch), .. sizes.Select(size => new ProtoMessage().Add(1, (long)size))]);

    // The format is little-endian, and so is every platform of libtorch.
    private static ByteString Bytes<T>(T[] values)
        where T : unmanaged => UnsafeByteOperations.UnsafeWrap(MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}
