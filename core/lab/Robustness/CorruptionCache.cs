using System.Globalization;
using SeRes2Net.Lab.Checkpoints;
using SeRes2Net.Lab.Data;
using SeRes2Net.Lab.Robustness.Corruptions;

namespace SeRes2Net.Lab.Robustness;

/// <summary>
/// Corrupted images that are kept on disk, as arrays that NumPy reads: uint8 [N, C, H, W]. A file's name says all that its content depends on. Any file may be
/// deleted.
/// </summary>
/// <param name="folder">The folder; created when it is needed.</param>
/// <param name="note">Told once if files cannot be kept; the images are then computed each time.</param>
public sealed class CorruptionCache(string folder, Action<string> note)
{
    private bool isUsable = true;

    /// <summary>Where files are kept if the user names no other folder.</summary>
    public static string UsualFolder => Path.Combine(DataSearch.CacheDirectory(), "corrupted");

    /// <summary>The images from the file, or computed and then kept.</summary>
    internal byte[] Get(TestImages test, Corruption corruption, int severity, long seed, Func<byte[]> compute)
    {
        string path = PathOf(test, corruption, severity, seed);
        var shape = test.Data.InputShape;
        long[] sizes = [test.Count, shape.Channels, shape.Rows, shape.Columns];
        if (TryRead(path, sizes) is { } kept)
            return kept;
        byte[] images = compute();
        if (isUsable)
            Keep(path, images, sizes);
        return images;
    }

    /// <summary>The file of one corruption at one severity.</summary>
    internal string PathOf(TestImages test, Corruption corruption, int severity, long seed)
    {
        string chosen = test.Count == test.Data.Test.Count ? "all" : string.Create(CultureInfo.InvariantCulture, $"{test.Count}");
        string frost = corruption.Checksum is { } checksum ? "-" + checksum[..12] : "";
        return Path.Combine(folder, $"{test.Data.Checksum[..16]}-v{Corruption.Version}",
            string.Create(CultureInfo.InvariantCulture, $"{corruption.Name}{frost}-{severity}-seed{seed}-{chosen}.npy"));
    }

    /// <summary>The images of a file; null if there is none, or it is not what it should be.</summary>
    private static byte[]? TryRead(string path, long[] sizes)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var file = NpyFile.Open(path);
            return file.IsBytes && file.Shape.SequenceEqual(sizes) ? file.Rows(0, sizes[0]) : null;
        }
        catch (DataException)
        {
            return null;
        }
    }

    private void Keep(string path, byte[] images, long[] sizes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            NpyWriter.Write(path, images, sizes);
        }
        catch (Exception e) when (e is CheckpointException or IOException or UnauthorizedAccessException)
        {
            isUsable = false;
            note($"Corrupted images are not kept: {e.Message}");
        }
    }
}
