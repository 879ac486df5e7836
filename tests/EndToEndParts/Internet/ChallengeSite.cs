using System.Net;
using Infra.Tests.EndToEnd.Internet;
using Microsoft.AspNetCore.Http;
using TheInternet = Infra.Tests.EndToEnd.Internet.Internet;

namespace Infra.Tests.EndToEndParts.Internet;

/// <summary>Tenants' names on this machine, which answer challenges.</summary>
internal sealed class ChallengeSite : ISite, IAsyncDisposable
{
    private readonly CertificateAuthority _authority = new("an authority that nobody trusts");
    private readonly TheInternet _internet;

    private ChallengeSite() => _internet = new TheInternet(_authority, TextWriter.Null, this);

    public IReadOnlyCollection<string> Names => ["app.tenant.test", "moved.tenant.test", "www.tenant.test"];

    /// <summary>What is answered to a host and a path.</summary>
    public Func<HttpRequest, string?> Answer { get; set; } = _ => null;

    /// <summary>Where a host sends to.</summary>
    public Func<HttpRequest, string?> Redirect { get; set; } = _ => null;

    public int HttpPort => Port("http");

    public int HttpsPort => Port("https");

    public static async Task<ChallengeSite> StartAsync()
    {
        var site = new ChallengeSite();
        await site._internet.StartAsync(IPAddress.Loopback, 0, 0);
        return site;
    }

    public async Task AnswerAsync(HttpContext context)
    {
        if (Redirect(context.Request) is { } target)
            context.Response.Redirect(target);
        else if (Answer(context.Request) is { } text)
            await context.Response.WriteAsync(text);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public async ValueTask DisposeAsync()
    {
        await _internet.DisposeAsync();
        _authority.Dispose();
    }

    private int Port(string scheme) => _internet.Addresses.Single(address => address.Scheme == scheme).Port;
}
