using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infra.Tests.EndToEnd.Internet;

/// <summary>All sites that are stood in for, behind one address, told apart by the name that a client asks for.</summary>
internal sealed class Internet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, X509Certificate2> _certificates = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ISite> _sites = new(StringComparer.OrdinalIgnoreCase);
    private readonly CertificateAuthority _authority;
    private readonly TextWriter _log;
    private WebApplication? _server;

    /// <param name="authority">Signs the sites' certificates.</param>
    /// <param name="log">Gets a line for each request.</param>
    /// <param name="sites">What answers.</param>
    public Internet(CertificateAuthority authority, TextWriter log, params ISite[] sites)
    {
        (_authority, _log) = (authority, TextWriter.Synchronized(log));
        foreach (var site in sites)
        {
            foreach (var name in site.Names)
                _sites.Add(name, site);
        }
    }

    /// <summary>The names that are answered for.</summary>
    public IEnumerable<string> Names => _sites.Keys.Order(StringComparer.Ordinal);

    /// <summary>Where it answers, once it has begun.</summary>
    public IEnumerable<Uri> Addresses => _server?.Urls.Select(url => new Uri(url)) ?? [];

    /// <summary>Begins to answer. The sockets belong to the network namespace of this process.</summary>
    /// <param name="address">Where.</param>
    /// <param name="httpPort">Port of HTTP; 0: a free one.</param>
    /// <param name="httpsPort">Port of HTTPS; 0: a free one.</param>
    public async Task StartAsync(IPAddress address, int httpPort = 80, int httpsPort = 443)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = null;
            server.Listen(address, httpPort);
            server.Listen(address, httpsPort, endpoint => endpoint.UseHttps(tls => tls.ServerCertificateSelector =
                (_, name) => _certificates.GetOrAdd(name ?? address.ToString(), asked => _authority.Issue(asked))));
        });
        _server = builder.Build();
        _server.Run(AnswerAsync);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var certificate in _certificates.Values)
            certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var failure = "";
        try
        {
            if (_sites.TryGetValue(request.Host.Host, out var site))
                await site.AnswerAsync(context);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            failure = $" {exception}";
        }

        await _log.WriteLineAsync(
            $"{DateTime.UtcNow:HH:mm:ss.fff} {context.Response.StatusCode} {context.Connection.RemoteIpAddress} {request.Method} "
            + $"{request.Host}{request.Path}{request.QueryString}{failure}");
    }
}
