using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Tests.Planning;
using Infra.Verifying;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Infra.Tests.Verifying;

public sealed class VerifierTests
{
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    [InlineData("ssh")]
    [InlineData("namespaces")]
    public async Task A_cluster_that_is_as_planned_passes_every_check_and_nothing_is_changed(string stack)
    {
        var cluster = new ImitatedCluster(PlannedStack.Get(stack));
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        Assert.Empty(Wrong(await VerifyAsync(cluster, server)));
        Assert.Empty(server.Changes);
    }

    [Theory, MemberData(nameof(Damage.All), MemberType = typeof(Damage))]
    public async Task Each_damage_is_noticed_by_the_check_that_is_for_it(Damage damage)
    {
        var cluster = damage.Cluster();
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var wrong = (await VerifyAsync(cluster, server)).Where(result => result.Verdict is Verdict.Failed or Verdict.Unable).ToList();
        Assert.Contains(wrong, result => result.Check.Id == damage.Check && result.Verdict == Verdict.Failed);
        Assert.Empty(wrong.Select(result => result.Check.Id).Except(damage.Checks));
    }

    [Fact]
    public void Each_check_has_a_damage_that_it_notices() =>
        Assert.Empty(LiveCheckList.All.Select(check => check.Id).Except(Damage.List.Select(damage => damage.Check)));

    [Fact]
    public void Ids_are_there_once() => Assert.Equal(LiveCheckList.All.Length,
        LiveCheckList.All.Select(check => check.Id).Distinct().Count());

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_attack_that_ends_in_an_error_is_no_pass(int code)
    {
        // Its tenants have registries, so that each check has something to try.
        var cluster = new ImitatedCluster(PlannedStack.Get("namespaces"));
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        server.Disturb = request => request.Headers.ContainsKey("Impersonate-User") ? (code, "Disturbed", "something else") : null;
        var results = await VerifyAsync(cluster, server);
        var attacks = results.Where(result => result.Check.Group == "isolation" && !Unimpersonated.Contains(result.Check.Id)).ToList();
        Assert.All(attacks, result => Assert.Equal((result.Check.Id, Verdict.Unable), (result.Check.Id, result.Verdict)));
    }

