using System.Runtime.InteropServices;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Tells regular files from everything else. Opening a pipe, for instance, waits for ever for someone to write into it.</summary>
public static class RegularFile
{
    private const int CurrentFolder = -100;
    private const uint OnlyType = 1;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>False for pipes, devices, sockets and folders, also behind links; true if the system does not say.</summary>
    public static bool Is(string path)
    {
        if (Directory.Exists(path))
            return false;
        if (!OperatingSystem.IsLinux())
            return true;
        try
        {
            var status = new byte[256];
            return statx(CurrentFolder, path, 0, OnlyType, status) != 0 || (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) == Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return true; // the C library is older than this call
        }
    }

    // .NET does not tell what kind of file it is; this structure is the same on every processor.
    [DllImport("libc")]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] status);
}
