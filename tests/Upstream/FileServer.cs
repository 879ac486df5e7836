using System.Collections.Concurrent;
using System.Net;

namespace Infra.Tests.Upstream;

/// <summary>Serves files on this machine's loopback address, and records what was asked for.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();

    public FileServer()
    {
        Url = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = AnswerAsync();
    }

    /// <summary>The server's URL, with a slash at its end.</summary>
    public string Url { get; }

    /// <summary>Paths asked for so far.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public byte[] this[string path]
    {
        set => _files[path] = value;
    }

    public void Dispose() => _listener.Close();

    private static int FreePort()
    {
        using var taken = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return ((IPEndPoint)taken.LocalEndpoint).Port;
    }

    private async Task AnswerAsync()
    {
        try
        {
            while (true)
            {
                var exchange = await _listener.GetContextAsync();
                var path = exchange.Request.Url!.AbsolutePath.TrimStart('/');
                _requests.Enqueue(path);
                if (!_files.TryGetValue(path, out var content)) exchange.Response.StatusCode = 404;
                await exchange.Response.OutputStream.WriteAsync(content ?? []);
                exchange.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