    [Fact]
    public async Task A_refusal_by_somebody_else_is_no_pass()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        server.Disturb = request => Writes(request) ? (403, "Forbidden", "the API server is in maintenance") : null;
        var results = await VerifyAsync(cluster, server);
        Assert.All(results.Where(result => result.Check.Id.StartsWith("no-", StringComparison.Ordinal)), result =>
            Assert.Equal(Verdict.Failed, result.Verdict));
    }

    [Fact]
    public async Task A_list_that_expires_between_its_pages_is_read_anew()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var expired = 0;
        server.Disturb = request => request.Path == "/api/v1/pods" && request.Query.ContainsKey("continue") && expired++ == 0
            ? (410, "Expired", "The provided continue parameter is too old") : null;
        Assert.Empty(Wrong(await VerifyAsync(cluster, server)));
        Assert.NotEqual(0, expired);
    }

    [Fact]
    public async Task A_list_that_always_expires_is_no_pass()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        server.Disturb = request => request.Path == "/api/v1/pods" && request.Query.ContainsKey("continue") ? (410, "Expired", "too old")
            : null;
        var results = await VerifyAsync(cluster, server);
        Assert.Equal(Verdict.Unable, results.Single(result => result.Check.Id == "speaker-on-every-node").Verdict);
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_gets_it()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var writes = 0;
        server.Disturb = request => Writes(request) && Interlocked.Increment(ref writes) <= 7 ? (429, "TooManyRequests", "later") : null;
        Assert.Empty(Wrong(await VerifyAsync(cluster, server)));
    }

    [Fact]
    public async Task An_access_review_that_ends_in_an_error_is_no_pass()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev) { ReviewError = "clusterrole not found" };
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var results = await VerifyAsync(cluster, server);
        Assert.Equal(Verdict.Unable, results.Single(result => result.Check.Id == "quotas-kept").Verdict);
        Assert.Equal(Verdict.Unable, results.Single(result => result.Check.Id == "cluster-wide-resources-closed").Verdict);
    }

    [Fact]
    public async Task Without_the_stacks_outputs_addresses_are_taken_from_the_cluster()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        Assert.Empty(Wrong(await VerifyAsync(cluster, server, kubeconfigOnly: true)));
    }

    [Fact]
    public async Task An_address_that_nobody_knows_is_no_pass()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        cluster["IPAddressPool", "tenant-a-pool"]["spec"]!["addresses"] = new JsonArray("198.51.100.0/24");
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var results = await VerifyAsync(cluster, server, kubeconfigOnly: true);
        Assert.Equal(Verdict.Unable, results.Single(result => result.Check.Id == "service-has-own-address").Verdict);
        Assert.Equal(Verdict.Unable, results.Single(result => result.Check.Id == "objects-as-planned").Verdict);
    }

    [Fact]
    public async Task One_tenant_can_be_asked_for()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        cluster.Remove("ServiceL2Status", "l2-tenant-a");
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        Assert.Empty(Wrong(await VerifyAsync(cluster, server, tenant: "tenant-b")));
        Assert.NotEmpty(Wrong(await VerifyAsync(cluster, server, tenant: "tenant-a")));
    }

    [Fact]
    public async Task The_days_that_a_certificate_lasts_are_told()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var seen = (await VerifyAsync(cluster, server)).Single(result => result.Check.Id == "certificates-issued").Observations;
        Assert.Contains(new Note("Certificate tenant-tenant-a/web-tenant-a", "lasts for 60 days"), seen);
    }

    [Fact]
    public async Task Who_signed_a_certificate_is_told()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var seen = (await VerifyAsync(cluster, server)).Single(result => result.Check.Id == "certificates-of-own-authority").Observations;
        Assert.Contains(seen, note => note.Text.EndsWith("CN=(STAGING) Riddling Rhubarb R12", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a certificate of an hour")]
    [InlineData("a certificate that is being renewed")]
    [InlineData("a policy that opens nothing more")]
    [InlineData("a case of conformance's")]
    public async Task What_is_sound_is_no_failure(string what)
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        switch (what)
        {
            case "a certificate of an hour":
                cluster.Renew("web-tenant-a", ImitatedCluster.Now.AddMinutes(-10), ImitatedCluster.Now.AddMinutes(50));
                break;
            case "a certificate that is being renewed":
                cluster.Renew("web-tenant-a", ImitatedCluster.Now.AddDays(-65), ImitatedCluster.Now.AddDays(25));
                break;
            case "a policy that opens nothing more":
                cluster.Add("""
                    {"kind": "NetworkPolicy", "metadata": {"name": "own", "namespace": "tenant-tenant-a"},
                     "spec": {"podSelector": {}, "ingress": [{"from": [{"podSelector": {}}]}]}}
                    """);
                break;
            default:
                cluster.Add("""
                    {"kind": "Namespace", "metadata": {"name": "conformance-12-1-tenant-tenant-a", "labels":
                        {"infra/conformance": "conformance-12", "conformance-12.infra/tenant": "tenant-a"}}}
                    """);
                cluster.Add("""
                    {"kind": "RoleBinding", "metadata": {"name": "own", "namespace": "conformance-12-1-tenant-tenant-a"},
                     "roleRef": {"kind": "Role", "name": "own"},
                     "subjects": [{"kind": "ServiceAccount", "namespace": "tenant-access", "name": "tenant-a"}]}
                    """);
                break;
        }

        await using var server = await ImitatedApiServer.StartAsync(cluster);
        Assert.Empty(Wrong(await VerifyAsync(cluster, server)));
    }

    [Fact]
    public async Task A_pod_that_ended_since_it_was_listed_is_no_failure()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        server.Disturb = request => request.Path.Value!.Contains("/pods/web-tenant-a", StringComparison.Ordinal)
            ? (404, "NotFound", "pods \"web-tenant-a\" not found") : null;
        var results = await VerifyAsync(cluster, server);
        Assert.Empty(Wrong(results));
        Assert.Contains(results.Single(result => result.Check.Id == "kubelets-keep-pods-addresses").Observations, seen =>
            seen is Note && seen.Text.EndsWith("Pod web-tenant-a has ended meanwhile", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pod_that_is_about_to_end_isnt_tried_where_another_is()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        cluster.Add("""
            {"kind": "Pod", "spec": {"nodeName": "dev-tenant-a"}, "metadata": {"name": "a-job", "namespace": "tenant-tenant-a",
             "ownerReferences": [{"kind": "Job", "name": "a"}]}}
            """);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        Assert.Empty(Wrong(await VerifyAsync(cluster, server)));
        Assert.DoesNotContain(server.Requests, request => request.Contains("/pods/a-job", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_changed_comes_back_by_refreshing_and_what_was_added_by_hand_alone()
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        cluster["ConfigMap", "infra-nodes"]["data"]!.AsObject().Remove("dev-tenant-a");
        cluster["Namespace", "tenant-tenant-a"]["metadata"]!["labels"]!["example"] = "more";
        var allow = cluster.Objects.First(thing => thing["kind"]!.GetValue<string>() == "NetworkPolicy"
            && thing["metadata"]!["namespace"]!.GetValue<string>() == "tenant-tenant-b");
        allow["spec"]!["egress"]!.AsArray().Add(new JsonObject());
        cluster.Remove("ValidatingAdmissionPolicyBinding", "infra-pods");
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var faults = (await VerifyAsync(cluster, server)).Single(result => result.Check.Id == "objects-as-planned").Observations
            .OfType<Fault>().ToDictionary(fault => fault.Where.Split(' ')[0], fault => fault.Fix);
        Assert.EndsWith("'./build.sh up dev --refresh' puts it back", faults["ConfigMap"]);
        Assert.EndsWith("'./build.sh up dev --refresh' makes it again", faults["ValidatingAdmissionPolicyBinding"]);
        Assert.Contains("'kubectl edit namespace tenant-tenant-a'", faults["Namespace"]);
        Assert.Contains($"'kubectl -n tenant-tenant-b edit networkpolicy {allow["metadata"]!["name"]}'", faults["NetworkPolicy"]);
    }

    [Fact]
    public async Task Requests_grow_with_the_tenants_and_not_with_their_square()
    {
        async Task<int> CountAsync(int tenants)
        {
            var cluster = new ImitatedCluster(PlannedStack.Of("many", Settings.SettingsText.Many(tenants)));
            await using var server = await ImitatedApiServer.StartAsync(cluster);
            await VerifyAsync(cluster, server);
            // Pages of lists grow with the objects.
            return server.Requests.Count(request => !request.Contains("limit=", StringComparison.Ordinal));
        }

        var (few, more, most) = (await CountAsync(2), await CountAsync(4), await CountAsync(6));
        Assert.InRange(most - more, 0, (more - few) * 11 / 10);
    }

    [Theory]
    [InlineData(401, "doesn't take the kubeconfig's credentials (HTTP 401)")]
    [InlineData(403, "doesn't take the kubeconfig's credentials (HTTP 403)")]
    [InlineData(500, "doesn't list its nodes (HTTP 500)")]
    public async Task A_cluster_that_doesnt_answer_the_first_question_isnt_verified(int code, string expected)
    {
        var cluster = new ImitatedCluster(PlannedStack.Dev);
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        server.Disturb = _ => (code, "Disturbed", "no");
        var failure = await Assert.ThrowsAsync<ClusterException>(() => VerifyAsync(cluster, server));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cluster_isnt_verified()
    {
        var cluster = new ImitatedCluster(PlannedStack.Get("prod"));
        await using var server = await ImitatedApiServer.StartAsync(cluster);
        var failure = await Assert.ThrowsAsync<ClusterException>(() => VerifyAsync(new ImitatedCluster(PlannedStack.Dev), server));
        Assert.Matches("is another cluster: its nodes are prod-.*, and those of stack 'dev' are dev-control-plane-1", failure.Message);
    }

    // Asked as an administrator.
    private static readonly string[] Unimpersonated =
        ["nodes-not-shared", "computing-counted", "objects-counted", "quotas-kept", "bindings-as-planned", "secrets-kept-from-nodes"];

    private static bool Writes(HttpRequest request) => request.Query.ContainsKey("dryRun")
        && request.Headers.ContainsKey("Impersonate-User");

    private static IEnumerable<string> Wrong(ImmutableArray<LiveResult> results) => results
        .Where(result => result.Verdict is Verdict.Failed or Verdict.Unable)
        .SelectMany(result => result.Observations.Where(seen => seen is not Note).Select(seen => $"{result.Check.Id}: {seen}"));

    private static Task<ImmutableArray<LiveResult>> VerifyAsync(
        ImitatedCluster cluster, ImitatedApiServer server, bool kubeconfigOnly = false, string? tenant = null)
    {
        var outputs = new JsonObject
        {
            ["Kubeconfig"] = server.Kubeconfig(),
            ["Servers"] = kubeconfigOnly ? null : Map(cluster.Servers),
            ["Addresses"] = kubeconfigOnly ? null : Map(cluster.Addresses),
        };
        return Verifier.RunAsync(
            new VerifierTask
            {
                Plan = cluster.Stack.Plan,
                Settings = cluster.Stack.Settings,
                Outputs = outputs.ToJsonString(),
                Tenant = tenant,
                Clock = new StoppedClock(),
            },
            (_, _) => { },
            CancellationToken.None);
    }

    private static JsonObject Map(Dictionary<string, string> map) =>
        new(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => ImitatedCluster.Now;
    }
}
