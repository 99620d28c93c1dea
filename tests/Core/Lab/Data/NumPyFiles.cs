using System.Text;

namespace SeRes2Net.Core.Tests.Lab.Data;

/// <summary>Writes arrays as NumPy saves them.</summary>
internal static class NumPyFiles
{
    public static string Write(string path, string type, byte[] content, params int[] shape)
    {
        string sizes = string.Join(", ", shape) + (shape.Length == 1 ? "," : "");
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sizes}), }}";
        header = header.PadRight((header.Length + 10 + 64) / 64 * 64 - 11) + "\n";
        byte[] bytes = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header), .. content];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public static byte[] Labels(IEnumerable<long> labels) => [.. labels.SelectMany(BitConverter.GetBytes)];

    public static byte[] Bytes(int count, int seed = 0) => [.. Enumerable.Range(0, count).Select(i => (byte)((i * 31 + seed) % 251))];
}
