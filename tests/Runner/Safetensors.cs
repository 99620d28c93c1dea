using System.Buffers.Binary;
using System.Text.Json;

namespace SeRes2Net.Runner.Tests;

/// <summary>Looks at safetensors files without the code that wrote them.</summary>
internal static class Safetensors
{
    /// <summary>Whether the header can be read and every tensor it lists is there to the last byte.</summary>
    public static bool IsWhole(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < 8)
            return false;
        var header = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        if (header < 2 || header > bytes.Length - 8)
            return false;
        using var json = JsonDocument.Parse(bytes.AsMemory(8, (int)header));
        var end = json.RootElement.EnumerateObject()
            .Where(entry => entry.Name != "__metadata__")
            .Max(entry => entry.Value.GetProperty("data_offsets")[1].GetInt64());
        return bytes.Length == 8 + header + end;
    }
}
