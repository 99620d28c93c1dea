using Google.Protobuf;

namespace SeRes2Net.Lab.Onnx;

/// <summary>
/// One message in the format of Protocol Buffers, field by field. ONNX needs a dozen messages of few fields, fewer than a compiler for
/// <c>.proto</c> files in the build would cost. Bytes are not copied before they are written.
/// </summary>
internal sealed class ProtoMessage
{
    private readonly List<(uint Tag, int Size, Action<CodedOutputStream> Write)> fields = [];

    /// <summary>Bytes of the message.</summary>
    /// <exception cref="OverflowException">There are more than 2 GiB, the limit of the format.</exception>
    public int Size => fields.Aggregate(0, (sum, one) => checked(sum + CodedOutputStream.ComputeUInt32Size(one.Tag) + one.Size));

    /// <summary>Adds a whole number, or a value of an enumeration.</summary>
    public ProtoMessage Add(int field, long value) =>
        Add(field, WireFormat.WireType.Varint, CodedOutputStream.ComputeInt64Size(value), output => output.WriteInt64(value));

    /// <summary>Adds several, each in a field of its own.</summary>
    public ProtoMessage Add(int field, IEnumerable<long> values)
    {
        foreach (var value in values)
            Add(field, value);
        return this;
    }

    /// <summary>Adds a number in float32.</summary>
    public ProtoMessage Add(int field, float value) =>
        Add(field, WireFormat.WireType.Fixed32, CodedOutputStream.ComputeFloatSize(value), output => output.WriteFloat(value));

    /// <summary>Adds a text.</summary>
    public ProtoMessage Add(int field, string text) => Add(field, ByteString.CopyFromUtf8(text));

    /// <summary>Adds several texts, each in a field of its own.</summary>
    public ProtoMessage Add(int field, IEnumerable<string> texts)
    {
        foreach (var text in texts)
            Add(field, text);
        return this;
    }

    /// <summary>Adds bytes.</summary>
    public ProtoMessage Add(int field, ByteString bytes) =>
        Add(field, WireFormat.WireType.LengthDelimited, CodedOutputStream.ComputeBytesSize(bytes), output => output.WriteBytes(bytes));

    /// <summary>Adds a message, which must be complete.</summary>
    public ProtoMessage Add(int field, ProtoMessage message)
    {
        var size = message.Size;
        return Add(field, WireFormat.WireType.LengthDelimited, checked(CodedOutputStream.ComputeLengthSize(size) + size), output =>
        {
            output.WriteLength(size);
            message.WriteTo(output);
        });
    }

    /// <summary>Adds several messages.</summary>
    public ProtoMessage Add(int field, IEnumerable<ProtoMessage> messages)
    {
        foreach (var message in messages)
            Add(field, message);
        return this;
    }

    /// <summary>The message's bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        var output = new CodedOutputStream(bytes);
        WriteTo(output);
        output.CheckNoSpaceLeft();
        return bytes;
    }

    private void WriteTo(CodedOutputStream output)
    {
        foreach (var (tag, _, write) in fields)
        {
            output.WriteTag(tag);
            write(output);
        }
    }

    private ProtoMessage Add(int field, WireFormat.WireType type, int size, Action<CodedOutputStream> write)
    {
        fields.Add((WireFormat.MakeTag(field, type), size, write));
        return this;
    }
}
