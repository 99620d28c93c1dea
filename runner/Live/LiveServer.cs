using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using SeRes2Net.Lab.Reports;

namespace SeRes2Net.Runner.Live;

/// <summary>Serves the pages of a folder on the loopback address: to this machine's browser, and to nobody else.</summary>
internal sealed class LiveServer : IDisposable
{
    /// <summary>Address of the script, and of the events of the folder that follows.</summary>
    public const string ScriptAddress = "/~live.js", EventsAddress = "/~events";

    // A page and its events are two connections of a client.
    private const int MostConnections = 1000;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource stopping = new();
    private readonly WebApplication application;
    private readonly LivePages pages;

    /// <summary>Prepares a server; <see cref="Start"/> begins.</summary>
    /// <param name="root">Full path of the folder.</param>
    /// <param name="port">The port; 0: any that is free.</param>
    public LiveServer(string root, int port)
    {
        pages = new LivePages(root);
        // Empty: neither the environment nor files in the working folder configure it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        application = builder.Build();
        application.Run(Answer);
    }

    /// <summary>The port it listens on.</summary>
    public int Port => new Uri(application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;

    /// <summary>Listens.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public void Start() => application.StartAsync().GetAwaiter().GetResult();

    /// <summary>Ends what is being sent, and listens no more.</summary>
    public void Stop()
    {
        stopping.Cancel();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        application.StopAsync(patience.Token).GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ((IDisposable)application).Dispose();
        stopping.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        AddHeaders(response.Headers);
        if (RequestGuard.Refusal(request, Port) is var (status, reason))
        {
            response.Headers.Allow = status == StatusCodes.Status405MethodNotAllowed ? "GET, HEAD" : default;
            await Text(context, status, reason);
            return;
        }
        string target = RequestGuard.PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        if (target == ScriptAddress)
            await Send(context, LiveScript.Text, "text/javascript; charset=utf-8");
        else if (target.StartsWith(EventsAddress + "/", StringComparison.Ordinal) && pages.Find(target[EventsAddress.Length..]) is { } watched)
            await Events(context, watched);
        else if (pages.Find(target) is { } page)
            await Send(context, (await page.Read(stopping.Token)).Html, "text/html; charset=utf-8");
        else
            await Text(context, StatusCodes.Status404NotFound, "There is no such folder of runs.");
    }

    /// <summary>Sends an event whenever the page has changed, until the client or the server goes.</summary>
    private async Task Events(HttpContext context, LivePage page)
    {
        context.Response.ContentType = "text/event-stream";
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping.Token);
        try
        {
            string sent = context.Request.Query["since"].ToString();
            for (var silent = DateTime.UtcNow; ; await Task.Delay(LivePage.Patience, ending.Token))
            {
                string version = (await page.Read(ending.Token)).Version;
                string? message = version != sent ? $"event: change\ndata: {version}\n\n" : DateTime.UtcNow - silent > Heartbeat ? ":\n\n" : null;
                if (message is null)
                    continue;
                await context.Response.WriteAsync(message, ending.Token);
                (sent, silent) = (version, DateTime.UtcNow);
            }
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server ends.
        }
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = $"{HtmlReport.ContentPolicy}; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static Task Text(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return Send(context, text + "\n", "text/plain; charset=utf-8");
    }

    private static Task Send(HttpContext context, string text, string type)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes).AsTask();
    }
}
