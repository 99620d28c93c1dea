using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Core.Tests.Lab.Data;

public sealed class ArchiveDownloadTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_archive_is_fetched_checked_and_unpacked_with_progress()
    {
        byte[] archive = Packed();
        using var server = new OneFileServer(archive);
        var progress = new Recorder();

        ArchiveDownload.Fetch(At(server.Address, Md5(archive)), folder.Path, progress, default);

        Cifar10.Read(folder.Path).Train!.Count.Should().Be(100);
        progress.Reports.Should().NotBeEmpty();
        progress.Reports[^1].Should().Be(new DownloadProgress("CIFAR-10", archive.Length, archive.Length));
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(folder.File("cifar-10-batches-bin"));
    }

    [Fact]
    public void A_wrong_checksum_leaves_nothing_behind()
    {
        byte[] archive = Packed();
        using var server = new OneFileServer(archive);

        Action fetch = () => ArchiveDownload.Fetch(At(server.Address, new string('0', 32)), folder.Path, null, default);

        fetch.Should().Throw<DataException>().WithMessage($"*expected MD5 {new string('0', 32)}, found {Md5(archive)}*");
        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void A_server_that_never_answers_is_abandoned_within_five_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/file");
        var clock = Stopwatch.StartNew();

        Action fetch = () => ArchiveDownload.Fetch(At(address, ""), folder.Path, null, default);

        fetch.Should().Throw<DataException>().WithMessage("*no answer*");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_refused_connection_is_reported_immediately()
    {
        Action fetch = () => ArchiveDownload.Fetch(At(new Uri("http://127.0.0.1:1/file"), ""), folder.Path, null, default);

        fetch.Should().Throw<DataException>().WithMessage("*http://127.0.0.1:1/file: cannot be downloaded*");
    }

    private static Archive At(Uri address, string md5) => new("CIFAR-10", address, md5, "cifar-10-batches-bin");

    private static byte[] Packed()
    {
        using var made = new TemporaryFolder();
        Cifar10Tests.WriteFiles(made.File("cifar-10-batches-bin"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            TarFile.CreateFromDirectory(made.Path, gzip, includeBaseDirectory: false);
        return packed.ToArray();
    }

    private static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));

    private sealed class Recorder : IProgress<DownloadProgress>
    {
        public List<DownloadProgress> Reports { get; } = [];
        public void Report(DownloadProgress value) => Reports.Add(value);
    }

    /// <summary>Answers one local request with the given bytes.</summary>
    private sealed class OneFileServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public OneFileServer(byte[] body)
        {
            listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/cifar-10-binary.tar.gz");
            _ = Task.Run(async () =>
            {
                using var client = await listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096]);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(body);
            });
        }

        public Uri Address { get; }

        public void Dispose() => listener.Dispose();
    }
}
