using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Infra.Checks;
using Infra.Clusters;
using Infra.Planning;
using Infra.Stacks.Settings;
using Infra.Verifying.Traffic;

namespace Infra.Verifying;

/// <summary>
/// A live cluster beside the plan that it shall follow. Nothing is ever changed there: what writes is a dry run, save for the probe pods
/// that try traffic when that is asked for.
/// </summary>
internal sealed class LiveCluster
{
    /// <summary>Objects in one answer; kubectl asks for as many.</summary>
    private const int PageSize = 500;

    /// <summary>How often a list is begun anew whose next page has expired.</summary>
    private const int Restarts = 3;

    private readonly ApiServer _server;
    private readonly ApiResources _resources;
    private readonly ConcurrentDictionary<string, Lazy<Task<ImmutableArray<JsonObject>>>> _lists = new(StringComparer.Ordinal);

    /// <summary>A cluster whose tenants aren't known yet.</summary>
    /// <param name="server">The cluster's API, as an administrator.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="settings">The settings that the plan follows from.</param>
    /// <param name="now">The time.</param>
    public LiveCluster(ApiServer server, Plan plan, PlatformSettings settings, DateTimeOffset now)
    {
        _server = server;
        _resources = new ApiResources(server);
        Inventory = new Inventory(plan);
        Settings = settings;
        Now = now;
    }

    /// <summary>The plan's resources.</summary>
    public Inventory Inventory { get; }

    /// <summary>The plan.</summary>
    public Plan Plan => Inventory.Plan;

    /// <summary>The settings that the plan follows from.</summary>
    public PlatformSettings Settings { get; }

    /// <summary>The time.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>How traffic is tried; null: it isn't.</summary>
    public TrafficOptions? Traffic { get; init; }

    /// <summary>The real addresses behind the plan's.</summary>
    public KnownAddresses Addresses { get; private set; } = new([]);

    /// <summary>All tenants.</summary>
    public ImmutableArray<LiveTenant> AllTenants { get; private set; } = [];

    /// <summary>The tenants that are asked for: one, or all.</summary>
    public ImmutableArray<LiveTenant> Tenants { get; private set; } = [];

