using System.Buffers.Binary;
using System.Text.Json;
using TorchSharp;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">State-dict name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes; empty for a scalar.</param>
/// <param name="Start">First byte, counted from the end of the header.</param>
/// <param name="End">Byte after the last.</param>
public sealed record SafetensorsEntry(string Name, torch.ScalarType Type, IReadOnlyList<long> Shape, long Start, long End);

/// <summary>The table of contents of a safetensors file.</summary>
/// <param name="Entries">Tensors in the order of their bytes.</param>
/// <param name="Metadata">Free text by key.</param>
/// <param name="DataOffset">Byte of the file at which the tensors' bytes begin.</param>
public sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata, long DataOffset)
{
    /// <summary>The format's own limit on the size of the header.</summary>
    private const long MaxHeaderBytes = 100_000_000;
    private const string MetadataKey = "__metadata__";

    private static readonly (torch.ScalarType Type, string Name, int Bytes)[] Types =
    [
        (torch.ScalarType.Float64, "F64", 8), (torch.ScalarType.Int64, "I64", 8),
        (torch.ScalarType.Float32, "F32", 4), (torch.ScalarType.Int32, "I32", 4),
        (torch.ScalarType.Float16, "F16", 2), (torch.ScalarType.BFloat16, "BF16", 2), (torch.ScalarType.Int16, "I16", 2),
        (torch.ScalarType.Int8, "I8", 1), (torch.ScalarType.Byte, "U8", 1), (torch.ScalarType.Bool, "BOOL", 1),
    ];

    /// <summary>Lays tensors out: wide elements first, so that every one is aligned, then by name.</summary>
    /// <exception cref="CheckpointException">The format or this writer does not know an element type.</exception>
    internal static SafetensorsHeader Plan(IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var entries = new List<SafetensorsEntry>();
        long at = 0;
        foreach (var (name, tensor) in tensors.OrderByDescending(t => BytesOf(t.Value.dtype)).ThenBy(t => t.Key, StringComparer.Ordinal))
        {
            long bytes = tensor.shape.Aggregate((long)BytesOf(tensor.dtype), (product, size) => product * size);
            entries.Add(new SafetensorsEntry(name, tensor.dtype, tensor.shape, at, at + bytes));
            at += bytes;
        }
        return new SafetensorsHeader(entries, metadata, 0);
    }

    /// <summary>Length, JSON and padding as they are in the file.</summary>
    internal byte[] ToBytes()
    {
        using var json = new MemoryStream();
        json.Write(new byte[8]);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            if (Metadata.Count > 0)
            {
                writer.WriteStartObject(MetadataKey);
                foreach (var (key, value) in Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    writer.WriteString(key, value);
                writer.WriteEndObject();
            }
            foreach (var entry in Entries)
            {
                writer.WriteStartObject(entry.Name);
                writer.WriteString("dtype", Array.Find(Types, t => t.Type == entry.Type).Name);
                writer.WriteStartArray("shape");
                foreach (long size in entry.Shape)
                    writer.WriteNumberValue(size);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(entry.Start);
                writer.WriteNumberValue(entry.End);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        while (json.Length % 8 != 0)
            json.WriteByte((byte)' ');
        byte[] bytes = json.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - 8);
        return bytes;
    }

    /// <summary>Reads and checks the header; the stream is then at the first tensor's bytes.</summary>
    /// <exception cref="CheckpointException">Not a whole safetensors file.</exception>
    internal static SafetensorsHeader Read(Stream file, string path)
    {
        var lengthBytes = new byte[8];
        if (file.ReadAtLeast(lengthBytes, 8, throwOnEndOfStream: false) < 8)
            throw Broken(path, $"it has {file.Length} bytes, but a header alone needs more");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > MaxHeaderBytes)
            throw Broken(path, $"its header claims {length} bytes, so it is unlikely to be a safetensors file");
        if (8 + (long)length > file.Length)
            throw Broken(path, $"its header needs {8 + length} bytes, but the file has {file.Length}; it was cut short");
        var json = new byte[length];
        file.ReadExactly(json);
        long dataOffset = 8 + (long)length;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return FromJson(document.RootElement, dataOffset, file.Length - dataOffset, path);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or OverflowException)
        {
            throw Broken(path, $"its header does not follow the format: {e.Message}", e);
        }
    }

    private static SafetensorsHeader FromJson(JsonElement root, long dataOffset, long dataBytes, string path)
    {
        var metadata = new Dictionary<string, string>();
        var entries = new List<SafetensorsEntry>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name == MetadataKey)
            {
                foreach (var item in property.Value.EnumerateObject())
                    metadata[item.Name] = item.Value.GetString() ?? "";
                continue;
            }
            string typeName = property.Value.GetProperty("dtype").GetString() ?? "";
            int known = Array.FindIndex(Types, t => t.Name == typeName);
            if (known < 0)
            {
                var names = string.Join(", ", Types.Select(t => t.Name));
                throw Broken(path, $"tensor '{property.Name}' has type '{typeName}'; known types are {names}");
            }
            long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
            if (shape.Any(size => size < 0) || offsets.Length != 2)
                throw Broken(path, $"tensor '{property.Name}' has a negative size or does not have two offsets");
            long bytes = shape.Aggregate((long)Types[known].Bytes, (product, size) => checked(product * size));
            if (offsets[1] - offsets[0] != bytes)
                throw Broken(path, $"tensor '{property.Name}' of {typeName} [{string.Join(", ", shape)}] needs {bytes} bytes, but " +
                    $"its offsets span {offsets[1] - offsets[0]}");
            entries.Add(new SafetensorsEntry(property.Name, Types[known].Type, shape, offsets[0], offsets[1]));
        }
        entries.Sort((a, b) => (a.Start, a.End).CompareTo((b.Start, b.End)));
        long at = 0;
        foreach (var entry in entries)
        {
            if (entry.Start != at)
                throw Broken(path, $"tensor '{entry.Name}' begins at {entry.Start}, expected {at}: " +
                    "tensors must follow each other without gaps or overlap");
            at = entry.End;
        }
        if (at != dataBytes)
            throw Broken(path, $"its tensors need {at} bytes, but there are {dataBytes}{(dataBytes < at ? "; it was cut short" : "")}");
        return new SafetensorsHeader(entries, metadata, dataOffset);
    }

    private static int BytesOf(torch.ScalarType type)
    {
        int known = Array.FindIndex(Types, t => t.Type == type);
        return known >= 0 ? Types[known].Bytes : throw new CheckpointException($"tensors of type {type} cannot be stored as safetensors.");
    }

    internal static CheckpointException Broken(string path, string why, Exception? inner = null) =>
        new($"{path}: cannot be read as safetensors: {why}.", inner);
}
