using System.Globalization;
using System.Runtime.InteropServices;

namespace SeRes2Net.Nn.Platform;

/// <summary>A shared library that Linux's loader has put into this process.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Base">Where its address 0 is in memory.</param>
internal sealed record LoadedLibrary(string Path, nint Base)
{
    /// <summary>Finds a library by its file's name; null if it is not loaded, or the system is not a 64-bit Linux.</summary>
    internal static LoadedLibrary? Find(string fileName)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return null;
        // "start-end rights offset device inode   path"; proc(5).
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var slash = line.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0 || System.IO.Path.GetFileName(line[slash..].Replace(" (deleted)", "", StringComparison.Ordinal)) != fileName)
                continue;
            var parts = line.Split(' ', 4);
            if (long.Parse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == 0)
            {
                var start = long.Parse(parts[0].Split('-')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                return new(line[slash..], (nint)start);
            }
        }
        return null;
    }

    /// <summary>
    /// Its NT_GNU_BUILD_ID in lower-case hexadecimal digits, which identifies the build; null if it has none. Read from
    /// the program headers in memory (ELF-64, "System V Application Binary Interface", chapter 5), which the loader itself has used.
    /// </summary>
    internal string? BuildId()
    {
        const int noteSegment = 4, buildId = 3;
        var headers = Base + (nint)Marshal.ReadInt64(Base + 0x20);
        int size = Marshal.ReadInt16(Base + 0x36), count = Marshal.ReadInt16(Base + 0x38);
        for (var header = headers; header < headers + (count * size); header += size)
        {
            if (Marshal.ReadInt32(header) != noteSegment)
                continue;
            var note = Base + (nint)Marshal.ReadInt64(header + 0x10);
            var end = note + (nint)Marshal.ReadInt64(header + 0x28);
            while (note + 12 <= end)
            {
                int nameLength = Marshal.ReadInt32(note), length = Marshal.ReadInt32(note + 4), kind = Marshal.ReadInt32(note + 8);
                var value = note + 12 + Aligned(nameLength);
                if (kind == buildId && Marshal.PtrToStringAnsi(note + 12) == "GNU")
                {
                    var id = new byte[length];
                    Marshal.Copy(value, id, 0, length);
                    return Convert.ToHexStringLower(id);
                }
                note = value + Aligned(length);
            }
        }
        return null;
    }

    private static int Aligned(int length) => (length + 3) & ~3;
}