    /// <summary>The namespaces in which the platform's own parts run: the plan's that are no tenant's, and Kubernetes'.</summary>
    public ImmutableArray<string> PlatformNamespaces
    {
        get
        {
            var tenants = AllTenants.SelectMany(tenant => tenant.Namespaces).ToHashSet();
            return
            [
                .. Plan.Objects("Namespace").Select(PlanQueries.ObjectName).Where(ns => !tenants.Contains(ns)).Append("kube-system")
                    .Distinct().Order(StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>How what a chart made in a namespace comes back: a part of a sentence.</summary>
    /// <remarks>
    /// Pulumi looks at a release's record, not at its objects, so refreshing finds nothing; replacing the release would take kinds away
    /// with all their objects.
    /// </remarks>
    public string RenewalOfRelease(string ns)
    {
        var release = Plan.OfType(PlanQueries.Release).First(release => release.Namespace() == ns).Text("name");
        return $"'helm -n {ns} get manifest {release} | kubectl apply -n {ns} --server-side --force-conflicts -f -' puts back what the "
            + "chart made";
    }

    /// <summary>The command that puts back what the program wrote.</summary>
    /// <remarks>Without refreshing, Pulumi compares with its state, and doesn't notice what somebody did to the cluster.</remarks>
    public string Renewal => $"./build.sh up {Plan.Stack} --refresh";

    /// <summary>Finds out what the plan doesn't know.</summary>
    /// <param name="outputs">The stack's outputs; null: they aren't at hand.</param>
    /// <param name="tenant">The only tenant that is asked for; null: all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ClusterException">The cluster doesn't say it.</exception>
    public async Task LearnAsync(StackOutputs? outputs, string? tenant, CancellationToken cancellation)
    {
        var nodes = await ListAsync("v1", "Node", cancellation).ConfigureAwait(false);
        var pools = await IsServedAsync("metallb.io/v1beta1", "IPAddressPool", cancellation).ConfigureAwait(false)
            ? await ListAsync("metallb.io/v1beta1", "IPAddressPool", cancellation).ConfigureAwait(false)
            : [];
        Addresses = KnownAddresses.Find(Plan, outputs, nodes, pools);
        AllTenants = LiveTenant.Of(Inventory, Addresses);
        Tenants = tenant is null ? AllTenants : [.. AllTenants.Where(one => one.Name == tenant)];
    }

    /// <summary>The tenant after one, in a ring; null: there is no other. Each tries its attacks on one other, not on all.</summary>
    public LiveTenant? NeighbourOf(LiveTenant tenant)
    {
        var next = AllTenants[(AllTenants.IndexOf(AllTenants.First(one => one.Name == tenant.Name)) + 1) % AllTenants.Length];
        return next.Name == tenant.Name ? null : next;
    }

    /// <summary>A probe for each tenant that is asked for.</summary>
    public IEnumerable<Probe> ForEachTenant(Func<LiveTenant, CancellationToken, Task<IEnumerable<Observation>>> ask) =>
        Tenants.Select(tenant => new Probe($"tenant {tenant.Name}", cancellation => ask(tenant, cancellation)));

    /// <summary>A probe for each namespace of each tenant that is asked for.</summary>
    public IEnumerable<Probe> ForEachNamespace(Func<LiveTenant, string, CancellationToken, Task<IEnumerable<Observation>>> ask) =>
        from tenant in Tenants
        from ns in tenant.Namespaces
        select new Probe($"namespace {ns}", cancellation => ask(tenant, ns, cancellation));

    /// <summary>Sends a request as it is.</summary>
    /// <exception cref="ClusterException">There is no answer.</exception>
    public Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellation) => _server.SendAsync(request, cancellation);

    /// <summary>Whether the cluster knows a kind.</summary>
    public async Task<bool> IsServedAsync(string apiVersion, string kind, CancellationToken cancellation) =>
        await _resources.FindAsync(apiVersion, kind, cancellation).ConfigureAwait(false) is not null;

    /// <summary>One object; null: there is none of that name.</summary>
    /// <exception cref="ClusterException">It can't be told.</exception>
    public async Task<JsonObject?> FindAsync(string apiVersion, string kind, string? ns, string name, CancellationToken cancellation)
    {
        var resource = await ResourceAsync(apiVersion, kind, cancellation).ConfigureAwait(false);
        var request = new ApiRequest(HttpMethod.Get, resource.Path(ns, name));
        var answer = await _server.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Status == (int)HttpStatusCode.NotFound && answer.Body.Word("reason") == "NotFound" ? null : Needed(request, answer);
    }

    /// <summary>All objects of a kind, in the order of their namespaces and names. A kind is asked for once.</summary>
    /// <exception cref="ClusterException">It can't be told.</exception>
    public Task<ImmutableArray<JsonObject>> ListAsync(string apiVersion, string kind, CancellationToken cancellation) =>
        _lists.GetOrAdd($"{apiVersion} {kind}", _ => new(() => ReadListAsync(apiVersion, kind, cancellation))).Value;

    /// <summary>The objects of a kind in a namespace, in the order of their names.</summary>
    /// <exception cref="ClusterException">It can't be told.</exception>
    public async Task<IEnumerable<JsonObject>> ListAsync(string apiVersion, string kind, string ns, CancellationToken cancellation) =>
        (await ListAsync(apiVersion, kind, cancellation).ConfigureAwait(false)).Where(thing => thing.Namespace() == ns);

    /// <summary>What becomes of a request that writes; nothing is kept of it.</summary>
    /// <exception cref="ClusterException">There is no answer.</exception>
    public async Task<ApiAnswer> TryAsync(DryRun attempt, CancellationToken cancellation)
    {
        var resource = await ResourceAsync(attempt.ApiVersion, attempt.Kind, cancellation).ConfigureAwait(false);
        return await _server.SendAsync(attempt.Request(resource), cancellation).ConfigureAwait(false);
    }

    /// <summary>Asks a review, which Kubernetes answers and doesn't keep.</summary>
    /// <param name="kind">Its kind: <c>SubjectAccessReview</c>.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="identity">Who asks; null: the administrator.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The review's status.</returns>
    /// <exception cref="ClusterException">It can't be told.</exception>
    public async Task<JsonObject> ReviewAsync(string kind, JsonObject spec, Identity? identity, CancellationToken cancellation)
    {
        const string version = "authorization.k8s.io/v1";
        var resource = await ResourceAsync(version, kind, cancellation).ConfigureAwait(false);
        var body = new JsonObject { ["apiVersion"] = version, ["kind"] = kind, ["spec"] = spec };
        var request = new ApiRequest(HttpMethod.Post, resource.Path(), body) { Headers = identity?.Headers ?? [] };
        var answer = Needed(request, await _server.SendAsync(request, cancellation).ConfigureAwait(false));
        return answer["status"] as JsonObject ?? throw new ClusterException($"{kind} was answered without a status.");
    }

    /// <summary>What the server says of itself.</summary>
    /// <exception cref="ClusterException">It can't be told.</exception>
    public async Task<JsonObject> VersionAsync(CancellationToken cancellation)
    {
        var request = new ApiRequest(HttpMethod.Get, "version");
        return Needed(request, await _server.SendAsync(request, cancellation).ConfigureAwait(false));
    }

    private async Task<ApiResource> ResourceAsync(string apiVersion, string kind, CancellationToken cancellation) =>
        await _resources.FindAsync(apiVersion, kind, cancellation).ConfigureAwait(false)
        ?? throw new ClusterException($"the cluster has no kind {kind} of {apiVersion}");

    private async Task<ImmutableArray<JsonObject>> ReadListAsync(string apiVersion, string kind, CancellationToken cancellation)
    {
        var path = (await ResourceAsync(apiVersion, kind, cancellation).ConfigureAwait(false)).Path();
        for (var attempt = 1; ; attempt++)
        {
            if (await ReadPagesAsync(path, attempt < Restarts, cancellation).ConfigureAwait(false) is { } items)
            {
                return
                [
                    .. items.OrderBy(item => item.Namespace(), StringComparer.Ordinal).ThenBy(item => item.Name(), StringComparer.Ordinal),
                ];
            }
        }
    }

    // Null: the list has changed so much that its next page is gone.
    private async Task<List<JsonObject>?> ReadPagesAsync(string path, bool mayRestart, CancellationToken cancellation)
    {
        var items = new List<JsonObject>();
        string? next = null;
        do
        {
            var query = next is null ? $"{path}?limit={PageSize}" : $"{path}?limit={PageSize}&continue={Uri.EscapeDataString(next)}";
            var request = new ApiRequest(HttpMethod.Get, query);
            var answer = await _server.SendAsync(request, cancellation).ConfigureAwait(false);
            if (answer.Status == (int)HttpStatusCode.Gone && mayRestart) return null;
            var page = Needed(request, answer);
            items.AddRange((page["items"] as JsonArray ?? throw new ClusterException(
                $"{path} was answered without a list")).OfType<JsonObject>());
            next = page.Word("metadata", "continue");
        }
        while (!string.IsNullOrEmpty(next));
        return items;
    }

    private static JsonObject Needed(ApiRequest request, ApiAnswer answer) => answer is { Succeeded: true, Body: { } body }
        ? body
        : throw new ClusterException($"{request.Method} {request.Path.Split('?')[0]} was answered with {answer.Status}: {answer.Message}");
}
