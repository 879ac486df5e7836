using Xunit;

namespace Infra.Tests.Conformance;

/// <summary>How answers to cases are judged, and what a run comes to.</summary>
public sealed class ConformanceJudgementTests : ConformanceTest
{
    [Fact]
    public async Task Cases_that_come_as_expected_are_counted_and_nothing_is_left()
    {
        var run = await RunAsync();
        Assert.Equal((0, "4 of 4 cases as expected, 0 otherwise, 0 not tried."), (run.Status, run.Last));
        AssertNothingLeft();
    }

    [Fact]
    public async Task An_attack_that_is_let_through_fails_the_run()
    {
        Server.Admission = request => request.Body?["kind"]?.GetValue<string>() == "Service" ? null : Guards()(request);
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("own: a Service opens a port on every node: expected denied with 'spec.type is NodePort', was allowed\n",
            run.Output);
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_guard_in_the_way_of_honest_work_fails_the_run()
    {
        Server.Admission = request => Guards()(request)
            ?? (IsGuarded(request, "Service") ? Refusal("infra-services", "no") : null);
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("own: a tenant's Service: expected allowed, was refused: ", run.Output);
    }

    [Fact]
    public async Task A_refusal_for_another_reason_is_none()
    {
        Server.Admission = request => IsGuarded(request, "Service")
            ? Refusal("infra-services", "expression 'x' resulted in error: no such key: type") : null;
        Cases(NodePort.Replace("message: spec.type is NodePort", "", StringComparison.Ordinal));
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("was refused without a decision", run.Output);
    }

    [Theory]
    [InlineData(500, "Internal error occurred: etcdserver: request timed out")]
    [InlineData(403, "services \"web\" is forbidden: exceeded quota")]
    public async Task An_error_of_theServer_is_no_refusal(int status, string message)
    {
        Cases(NodePort, Relabelled);
        Server.Otherwise = request => request.User is not null && request.Path.EndsWith("/services", StringComparison.Ordinal)
            ? (status, message) : null;
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains($"was answered before a guard was asked, with {status}: {message}", run.Output);
        AssertNothingLeft();
    }

    [Fact]
    public async Task What_kubernetes_itself_refuses_first_is_not_counted_as_a_guards_work()
    {
        Cases(NodePort, ClusterIp.Replace("expect: allowed", "expect: denied", StringComparison.Ordinal));
        Server.Admission = request => IsGuarded(request, "Service") && request.Body!["spec"]!["type"]!.GetValue<string>() == "ClusterIP"
            ? "services \"web\" is forbidden: Use of external IPs is denied by admission control"
            : Guards()(request);
        var run = await RunAsync();
        Assert.Equal((0, "1 of 2 cases as expected, 0 otherwise, 1 not tried."), (run.Status, run.Last));
        Assert.Contains("Not tried (1): the API server refuses it by itself, before guards are asked", run.Output);
    }

    [Fact]
    public async Task A_refusal_by_the_clusters_own_guard_counts_as_its_copys_when_the_reason_is_the_same()
    {
        Cases(NodePort);
        Server.Admission = request => IsGuarded(request, "Service") ? RefusalBy("infra-services", "spec.type is NodePort, which") : null;
        var run = await RunAsync();
        Assert.Equal((0, "1 of 1 cases as expected, 0 otherwise, 0 not tried."), (run.Status, run.Last));
    }

    [Theory]
    [InlineData("infra-services", "another rule, which looks at another's name")]
    [InlineData("somebodys-policy", "spec.type is NodePort")]
    public async Task Another_refusal_by_the_clusters_own_policies_proves_nothing(string policy, string message)
    {
        Cases(NodePort, Relabelled);
        Server.Admission = request => IsGuarded(request, "Service") ? RefusalBy(policy, message) : Guards()(request);
        var run = await RunAsync();
        Assert.Equal((0, "1 of 2 cases as expected, 0 otherwise, 1 not tried."), (run.Status, run.Last));
        Assert.Contains($"Not tried (1): the cluster's own policy {policy} refuses it: {message}\n", run.Output);
    }

    [Fact]
    public async Task A_refusal_by_a_webhook_of_the_clusters_proves_nothing()
    {
        Cases(NodePort, Relabelled);
        const string refusal = "admission webhook \"webhook.cert-manager.io\" denied the request: spec.request: Invalid value";
        Server.Admission = request => IsGuarded(request, "Service") ? refusal : Guards()(request);
        var run = await RunAsync();
        Assert.Equal((0, "1 of 2 cases as expected, 0 otherwise, 1 not tried."), (run.Status, run.Last));
        Assert.Contains("Not tried (1): the cluster's webhook webhook.cert-manager.io refuses it: ", run.Output);
    }

    [Fact]
    public async Task New_guards_are_given_time()
    {
        var sent = 0;
        // They act from the third request on that they should refuse.
        Server.Admission = request => IsGuarded(request, "Service") && Interlocked.Increment(ref sent) < 3 ? null : Guards()(request);
        Cases(NodePort);
        Assert.Equal(0, (await RunAsync("--patience", "500")).Status);
        Assert.Equal(3, sent);
    }

    [Fact]
    public async Task Without_policies_that_change_objects_their_cases_are_not_tried()
    {
        Server.Unknown.UnionWith(["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"]);
        Cases(NodePort, ClusterIp, Relabelled, Placed, Annotated);
        var run = await RunAsync("--patience", "0");
        Assert.Equal((0, "3 of 5 cases as expected, 0 otherwise, 2 not tried."), (run.Status, run.Last));
        Assert.Contains("the cluster has no MutatingAdmissionPolicy", run.Output);
    }

    [Fact]
    public async Task Cases_that_need_more_than_a_shared_cluster_may_be_given_are_named_with_the_reason()
    {
        Cases(NodePort, """
            name: a kubelet relabels itself
            user: {name: 'system:node:dev-tenant-a', groups: ['system:nodes']}
            object: {apiVersion: v1, kind: Node, metadata: {name: dev-tenant-a, labels: {a: b}}}
            oldObject: {apiVersion: v1, kind: Node, metadata: {name: dev-tenant-a}}
            expect: denied
            """, """
            name: somebody runs a command
            user: {name: anna}
            operation: CONNECT
            object: {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: tenant-tenant-a}}
            expect: denied
            """, """
            name: somebody stops a Deployment
            user: {name: anna}
            subresource: scale
            resource: deployments.apps
            object: {apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web, namespace: tenant-tenant-a}, spec: {replicas: 0}}
            oldObject: {apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web, namespace: tenant-tenant-a}, spec: {replicas: 1}}
            expect: denied
            """);
        var run = await RunAsync();
        Assert.Equal((0, "1 of 4 cases as expected, 0 otherwise, 3 not tried."), (run.Status, run.Last));
        Assert.Contains("--disposable makes it\n  own: a kubelet relabels itself\n", run.Output);
        Assert.Contains("has no dry run\n  own: somebody runs a command\n", run.Output);
        Assert.Contains("a Scale can't be made\n  own: somebody stops a Deployment\n", run.Output);
    }

    [Fact]
    public async Task A_run_that_could_try_nothing_is_no_success()
    {
        Cases("""
            name: somebody runs a command
            user: {name: anna}
            operation: CONNECT
            object: {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: tenant-tenant-a}}
            expect: denied
            """);
        Assert.Equal(2, (await RunAsync()).Status);
    }
}
