using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

/// <summary>Reads safetensors files without the code that wrote them.</summary>
internal static class Safetensors
{
    /// <summary>Whether the header is readable and every tensor it lists is complete.</summary>
    public static bool IsWhole(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < 8)
            return false;
        var header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (header < 2 || header > bytes.Length - 8)
            return false;
        using var json = Header(bytes);
        var end = json.RootElement.EnumerateObject()
            .Where(entry => entry.Name != "__metadata__")
            .Max(entry => entry.Value.GetProperty("data_offsets")[1].GetInt64());
        return bytes.Length == 8 + header + end;
    }

    /// <summary>Names of all tensors, in the file's order.</summary>
    public static IReadOnlyList<string> Names(string path)
    {
        using var json = Header(File.ReadAllBytes(path));
        return [.. json.RootElement.EnumerateObject().Select(entry => entry.Name).Where(name => name != "__metadata__")];
    }

    /// <summary>The numbers of a float32 tensor, in the order in which they are stored.</summary>
    public static float[] Floats(string path, string name)
    {
        var bytes = File.ReadAllBytes(path);
        using var json = Header(bytes);
        var entry = json.RootElement.GetProperty(name);
        entry.GetProperty("dtype").GetString().Should().Be("F32");
        var body = bytes.AsSpan(8 + (int)BinaryPrimitives.ReadInt64LittleEndian(bytes));
        return MemoryMarshal.Cast<byte, float>(
            body[entry.GetProperty("data_offsets")[0].GetInt32()..entry.GetProperty("data_offsets")[1].GetInt32()]).ToArray();
    }

    /// <summary>The step that a checkpoint's metadata name; 0 if there is no such file.</summary>
    public static int StepOf(string path)
    {
        if (!File.Exists(path))
            return 0;
        using var json = Header(File.ReadAllBytes(path));
        return int.Parse(json.RootElement.GetProperty("__metadata__").GetProperty("step").GetString()!, CultureInfo.InvariantCulture);
    }

    private static JsonDocument Header(byte[] bytes) =>
        JsonDocument.Parse(bytes.AsMemory(8, (int)BinaryPrimitives.ReadInt64LittleEndian(bytes)));
}
