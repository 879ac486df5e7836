using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Infra.Tests.EndToEnd.Suite;
using Infra.Tests.EndToEnd.Worlds;

namespace Infra.Tests.EndToEnd.Deployments;

/// <summary>Somebody who visits a site again and again, and remembers each visit that failed.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly World _world;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<(DateTime When, string Why)> _losses = new();
    private readonly Task _visits;
    private int _count;

    /// <summary>Begins to visit.</summary>
    public Visitor(World world, string domain)
    {
        (_world, Domain) = (world, domain);
        _visits = Task.Run(VisitAsync);
    }

    /// <summary>The site's domain.</summary>
    public string Domain { get; }

    /// <summary>Visits so far.</summary>
    public int Visits => _count;

    /// <summary>Visits that failed since a moment.</summary>
    public IReadOnlyList<string> LossesSince(DateTime moment) =>
        [.. _losses.Where(loss => loss.When >= moment).Select(loss => $"{loss.When:HH:mm:ss.fff} {loss.Why}")];

    /// <summary>Visits a site once.</summary>
    /// <returns>What it answered, or why not: the certificate must be of the world's authority.</returns>
    public static async Task<(string? Answer, string? Failure)> VisitAsync(World world, string domain, CancellationToken end = default)
    {
        try
        {
            // Each visit is a connection of its own, as a new visitor's.
            using var handler = new SocketsHttpHandler
            {
                ConnectTimeout = Patience,
                SslOptions = new SslClientAuthenticationOptions
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { world.Authority.Certificate },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            };
            using var client = new HttpClient(handler) { Timeout = Patience };
            using var answer = await client.GetAsync(new Uri($"https://{domain}/"), end);
            var text = await answer.Content.ReadAsStringAsync(end);
            return answer.IsSuccessStatusCode ? (text, null) : (null, $"status {(int)answer.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return (null, failure.InnerException?.Message ?? failure.Message);
        }
    }

    /// <summary>Waits until a site answers.</summary>
    /// <exception cref="StoryFailedException">It doesn't in time.</exception>
    public static async Task<string> UntilServedAsync(World world, string domain, TimeSpan limit)
    {
        var end = DateTime.Now + limit;
        while (true)
        {
            var (answer, failure) = await VisitAsync(world, domain);
            if (answer is not null)
                return answer;
            if (DateTime.Now > end)
                throw new StoryFailedException($"https://{domain}/ isn't served after {limit.TotalSeconds} s: {failure}");
            await Task.Delay(Pause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _visits;
        _end.Dispose();
    }

    private async Task VisitAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            var begun = DateTime.Now;
            var (_, failure) = await VisitAsync(_world, Domain, _end.Token);
            if (_end.IsCancellationRequested)
                return;
            Interlocked.Increment(ref _count);
            if (failure is not null)
                _losses.Enqueue((begun, failure));
            await Task.Delay(Pause);
        }
    }
}
