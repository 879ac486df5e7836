using System.Text.Json.Nodes;
using Infra.Tests.Entry;
using Infra.Tests.Planning;
using Infra.Verifying;
using Infra.Verifying.Traffic;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Infra.Tests.Verifying;

/// <summary>Traffic, tried against listeners on the loopback and a cluster that is imitated.</summary>
public sealed class TrafficTests
{
    private const string Inside = "pods-kept-inside", Own = "served-at-own-address", Neighbour = "not-served-at-neighbours";
    private const string NotFound = "HTTP/1.1 404 Not Found\r\n\r\n", Found = "HTTP/1.1 200 OK\r\n\r\n";

    [Fact]
    public async Task A_pod_that_reaches_nothing_foreign_passes_and_is_removed()
    {
        var cluster = Cluster();
        var (results, changes) = await VerifyAsync(cluster);
        Assert.Equal(Verdict.Passed, results[Inside].Verdict);
        AssertRemoved(cluster, changes);
    }

    [Fact]
    public async Task A_pod_that_reaches_something_foreign_fails_and_what_it_reached_is_named()
    {
        var cluster = Cluster();
        cluster.Ending = targets => ImitatedCluster.Ended(targets);
        var (results, changes) = await VerifyAsync(cluster);
        Assert.Equal(Verdict.Failed, results[Inside].Verdict);
        var texts = results[Inside].Observations.OfType<Fault>().Select(fault => fault.Text).ToList();
        Assert.Contains(texts, text =>
            text.StartsWith("reaches the cloud's metadata service (169.254.169.254:80)", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("reaches SSH of node dev-tenant-b", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("reaches Service default/kubernetes (10.43.0.1:443)", StringComparison.Ordinal));
        Assert.Contains(texts, text =>
            text.StartsWith("reaches Pod tenant-tenant-b/web-tenant-b (10.42.1.9:8080)", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("reaches Service tenant-tenant-b/ingress", StringComparison.Ordinal));
        AssertRemoved(cluster, changes);
    }

    [Fact]
    public async Task A_pod_that_reaches_nothing_at_all_says_nothing()
    {
        var cluster = Cluster();
        cluster.Ending = _ => ImitatedCluster.Ended([]);
        var (results, _) = await VerifyAsync(cluster);
        Assert.Equal(Verdict.Unable, results[Inside].Verdict);
        Assert.Contains("doesn't even reach cluster DNS", results[Inside].Observations[0].Text);
    }

    [Fact]
    public async Task A_pod_that_was_cut_off_says_nothing()
    {
        var cluster = Cluster();
        cluster.Ending = targets => ImitatedCluster.Ended(targets.Take(2), end: "");
        Assert.Equal(Verdict.Unable, (await VerifyAsync(cluster)).Results[Inside].Verdict);
    }

    [Theory]
    [InlineData("Failed", "the probe failed")]
    [InlineData("Pending", "the probe didn't come to its end: ErrImagePull")]
    public async Task A_pod_that_never_ran_is_no_pass_and_is_removed(string phase, string text)
    {
        var cluster = Cluster();
        cluster.Ending = _ => new JsonObject
        {
            ["phase"] = phase,
            ["containerStatuses"] = new JsonArray(new JsonObject
            {
                ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ErrImagePull" } },
            }),
        };
        var (results, changes) = await VerifyAsync(cluster, podPatience: TimeSpan.Zero);
        Assert.Equal(Verdict.Unable, results[Inside].Verdict);
        Assert.Contains(text, results[Inside].Observations[0].Text);
        AssertRemoved(cluster, changes);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task An_error_of_the_server_is_no_pass_and_the_pod_is_removed(string method)
    {
        var cluster = Cluster();
        var (results, _) = await VerifyAsync(cluster, request =>
            request.Method == method && request.Path.Value!.Contains("/pods", StringComparison.Ordinal)
            && !request.Query.ContainsKey("dryRun") && !request.Query.ContainsKey("limit")
                ? (500, "InternalError", "etcdserver: request timed out") : null);
        Assert.Equal(Verdict.Unable, results[Inside].Verdict);
        Assert.DoesNotContain(cluster.Objects, IsProbe);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_removes_its_pods()
    {
        var cluster = Cluster();
        using var cancelled = new CancellationTokenSource();
        cluster.Ending = _ =>
        {
            cancelled.Cancel();
            return new JsonObject { ["phase"] = "Pending" };
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => VerifyAsync(cluster, cancellation: cancelled.Token));
        Assert.DoesNotContain(cluster.Objects, IsProbe);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed()
    {
        var cluster = Cluster();
        cluster.Add("""
            {"kind": "Pod", "spec": {},
             "metadata": {"name": "infra-probe-old", "namespace": "tenant-tenant-a", "labels": {"infra/probe": "tenant-a"}}}
            """);
        await VerifyAsync(cluster);
        Assert.DoesNotContain(cluster.Objects, IsProbe);
    }

    [Fact]
    public async Task Without_being_asked_for_no_traffic_is_sent()
    {
        var cluster = Cluster();
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var results = await Verifier.RunAsync(Task(cluster, server, null), (_, _) => { }, CancellationToken.None);
        Assert.DoesNotContain(results, result => result.Check.Group == "traffic");
        Assert.Empty(server.Changes);
    }

    [UnixFact]
    public async Task Domains_that_are_answered_at_home_and_unknown_next_door_pass()
    {
        var results = await AskAsync(("tenant-a.example.com", Found), ("tenant-b.example.com", NotFound));
        Assert.NotEqual(Verdict.Failed, results[Own].Verdict);
        Assert.DoesNotContain(results[Neighbour].Observations, seen =>
            seen is Fault && seen.Where.StartsWith("tenant-a.example.com at", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task A_domain_that_is_served_next_door_fails()
    {
        var results = await AskAsync(("tenant-a.example.com", Found), ("tenant-b.example.com", Found));
        Assert.Contains(results[Neighbour].Observations.OfType<Fault>(), fault =>
            fault.Where.StartsWith("tenant-a.example.com at 127.0.0.12", StringComparison.Ordinal)
                && fault.Text == "is served there (HTTP 200)");
    }

    [UnixFact]
    public async Task A_certificate_for_a_neighbours_domain_fails()
    {
        var results = await AskAsync(("tenant-a.example.com", Found), ("tenant-a.example.com", NotFound));
        Assert.Contains(results[Neighbour].Observations.OfType<Fault>(), fault => fault.Text == "is answered with a certificate for it");
    }

    [UnixFact]
    public async Task An_address_that_nobody_answers_fails_its_tenant_and_tells_nothing_of_others()
    {
        var results = await AskAsync(("tenant-a.example.com", Found), null);
        Assert.Contains(results[Own].Observations.OfType<Fault>(), fault => fault.Where == "tenant-b.example.com at 127.0.0.12");
        Assert.Contains(results[Neighbour].Observations.OfType<Obstacle>(), seen =>
            seen.Text.StartsWith("nobody answers", StringComparison.Ordinal));
    }

    [UnixFact]
    public async Task A_controller_that_turns_unknown_names_away_passes()
    {
        var results = await AskAsync(("tenant-a.example.com", Found), (null, ""));
        Assert.DoesNotContain(results[Neighbour].Observations, seen =>
            seen.Where.StartsWith("tenant-a.example.com at 127.0.0.12", StringComparison.Ordinal) && seen is not Note);
    }

    [UnixFact]
    public async Task A_served_domain_without_its_certificate_fails()
    {
        var cluster = Cluster();
        cluster.Add("""
            {"kind": "Ingress", "metadata": {"name": "web", "namespace": "tenant-tenant-a"},
             "spec": {"tls": [{"hosts": ["tenant-a.example.com"]}]}}
            """);
        var results = await AskAsync(("default.example.com", Found), ("tenant-b.example.com", NotFound), cluster);
        Assert.Contains(results[Own].Observations.OfType<Fault>(), fault => fault.Text == "is answered without its certificate");
    }

    private static ImitatedCluster Cluster()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        // Nobody listens there but those whom a test lets.
        cluster.Addresses["tenant-a"] = "127.0.0.11";
        cluster.Addresses["tenant-b"] = "127.0.0.12";
        cluster.Add("""
            {"kind": "Service", "metadata": {"name": "kube-dns", "namespace": "kube-system"},
             "spec": {"clusterIP": "10.43.0.10", "ports": [{"port": 53}]}}
            """);
        cluster.Add("""
            {"kind": "Service", "metadata": {"name": "kubernetes", "namespace": "default"},
             "spec": {"clusterIP": "10.43.0.1", "ports": [{"port": 443}]}}
            """);
        var services = cluster.Objects.Where(thing => thing["metadata"]!["name"]!.GetValue<string>() == "ingress").ToList();
        foreach (var (service, index) in services.Select((service, index) => (service, index)))
            service["spec"]!["clusterIP"] = $"10.43.7.{index + 1}";
        foreach (var (tenant, index) in new[] { "tenant-a", "tenant-b" }.Select((tenant, index) => (tenant, index)))
        {
            var pod = cluster["Pod", $"web-{tenant}"];
            pod["status"] = new JsonObject { ["phase"] = "Running", ["podIP"] = $"10.42.{index}.9" };
            pod["spec"]!["containers"] = new JsonArray(
                new JsonObject { ["ports"] = new JsonArray(new JsonObject { ["containerPort"] = 8080 }) });
        }

        return cluster;
    }

    private static async Task<IReadOnlyDictionary<string, LiveResult>> AskAsync(
        (string? Name, string Answer)? first, (string? Name, string Answer)? second, ImitatedCluster? cluster = null)
    {
        cluster ??= Cluster();
        using var one = new TlsListener("127.0.0.11", 0, first!.Value.Name, first.Value.Answer);
        using var other = second is { } listener ? new TlsListener("127.0.0.12", one.Port, listener.Name, listener.Answer) : null;
        return (await VerifyAsync(cluster, port: one.Port)).Results;
    }

    private static async Task<(IReadOnlyDictionary<string, LiveResult> Results, string[] Changes)> VerifyAsync(
        ImitatedCluster cluster,
        Func<HttpRequest, (int, string, string)?>? disturb = null,
        int port = 1,
        TimeSpan? podPatience = null,
        CancellationToken cancellation = default)
    {
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        if (disturb is not null) server.Disturb = disturb;
        var traffic = new TrafficOptions
        {
            Port = port,
            Patience = TimeSpan.FromMinutes(2),
            PodPatience = podPatience ?? TimeSpan.FromMinutes(5),
            Pause = TimeSpan.FromMilliseconds(50),
        };
        var results = await Verifier.RunAsync(Task(cluster, server, traffic), (_, _) => { }, cancellation);
        return (results.ToDictionary(result => result.Check.Id), [.. server.Changes]);
    }

    private static VerifierTask Task(ImitatedCluster cluster, ImitatedApiServer server, TrafficOptions? traffic) => new()
    {
        Plan = cluster.Stack.Plan,
        Settings = cluster.Stack.Settings,
        Outputs = new JsonObject
        {
            ["Kubeconfig"] = server.Kubeconfig(),
            ["Servers"] = Map(cluster.Servers),
            ["Addresses"] = Map(cluster.Addresses),
        }.ToJsonString(),
        Traffic = traffic,
        Clock = new FixedClock(),
    };

    private static JsonObject Map(Dictionary<string, string> values) =>
        new(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value)));

    private static void AssertRemoved(ImitatedCluster cluster, string[] changes)
    {
        Assert.DoesNotContain(cluster.Objects, IsProbe);
        Assert.Equal(2, changes.Count(change => change.StartsWith("POST pods", StringComparison.Ordinal)));
        Assert.Equal(2, changes.Count(change => change.StartsWith("DELETE pods", StringComparison.Ordinal)));
    }

    private static bool IsProbe(JsonObject thing) => thing["metadata"]!["labels"]?["infra/probe"] is not null;

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => ImitatedCluster.Now;
    }
}
