using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Infra.Tests.Verifying;

/// <summary>An ingress controller as clients see it: a certificate for one name, and one HTTP status for all requests.</summary>
internal sealed class TlsListener : IDisposable
{
    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly string _answer;

    /// <param name="address">An address of the loopback.</param>
    /// <param name="port">The port; 0: any.</param>
    /// <param name="name">The certificate's name; null: TLS is refused.</param>
    /// <param name="answer">What comes after a request.</param>
    public TlsListener(string address, int port, string? name, string answer)
    {
        _listener = new TcpListener(IPAddress.Parse(address), port);
        _listener.Start();
        _certificate = name is null ? null : Certificate(name);
        _answer = answer;
        _ = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose()
    {
        _listener.Stop();
        _certificate?.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                if (_certificate is null) continue;
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(_certificate);
                var buffer = new byte[4096];
                _ = await stream.ReadAsync(buffer);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(_answer));
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException)
            {
                // The client went away.
            }
            catch (Exception stopped) when (stopped is ObjectDisposedException or SocketException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
