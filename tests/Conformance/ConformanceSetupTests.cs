using System.Diagnostics;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Entry;
using Xunit;

namespace Infra.Tests.Conformance;

/// <summary>What a run makes in a cluster and as whom it asks, and that nothing is left of it.</summary>
public sealed class ConformanceSetupTests : ConformanceTest
{
    [Fact]
    public async Task Whoever_acts_in_a_case_changes_nothing_and_has_each_of_its_groups()
    {
        await RunAsync();
        var acted = Server.Requests.Where(request => request.User is not null).ToList();
        Assert.NotEmpty(acted);
        Assert.All(acted, request => Assert.True(request.IsDryRun));
        Assert.All(acted, request => Assert.DoesNotContain(request.Groups, group => group.Contains(',', StringComparison.Ordinal)));
        Assert.Contains(acted, request => request.Groups.Contains("tenant-a") && request.Groups.Contains("system:authenticated"));
        Assert.Contains(acted, request => request.Groups.Contains("system:serviceaccounts:kube-system"));
    }

    [Fact]
    public async Task Copies_of_guards_see_only_what_is_the_runs()
    {
        await RunAsync();
        var bindings = Written("validatingadmissionpolicybindings").Concat(Written("mutatingadmissionpolicybindings")).ToList();
        Assert.NotEmpty(bindings);
        Assert.All(bindings, binding =>
        {
            var match = binding["spec"]!["matchResources"]!;
            var label = match["namespaceSelector"]?["matchExpressions"]![0]!["key"]!.GetValue<string>();
            if (label is not null) Assert.Matches("^conformance-[0-9a-f]{6}.infra/tenant$", label);
            var run = binding["metadata"]!["name"]!.GetValue<string>()[.."conformance-123456".Length];
            Assert.All(match["resourceRules"]!.AsArray().Where(rule => label is null || rule!["scope"]!.GetValue<string>() != "Namespaced"),
                rule => Assert.All(rule!["resourceNames"]!.AsArray(), name => Assert.StartsWith(run, name!.GetValue<string>())));
        });
    }

    // Kubernetes compares a selector with the labels that a Namespace is to have.
    [Fact]
    public async Task Copies_of_guards_see_a_namespace_whose_label_is_taken_off()
    {
        await RunAsync();
        foreach (var kind in new[] { "validating", "mutating" })
        {
            var bindings = Written($"{kind}admissionpolicybindings").Select(binding => binding["spec"]!).ToList();
            Assert.All(Written($"{kind}admissionpolicies").Select(policy => policy["metadata"]!["name"]!.GetValue<string>()), policy =>
                Assert.Contains(bindings, binding => binding["policyName"]!.GetValue<string>() == policy
                    && binding["matchResources"]!["namespaceSelector"] is null
                    && binding["matchResources"]!["resourceRules"]!.AsArray().All(rule => rule!["scope"]!.GetValue<string>() == "Cluster"
                        && rule["resourceNames"].Texts().Any(name => name.EndsWith("-1-tenant-tenant-a", StringComparison.Ordinal)))));
        }
    }

