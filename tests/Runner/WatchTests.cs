using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace SeRes2Net.Runner.Tests;

public sealed class WatchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RunnerProcess server;
    private readonly int port;

    public WatchTests()
    {
        for (var seed = 0; seed < 2; seed++)
        {
            WrittenRun.Add(folder, $"runs/study/net-{seed}", "Net", seed, [0.5, 0.9], "completed");
            WrittenRun.Add(folder, $"runs/study/gated-{seed}", "SE-Net", seed, [0.5, 0.95]);
        }
        WrittenRun.Add(folder, "secret/run", "Secret", 0, [0.5], "completed");
        Directory.CreateSymbolicLink(folder.File("runs/link"), folder.File("secret"));
        File.CreateSymbolicLink(folder.File("runs/study/file"), folder.File("secret/run/run.json"));
        server = RunnerProcess.Start(folder.Path, "watch", "runs", "--port", "0");
        server.WaitForOutput("Watching");
        port = int.Parse(Regex.Match(server.Output, @"127\.0\.0\.1:(\d+)/").Groups[1].Value);
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Only_pages_of_the_folder_are_served_and_only_to_this_machine_and_Ctrl_C_ends_it()
    {
        (await Ask("GET /study/ HTTP/1.1")).Should().StartWith("HTTP/1.1 200").And.Contain("SE-Net").And.Contain("Content-Security-Policy: default-src 'none'")
            .And.Contain("2 of 4 runs are completed").And.NotContain("Secret");
        (await Ask("HEAD / HTTP/1.1")).Should().StartWith("HTTP/1.1 200").And.EndWith("\r\n\r\n");
        (await Ask("GET /~live.js HTTP/1.1")).Should().Contain("EventSource");
        (await Ask("GET / HTTP/1.1", "Sec-Fetch-Site: same-origin", $"Origin: http://localhost:{port}", $"Host: localhost:{port}")).Should().StartWith("HTTP/1.1 200");
        string[] targets =
        [
            "/../secret/", "/study/../../secret/", "/%2e%2e/secret/", "/..%2fsecret/", "/%2e%2e%2fsecret/", "/%252e%252e/secret/", "/..%5csecret/", "/..\\secret/",
            "//etc/", "/%2fetc/", "/C:/", "/link/", "/link/run/", "/study/file", "/study/net-0/run.json", "/study%00/", "/study", "/~events/../secret/", "/~events/link/",
            "/./secret/", "/nowhere/", $"{folder.Path.Replace(" ", "%20")}/secret/",
        ];
        foreach (var target in targets)
            Refused(await Ask($"GET {target} HTTP/1.1")).Should().BeTrue(target);
        foreach (var method in new[] { "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT" })
            Refused(await Ask($"{method} / HTTP/1.1")).Should().BeTrue(method);
        string[] headers =
        [
            "Host: evil.example", $"Host: evil.example:{port}", "Host: 127.0.0.1", $"Host: 127.0.0.1.evil.example:{port}", $"Host: 0.0.0.0:{port}", "Host:",
            "Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site",
        ];
        foreach (var header in headers)
            Refused(await Ask("GET / HTTP/1.1", header)).Should().BeTrue(header);
        Refused(await Ask("GET http://evil.example/ HTTP/1.1", "Host: evil.example")).Should().BeTrue();

        await Serves_many_clients();

        Process.Start("kill", ["-INT", $"{server.Process.Id}"]).WaitForExit();
        var ended = server.Wait();
        ended.ExitCode.Should().Be(0, ended.Errors);
        ended.Errors.Should().Be("Stopped watching.\n");
    }

    /// <summary>Two hundred clients ask for the page, and two hundred follow its events until the server ends.</summary>
    private async Task Serves_many_clients()
    {
        var following = Enumerable.Range(0, 200).Select(_ => Ask("GET /~events/study/?since=0 HTTP/1.1")).ToList();
        var pages = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Ask("GET /study/ HTTP/1.1")));

        pages.Should().OnlyContain(page => page.StartsWith("HTTP/1.1 200") && page.Contains("SE-Net"));
        following.Should().OnlyContain(events => !events.IsFaulted);
    }

    [PageFact]
    public void A_page_in_a_browser_follows_the_runs()
    {
        var check = PageCheck.Of($"http://127.0.0.1:{port}/study/", "SE-Net, seed 2: has finished 1 of 4 epochs", opened: () =>
            WrittenRun.Add(folder, "runs/study/gated-2", "SE-Net", 2, [0.955]));

        check.Shown.Should().BeTrue();
        check.Errors.Should().BeEmpty();
        check.Violations.Should().BeEmpty();
    }

    private static bool Refused(string answer) => Regex.IsMatch(answer, "^HTTP/1.1 (400|403|404|405|421|501) ") && !answer.Contains("Secret") && !answer.Contains("<html");

    // As it is, unlike an HTTP client's.
    private async Task<string> Ask(string line, params string[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var all = headers.Append("Connection: close").ToList();
        if (!all.Exists(header => header.StartsWith("Host:", StringComparison.Ordinal)))
            all.Insert(0, $"Host: 127.0.0.1:{port}");
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n{string.Join("\r\n", all)}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
