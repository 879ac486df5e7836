using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.EndToEnd.Internet.Acme;

/// <summary>
/// Asks a name for what a challenge wants, as Let's Encrypt does (https://github.com/letsencrypt/boulder/blob/main/va/http.go): from the
/// network namespace of this process, over HTTP, and after redirects to other names, whose certificates aren't looked at.
/// </summary>
internal sealed class HttpValidation : IDisposable
{
    private const int MostRedirects = 10;
    private const int LongestAnswer = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Func<string, IPAddress?> _resolve;
    private readonly HttpMessageInvoker _client;

    /// <param name="resolve">Address of a name; null: there is none.</param>
    /// <param name="httpPort">Where port 80 is really.</param>
    /// <param name="httpsPort">Where port 443 is really.</param>
    public HttpValidation(Func<string, IPAddress?> resolve, int httpPort, int httpsPort)
    {
        _resolve = resolve;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = (context, cancellation) =>
                ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port == 80 ? httpPort : httpsPort, cancellation),
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        _client = new HttpMessageInvoker(handler);
    }

    /// <summary>Asks a name.</summary>
    /// <returns>What was wrong; null: nothing.</returns>
    public async Task<AcmeProblem?> CheckAsync(string name, string token, string expected)
    {
        var url = new Uri($"http://{name}/.well-known/acme-challenge/{token}");
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            for (var redirects = 0; redirects <= MostRedirects; redirects++)
            {
                if (_resolve(url.Host) is null)
                    return new AcmeProblem("dns", $"DNS problem: NXDOMAIN looking up A for {url.Host}");
                using var answer = await AskAsync(url, patience.Token);
                if (Redirect(url, answer) is { } next)
                    url = next;
                else
                    return await CompareAsync(url, answer, expected, patience.Token);
            }

            return Failure(url, "Too many redirects");
        }
        catch (OperationCanceledException)
        {
            return Failure(url, "Timeout (likely firewall problem)");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Failure(url, $"{exception.Message} {exception.InnerException?.Message}".TrimEnd());
        }
        catch (AcmeProblem problem)
        {
            return problem;
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(string name, int port, CancellationToken cancellation)
    {
        var address = _resolve(name) ?? throw new HttpRequestException($"{name} has no address any more.");
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri url, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.ParseAdd("Mozilla/5.0 (compatible; Let's Encrypt validation server; +https://www.letsencrypt.org)");
        request.Headers.Accept.ParseAdd("*/*");
        request.Headers.ConnectionClose = true;
        return await _client.SendAsync(request, cancellation);
    }

    private Uri? Redirect(Uri url, HttpResponseMessage answer)
    {
        if ((int)answer.StatusCode is not (301 or 302 or 307 or 308) || answer.Headers.Location is not { } location)
            return null;
        var next = new Uri(url, location);
        if (next.Scheme is not ("http" or "https"))
            throw Failure(url, $"Invalid protocol scheme in redirect target: \"{next.Scheme}\" is neither \"http\" nor \"https\"");
        if (next.Port is not (80 or 443))
            throw Failure(url, $"Invalid port in redirect target. Only ports 80 and 443 are supported, not {next.Port}");
        if (next.HostNameType != UriHostNameType.Dns)
            throw Failure(url, $"Invalid host in redirect target \"{next.Host}\". Only domain names are supported, not IP addresses");
        return next;
    }

    private static async Task<AcmeProblem?> CompareAsync(
        Uri url, HttpResponseMessage answer, string expected, CancellationToken cancellation)
    {
        if (answer.StatusCode != HttpStatusCode.OK)
            return AcmeProblem.Unauthorized($"Invalid response from {url}: {(int)answer.StatusCode}");
        var bytes = new byte[LongestAnswer];
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        var text = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd();
        return text == expected
            ? null
            : AcmeProblem.Unauthorized(
                "The key authorization file from the server did not match this challenge. "
                + $"Expected \"{expected}\" (got \"{text[..Math.Min(text.Length, 128)]}\")");
    }

    private AcmeProblem Failure(Uri url, string detail) => new("connection", $"{_resolve(url.Host)}: Fetching {url}: {detail}");
}
