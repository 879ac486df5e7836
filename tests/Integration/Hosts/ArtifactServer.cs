using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Infra.Tests.Integration.Hosts;

/// <summary>Stands in for the servers that K3s's releases come from: plain HTTP, files by path, and a record of requests.</summary>
internal sealed class ArtifactServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _requests = new();

    public ArtifactServer()
    {
        _listener = NetworkNamespace.Listen(Names.Hub, new IPEndPoint(IPAddress.Any, 80));
        _ = AcceptAsync();
    }

    /// <summary>The server's URL, without a slash at its end.</summary>
    public static string Url { get; } = $"http://{HostNetwork.Internet}";

    /// <summary>Paths asked for so far, in order.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    public void Publish(string path, string text) => Publish(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Publishes bytes, which are kept as they are and not copied: a real K3s has a hundred megabytes.</summary>
    public void Publish(string path, byte[] content) => _files[path] = content;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The listener was closed: the run is over.
        }
    }

    private async Task AnswerAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                await using var stream = connection.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                var words = (await reader.ReadLineAsync() ?? "").Split(' ');
                while (!string.IsNullOrEmpty(await reader.ReadLineAsync()))
                {
                }

                var path = words.Length > 1 ? Uri.UnescapeDataString(words[1]) : "";
                _requests.Enqueue(path);
                var found = _files.TryGetValue(path, out var content);
                content ??= "nothing here\n"u8.ToArray();
                var status = found ? "200 OK" : "404 Not Found";
                var head = $"HTTP/1.1 {status}\r\nContent-Length: {content.Length}\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
                if (words[0] != "HEAD")
                    await stream.WriteAsync(content);
            }
            catch (IOException)
            {
                // A client that went away needs no answer.
            }
        }
    }
}
