using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace SeRes2Net.Lab.Data;

/// <summary>Fetches the original archive of a data set, checks it and unpacks it.</summary>
public static class ArchiveDownload
{
    /// <summary>A server that has not started to answer by then counts as unreachable.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3.5);
    /// <summary>We give up on a transfer that makes no progress for this long.</summary>
    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Downloads and unpacks. Afterwards the archive's folder is in <paramref name="directory"/>, complete or not at all.
    /// </summary>
    /// <exception cref="DataException">No network (known within 5 s), a broken transfer, a wrong checksum, or a folder that cannot be
    /// written.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was triggered.</exception>
    public static void Fetch(Archive archive, string directory, IProgress<DownloadProgress>? progress, CancellationToken stop)
    {
        string file = Path.Combine(directory, $"{archive.FileName}.{Environment.ProcessId}.part");
        string unpacking = Path.Combine(directory, $"{archive.Folder}.{Environment.ProcessId}.part");
        try
        {
            Directory.CreateDirectory(directory);
            string found = Download(archive, file, progress, stop).GetAwaiter().GetResult();
            if (found != archive.Md5)
                throw new DataException($"{archive.Address}: expected MD5 {archive.Md5}, found {found}. The transfer was damaged; try again.");
            Unpack(file, unpacking, stop);
            string target = Path.Combine(directory, archive.Folder);
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
            Directory.Move(unpacking, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataException($"{directory}: cannot store {archive.Title} here: {e.Message}", e);
        }
        finally
        {
            File.Delete(file);
            if (Directory.Exists(unpacking))
                Directory.Delete(unpacking, recursive: true);
        }
    }

    /// <summary>Writes the file and returns its MD5 in lower-case hexadecimal digits.</summary>
    private static async Task<string> Download(Archive archive, string path, IProgress<DownloadProgress>? progress, CancellationToken stop)
    {
        var address = archive.Address;
        using var handler = new SocketsHttpHandler { ConnectTimeout = AnswerWithin };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(AnswerWithin);
        try
        {
            // On the thread pool: name resolution can block past every time-out, and all we can do then is stop waiting for it.
            using var answer = await Task.Run(() => client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token), stop)
                .WaitAsync(patience.Token).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            long? total = answer.Content.Headers.ContentLength;
            await using var body = await answer.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
            var buffer = new byte[1 << 17];
            long received = 0;
            while (true)
            {
                patience.CancelAfter(Stall);
                int count = await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
                if (count == 0)
                    break;
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), stop).ConfigureAwait(false);
                received += count;
                progress?.Report(new DownloadProgress(archive.Title, received, total));
            }
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        catch (HttpRequestException e)
        {
            throw new DataException($"{address}: cannot be downloaded: {e.Message}", e);
        }
        catch (HttpIOException e)
        {
            throw new DataException($"{address}: the transfer broke off: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new DataException($"{address}: no answer.", e);
        }
    }

    private static void Unpack(string archive, string folder, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        using var packed = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(packed);
        while (tar.GetNextEntry() is { } entry)
        {
            stop.ThrowIfCancellationRequested();
            // Only plain files, under their own name: nothing in an archive may choose where it is written.
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile && Path.GetFileName(entry.Name) is { Length: > 0 } name)
                entry.ExtractToFile(Path.Combine(folder, name), overwrite: true);
        }
    }
}
