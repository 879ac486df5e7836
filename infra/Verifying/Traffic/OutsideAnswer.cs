using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Infra.Verifying.Traffic;

/// <summary>What a browser would see at an address when it asks for a host.</summary>
/// <param name="IsConnected">Whether somebody listens there.</param>
/// <param name="Problem">Why there is no more to see; null: there is an answer.</param>
internal sealed record OutsideAnswer(bool IsConnected, string? Problem = null)
{
    private const int LongestStatusLine = 1024;

    /// <summary>Whether the certificate shown is for the host, whoever signed it.</summary>
    public bool HasCertificate { get; init; }

    /// <summary>HTTP's status; null: there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Asks.</summary>
    /// <param name="address">The address and port.</param>
    /// <param name="host">The host, for TLS (SNI) and HTTP.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<OutsideAnswer> AskAsync(IPEndPoint address, string host, TimeSpan patience, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        using var client = new TcpClient(address.AddressFamily);
        var seen = new OutsideAnswer(false);
        try
        {
            await client.ConnectAsync(address, limit.Token).ConfigureAwait(false);
            seen = seen with { IsConnected = true };
            // What is shown is looked at, not trusted: nothing is sent but the question.
            var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
            {
                using var shown = certificate is null ? null : new X509Certificate2(certificate);
                seen = seen with { HasCertificate = shown?.MatchesHostname(host, allowCommonName: false) == true };
                return true;
            });
            await using var _ = stream.ConfigureAwait(false);
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host },
                limit.Token).ConfigureAwait(false);
            var request = $"GET / HTTP/1.1\r\nHost: {host}\r\nUser-Agent: infra-verify\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), limit.Token).ConfigureAwait(false);
            var buffer = new byte[LongestStatusLine];
            var length = await stream.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
            return Encoding.ASCII.GetString(buffer, 0, length).Split(' ', 3) is ["HTTP/1.1" or "HTTP/1.0", var code, ..]
                && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
                ? seen with { Status = status }
                : seen with { Problem = "what came isn't HTTP" };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return seen with { Problem = "no answer came in time" };
        }
        catch (Exception failure) when (failure is SocketException or IOException or AuthenticationException)
        {
            return seen with { Problem = failure.Message.TrimEnd('.') };
        }
    }
}
