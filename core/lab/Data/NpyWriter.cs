using System.Text;
using SeRes2Net.Lab.Checkpoints;

namespace SeRes2Net.Lab.Data;

/// <summary>Writes arrays of bytes as NumPy saves them (numpy.lib.format, version 1).</summary>
internal static class NpyWriter
{
    // The header's length makes the array begin at a multiple of it.
    private const int Alignment = 64, Lead = 10;

    /// <summary>Writes a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">The elements in C order.</param>
    /// <param name="shape">The sizes.</param>
    /// <exception cref="CheckpointException">The file cannot be written; a previous one is untouched.</exception>
    public static void Write(string path, byte[] bytes, params IReadOnlyList<long> shape)
    {
        string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({string.Join(", ", shape)}{(shape.Count == 1 ? "," : "")}), }}";
        int length = (header.Length + 1 + Lead + Alignment - 1) / Alignment * Alignment - Lead;
        byte[] lead = [0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)];
        WholeFile.Write(path, file =>
        {
            file.Write(lead);
            file.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 1) + "\n"));
            file.Write(bytes);
        });
    }
}
