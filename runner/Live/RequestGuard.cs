using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace SeRes2Net.Runner.Live;

/// <summary>
/// Refuses what a browser on this machine would not ask by itself: other sites' pages reach loopback addresses too, and a name that an
/// attacker owns can be made to mean 127.0.0.1 (DNS rebinding).
/// </summary>
internal static class RequestGuard
{
    /// <summary>Why a request is refused, with the status of the answer; null if it is not.</summary>
    /// <param name="request">The request.</param>
    /// <param name="port">The server's port.</param>
    public static (int Status, string Reason)? Refusal(HttpRequest request, int port)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            return (StatusCodes.Status405MethodNotAllowed, "This server only reads: GET and HEAD.");
        if ((request.Host.Port ?? 80) != port || request.Host.Host is not ("127.0.0.1" or "localhost"))
            return (StatusCodes.Status403Forbidden, $"This server is http://127.0.0.1:{port}/ and has no other name.");
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site) && site.ToString() is not ("same-origin" or "none"))
            return (StatusCodes.Status403Forbidden, "Other sites may not ask this server.");
        if (request.Headers.TryGetValue("Origin", out var origin) && origin.ToString() != $"http://{request.Host.Value}")
            return (StatusCodes.Status403Forbidden, "Other sites may not ask this server.");
        string target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return Segments(PathOf(target)) is null ? (StatusCodes.Status400BadRequest, "This is not the address of a folder.") : null;
    }

    /// <summary>The path of a request's target, as it was sent: the server's own would have <c>..</c> resolved.</summary>
    public static string PathOf(string rawTarget) => rawTarget.Split('?')[0];

    /// <summary>The names of folders that a path is made of, decoded once; null if one is no plain name.</summary>
    public static IReadOnlyList<string>? Segments(string path)
    {
        if (!path.StartsWith('/'))
            return null;
        if (path == "/")
            return [];
        var names = path.TrimStart('/').Length == path.Length - 1 ? path[1..].TrimEnd('/').Split('/').Select(Uri.UnescapeDataString).ToList() : [""];
        return names.TrueForAll(IsPlain) ? names : null;
    }

    /// <summary>Whether a folder of that name has a page: neither a way up, nor a path, a drive or a stream, nor anything that is encoded twice.</summary>
    public static bool IsPlain(string name) =>
        name is not ("" or "." or "..") && name.All(c => !char.IsControl(c) && c is not ('/' or '\\' or ':' or '%' or '\uFFFD'));
}
