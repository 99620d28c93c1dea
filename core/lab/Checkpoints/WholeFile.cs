using System.Text;

namespace SeRes2Net.Lab.Checkpoints;

/// <summary>Writes files so that a reader, a power cut or <c>kill -9</c> never meets half of one, and opens them so that a reader is in no writer's way.</summary>
public static class WholeFile
{
    // On Windows a file that another process has open for a moment, to read, search or back it up, cannot be replaced.
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The ending of a file that is still being written; one left behind belongs to a run that was killed, and may be deleted.
    /// </summary>
    public const string Unfinished = ".part";

    /// <summary>Writes beside the target, flushes to the disk, then renames over it.</summary>
    /// <exception cref="CheckpointException">
    /// The disk is full, the folder cannot be written, or the target is a device or a pipe; the previous file is untouched.
    /// </exception>
    public static void Write(string path, Action<Stream> write)
    {
        string beside = path + Unfinished;
        // Renaming over a device or a pipe would put a file in its place, for the whole machine if we are root.
        if (File.Exists(path) && !RegularFile.Is(path))
            throw new CheckpointException($"{path} is not a regular file, so it is not replaced.");
        MustHaveFolder(path);
        var isOurs = false;
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                isOurs = true;
                write(file);
                file.Flush(flushToDisk: true);
            }
            Replace(beside, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (isOurs)
                TryDelete(beside);
            string previous = File.Exists(path) ? " The previous file is untouched." : "";
            throw new CheckpointException($"{path}: cannot be written: {e.Message}{previous}", e);
        }
    }

    /// <summary>Refuses a file whose folder does not exist; to be asked before a long computation too.</summary>
    /// <exception cref="CheckpointException">There is no such folder.</exception>
    public static void MustHaveFolder(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new CheckpointException($"{path}: cannot be written: there is no folder {folder}.");
    }

    /// <summary>Opens a file to read it while others may add to it or replace it, which Windows would not let them do otherwise.</summary>
    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Reads a text in the same way.</summary>
    public static string ReadText(string path)
    {
        using var reader = new StreamReader(OpenRead(path));
        return reader.ReadToEnd();
    }

    /// <summary>The same as <see cref="Write"/> for text in UTF-8.</summary>
    /// <exception cref="CheckpointException">The disk is full or the folder cannot be written; a previous file is untouched.</exception>
    public static void WriteText(string path, string text) => Write(path, file => file.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Adds one line and flushes it to the disk. After a power cut the last line of the file may be cut short.</summary>
    /// <exception cref="CheckpointException">The disk is full or the file cannot be written; it has the lines it had.</exception>
    public static void AppendLine(string path, string line)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            var length = WholeLines(file);
            try
            {
                file.Position = length;
                file.Write(Encoding.UTF8.GetBytes(line + "\n"));
                file.Flush(flushToDisk: true);
            }
            catch (IOException)
            {
                file.SetLength(length);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    // Up to the last line feed: what follows was never finished.
    private static long WholeLines(FileStream file)
    {
        for (var length = file.Length; length > 0; length--)
        {
            file.Position = length - 1;
            if (file.ReadByte() == '\n')
                return length;
        }
        return 0;
    }

    private static void Replace(string beside, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                File.Move(beside, path, overwrite: true);
                return;
            }
            catch (Exception e) when (OperatingSystem.IsWindows() && attempt < Attempts && e is (IOException or UnauthorizedAccessException))
            {
                Thread.Sleep(Pause);
            }
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }
}