    [Fact]
    public async Task A_namespace_that_a_case_needs_goes_with_the_run()
    {
        Cases("""
            name: an operator's tool deletes a namespace of its own
            user: {name: 'system:serviceaccount:tools:labeller'}
            operation: DELETE
            oldObject: {apiVersion: v1, kind: Namespace, metadata: {name: stray}}
            expect: allowed
            """);
        await RunAsync();
        Assert.Contains(Server.Requests, request => request is { Method: "POST", IsDryRun: false, Path: "api/v1/namespaces" }
            && request.Body!["metadata"]!["name"]!.GetValue<string>().EndsWith("-stray", StringComparison.Ordinal));
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_name_is_the_runs_however_it_is_written()
    {
        Cases(NodePort, """
            name: a text has the name of another's node
            user: {name: anna, groups: [tenant-a]}
            object: {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: tenant-tenant-a}, data: {a: DEV-Tenant-B}}
            expect: allowed
            """);
        await RunAsync();
        var sent = Server.Requests.Single(
            request => request.User is not null && request.Path.EndsWith("/configmaps", StringComparison.Ordinal));
        Assert.Equal(sent.Path.Split('/')[3].Replace("tenant-tenant-a", "DEV-Tenant-B", StringComparison.Ordinal),
            sent.Body!["data"]!["a"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_writes_a_role_or_a_binding_needs_no_rights_of_the_role()
    {
        Cases(NodePort, Binding("Role"), Binding("ClusterRole"), """
            name: a tenant makes a role
            user: {name: anna, groups: [tenant-a]}
            object: {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: deploy, namespace: tenant-tenant-a}}
            expect: allowed
            """);
        var run = await RunAsync();
        Assert.Equal((0, "4 of 4 cases as expected, 0 otherwise, 0 not tried."), (run.Status, run.Last));

        static string Binding(string kind) => $"""
            name: a tenant binds a {kind}
            user: {"{"}name: anna, groups: [tenant-a]{"}"}
            object:
              apiVersion: rbac.authorization.k8s.io/v1
              kind: RoleBinding
              metadata: {"{"}name: pipeline, namespace: tenant-tenant-a{"}"}
              roleRef: {"{"}apiGroup: rbac.authorization.k8s.io, kind: {kind}, name: deploy{"}"}
            expect: allowed
            """;
    }

    [Fact]
    public async Task What_aServer_leaves_out_or_the_run_must_keep_from_running_is_tried_all_the_same()
    {
        Cases(NodePort, """
            name: a tenant fills an empty map
            user: {name: anna, groups: [tenant-a]}
            object: {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: tenant-tenant-a, labels: {a: b}}, data: {a: b}}
            oldObject: {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: tenant-tenant-a, labels: {a: b}}, data: {}}
            expect: allowed
            """, """
            name: a tenant stops a Deployment
            user: {name: anna, groups: [tenant-a]}
            object: {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: tenant-tenant-a}, spec: {replicas: 0}}
            oldObject: {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: tenant-tenant-a}, spec: {replicas: 1}}
            expect: allowed
            """);
        var run = await RunAsync();
        Assert.Equal((0, "3 of 3 cases as expected, 0 otherwise, 0 not tried."), (run.Status, run.Last));
        var made = Server.Requests.Single(request => request.User is null && request.Method == "POST"
            && request.Path.EndsWith("/deployments", StringComparison.Ordinal));
        Assert.True(made.Body!["spec"]!["paused"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_run_uses_no_parameters_of_a_built_in_kind()
    {
        await RunAsync();
        Assert.All(
            Written("validatingadmissionpolicies").Select(policy => policy["spec"]!["paramKind"]).OfType<JsonNode>(),
            kind => Assert.Equal("Parameter", kind["kind"]!.GetValue<string>()));
    }

    [Fact]
    public async Task AServer_under_load_is_asked_again()
    {
        var refused = 0;
        Server.Otherwise = request => request.Writes && Interlocked.Increment(ref refused) % 10 == 0
            ? (429, "the server has received too many requests") : null;
        Assert.Equal(0, (await RunAsync()).Status);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Where_nothing_can_be_made_the_run_says_why_and_leaves_nothing()
    {
        Server.Otherwise = request => request is { Method: "POST", User: null }
            && request.Path.EndsWith("/validatingadmissionpolicies", StringComparison.Ordinal)
            ? (403, "User \"admin\" cannot create resource \"validatingadmissionpolicies\"")
            : null;
        var run = await RunAsync();
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("can't be made: User \"admin\" cannot create resource \"validatingadmissionpolicies\"", run.Error);
        AssertNothingLeft();
    }

    [Fact]
    public async Task What_cannot_be_removed_is_named()
    {
        Server.Otherwise = request => request is { Method: "DELETE", IsDryRun: false }
            && request.Path.Contains("/clusterroles/", StringComparison.Ordinal)
            ? (500, "no")
            : null;
        var run = await RunAsync();
        Assert.Equal(2, run.Status);
        Assert.Contains("Still there: all with label infra/conformance=conformance-", run.Output);
    }

    [Fact]
    public async Task An_old_kubernetes_is_refused()
    {
        Server.Minor = "33+";
        var run = await RunAsync();
        Assert.Equal(2, run.Status);
        Assert.EndsWith("The guards need Kubernetes 1.34 or later.\n", run.Error);
        Assert.DoesNotContain(Server.Requests, request => request.Writes);
    }

    [Fact]
    public async Task A_cluster_with_tenants_is_meant_only_when_it_is_said()
    {
        Server.Put("api/v1/namespaces/tenant-customer",
            Thing("Namespace", "tenant-customer", new JsonObject { ["infra/tenant"] = "customer" }));
        var run = await RunAsync();
        Assert.Equal(2, run.Status);
        Assert.Contains("--yes", run.Error);
        Assert.DoesNotContain(Server.Requests, request => request.Writes);

        Assert.Equal(2, (await RunAsync("--yes", "--disposable")).Status);
        Assert.DoesNotContain(Server.Requests, request => request.Writes);

        Assert.Equal(0, (await RunAsync("--yes")).Status);
        Assert.NotNull(Server.Find("api/v1/namespaces/tenant-customer"));
        Assert.DoesNotContain(Server.Requests, request => request.Writes
            && request.Path.Contains("tenant-customer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_and_what_another_run_uses_is_not()
    {
        const string old = "api/v1/namespaces/conformance-old", young = "api/v1/namespaces/conformance-young";
        Server.Put(old, Thing("Namespace", "conformance-old", new JsonObject { ["infra/conformance"] = "conformance-old" }),
            DateTimeOffset.UtcNow.AddMinutes(-11));
        Server.Put(young, Thing("Namespace", "conformance-young", new JsonObject { ["infra/conformance"] = "conformance-young" }),
            DateTimeOffset.UtcNow.AddMinutes(-9));
        await RunAsync();
        Assert.Null(Server.Find(old));
        Assert.NotNull(Server.Find(young));
    }

    [UnixFact]
    public async Task A_run_that_is_asked_to_end_leaves_nothing()
    {
        Server.Admission = _ => null;
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Infra.dll"), "conformance", "--kubeconfig", Workplace.At("kubeconfig")])
        {
            WorkingDirectory = Workplace.At(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        while (!Server.Requests.Any(request => request.User is not null))
        {
            Assert.False(process.HasExited);
            await Task.Delay(50);
        }

        LocalProgram.Must("kill", "-TERM", $"{process.Id}");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.EndsWith("Interrupted.\n", error);
        AssertNothingLeft();
    }

    [Fact]
    public async Task The_stacks_of_the_checkout_are_not_asked()
    {
        Workplace.Change("Pulumi.dev.yaml", "name: tenant-b", "name: customer");
        Assert.Equal(0, (await RunAsync()).Status);
    }

    [Fact]
    public async Task A_checkout_without_cases_says_so()
    {
        File.Delete(Workplace.At("tests/Guards/Cases/own.yaml"));
        var run = await RunAsync();
        Assert.Equal((2, "There are no cases in tests/Guards/Cases of this checkout; take a complete one.\n"), (run.Status, run.Error));
    }

    [Fact]
    public async Task A_misspelt_key_of_a_case_is_named()
    {
        Cases(NodePort.Replace("expect:", "expects:", StringComparison.Ordinal));
        var run = await RunAsync();
        Assert.Equal(2, run.Status);
        Assert.Contains("own.yaml, 'a Service opens a port on every node': 'expects' isn't a key of cases", run.Error);
    }
}
