using System.Buffers.Binary;

namespace SeRes2Net.Nn.Platform;

/// <summary>Reads the header of a Linux shared library (ELF-64, little-endian; System V ABI, chapters 4 and 5).</summary>
internal static class ElfFile
{
    private const int HeaderSize = 64;
    private const uint Load = 1;

    /// <summary>How many bytes that must be loaded are missing at the end of the file; null if it is not such a library.</summary>
    public static long? MissingBytes(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize || !header.StartsWith("\u007fELF\u0002\u0001"u8))
            return null;
        var size = BinaryPrimitives.ReadUInt16LittleEndian(header[0x36..]);
        var segments = new byte[size * BinaryPrimitives.ReadUInt16LittleEndian(header[0x38..])];
        file.Position = Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(header[0x20..]));
        if (size < 56 || file.ReadAtLeast(segments, segments.Length, throwOnEndOfStream: false) < segments.Length)
            return null;
        long end = 0;
        for (var at = 0; at < segments.Length; at += size)
        {
            var segment = segments.AsSpan(at, size);
            if (BinaryPrimitives.ReadUInt32LittleEndian(segment) == Load)
                end = Math.Max(end, BinaryPrimitives.ReadInt64LittleEndian(segment[8..]) + BinaryPrimitives.ReadInt64LittleEndian(segment[0x20..]));
        }
        return Math.Max(0, end - file.Length);
    }
}
