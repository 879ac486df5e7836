using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Infra.Tests.EndToEnd.Internet;
using TheInternet = Infra.Tests.EndToEnd.Internet.Internet;

namespace Infra.Tests.EndToEndParts.Internet;

/// <summary>Sites on free ports of this machine, and a client that finds them there and trusts their authority alone.</summary>
internal sealed class Online : IAsyncDisposable
{
    private readonly TheInternet _internet;

    private Online(TheInternet internet, CertificateAuthority authority)
    {
        _internet = internet;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority.Certificate },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        Client = new HttpClient(handler);
    }

    /// <summary>Asks them. It follows no redirects.</summary>
    public HttpClient Client { get; }

    /// <summary>A line for each request.</summary>
    public StringWriter Log { get; private init; } = new();

    public static async Task<Online> StartAsync(CertificateAuthority authority, params ISite[] sites)
    {
        var log = new StringWriter();
        var internet = new TheInternet(authority, log, sites);
        await internet.StartAsync(IPAddress.Loopback, 0, 0);
        return new Online(internet, authority) { Log = log };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _internet.DisposeAsync();
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var scheme = context.InitialRequestMessage.RequestUri!.Scheme;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _internet.Addresses.Single(address => address.Scheme == scheme).Port, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
