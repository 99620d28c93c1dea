using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using SeRes2Net.Lab.Data;

namespace SeRes2Net.Lab.Tests.Data;

public sealed class Cifar10DownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_archive_is_fetched_checked_and_unpacked_with_progress()
    {
        byte[] archive = Archive();
        using var server = new OneFileServer(archive);
        var progress = new Recorder();

        Cifar10Download.Fetch(server.Address, Md5(archive), _folder.Path, progress, default);

        Cifar10.Read(_folder.Path, 20).Train.Count.Should().Be(100);
        progress.Reports.Should().NotBeEmpty();
        progress.Reports[^1].Should().Be(new DownloadProgress(archive.Length, archive.Length));
        Directory.GetFileSystemEntries(_folder.Path).Should().Equal(_folder.File("cifar-10-batches-bin"));
    }

    [Fact]
    public void A_wrong_checksum_leaves_nothing_behind()
    {
        byte[] archive = Archive();
        using var server = new OneFileServer(archive);

        Action fetch = () => Cifar10Download.Fetch(server.Address, new string('0', 32), _folder.Path, null, default);

        fetch.Should().Throw<DataException>().WithMessage($"*expected MD5 {new string('0', 32)}, found {Md5(archive)}*");
        Directory.GetFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void A_server_that_never_answers_is_given_up_within_five_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/file");
        var clock = Stopwatch.StartNew();

        Action fetch = () => Cifar10Download.Fetch(address, "", _folder.Path, null, default);

        fetch.Should().Throw<DataException>().WithMessage("*no answer*");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_refused_connection_is_reported_at_once()
    {
        Action fetch = () => Cifar10Download.Fetch(new Uri("http://127.0.0.1:1/file"), "", _folder.Path, null, default);

        fetch.Should().Throw<DataException>().WithMessage("*http://127.0.0.1:1/file: cannot be downloaded*");
    }

    private byte[] Archive()
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

    /// <summary>Answers one request on this machine with the given bytes.</summary>
    private sealed class OneFileServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public OneFileServer(byte[] body)
        {
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/cifar-10-binary.tar.gz");
            _ = Task.Run(async () =>
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096]);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
                await stream.WriteAsync(body);
            });
        }

        public Uri Address { get; }

        public void Dispose() => _listener.Dispose();
    }
}
