using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Planning;
using Infra.Tests.Clusters;
using Infra.Tests.Entry;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Conformance;

/// <summary>The verb, with cases of its own, against a server whose guards are imitated.</summary>
public sealed class ConformanceTests : IDisposable
{
    private const string Group = "admissionregistration.k8s.io/v1";

    private const string NodePort = """
        name: a Service opens a port on every node
        user: {name: anna, groups: [tenant-a]}
        object:
          {apiVersion: v1, kind: Service, metadata: {name: web, namespace: tenant-tenant-a}, spec: {type: NodePort, ports: [{port: 80}]}}
        expect: denied
        message: spec.type is NodePort
        """;

    private const string ClusterIp = """
        name: a tenant's Service
        user: {name: anna, groups: [tenant-a]}
        object:
          {apiVersion: v1, kind: Service, metadata: {name: web, namespace: tenant-tenant-a}, spec: {type: ClusterIP, ports: [{port: 80}]}}
        expect: allowed
        """;

    private const string Relabelled = """
        name: a tenant takes over an object of the platform's
        user: {name: anna, groups: [tenant-a]}
        object: {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: tenant-tenant-a}, data: {a: b}}
        oldObject:
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: web, namespace: tenant-tenant-a, labels: {infra/tenant: tenant-a}}
          data: {a: b}
        expect: denied
        message: belongs to the platform
        """;

    private const string Placed = """
        name: a DaemonSet gets its selector
        user: {name: 'system:serviceaccount:kube-system:daemon-set-controller'}
        object:
          apiVersion: apps/v1
          kind: DaemonSet
          metadata: {name: logs, namespace: tenant-tenant-a}
          spec: {template: {spec: {containers: [{name: logs, image: logs}]}}}
        expect: allowed
        mutated: {spec: {template: {spec: {nodeSelector: {tenant: tenant-a}}}}}
        """;

    private const string Annotated = """
        name: an Ingress has its challenges answered in place
        user: {name: anna, groups: [tenant-a]}
        object:
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: {name: web, namespace: tenant-tenant-a}
          spec: {rules: [{host: a.example.com}]}
        expect: allowed
        mutated: {metadata: {annotations: {acme.cert-manager.io/http01-edit-in-place: 'true'}}}
        """;

    private readonly Workplace _workplace = new();
    private readonly FakeApiServer _server = new();

    public ConformanceTests()
    {
        _workplace.Write("kubeconfig", _server.Kubeconfig);
        _workplace.Write("tests/Guards/cluster.yaml",
            File.ReadAllText(Path.Combine(SharedFolder.Checkout, "tests", "Guards", "cluster.yaml")));
        Cases(NodePort, ClusterIp, Relabelled, Placed);
        _server.Put("api/v1/namespaces/kube-system", Thing("Namespace", "kube-system"));
        _server.Admission = Guards(TimeSpan.Zero);
    }

    public void Dispose()
    {
        _server.Dispose();
        _workplace.Dispose();
    }

    [Fact]
    public async Task Cases_that_come_as_expected_are_counted_and_nothing_is_left()
    {
        var run = await RunAsync();
        Assert.Equal((0, "4 of 4 cases as expected, 0 otherwise, 0 not tried."), (run.Status, run.Last));
        AssertNothingLeft();
    }

    [Fact]
    public async Task Whoever_acts_in_a_case_changes_nothing_and_has_each_of_its_groups()
    {
        await RunAsync();
        var acted = _server.Requests.Where(request => request.User is not null).ToList();
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
    public async Task A_name_is_the_runs_however_it_is_written()
    {
        Cases(NodePort, """
            name: a text has the name of another's node
            user: {name: anna, groups: [tenant-a]}
            object: {apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: tenant-tenant-a}, data: {a: DEV-Tenant-B}}
            expect: allowed
            """);
        await RunAsync();
        var sent = _server.Requests.Single(
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
    public async Task What_a_server_leaves_out_or_the_run_must_keep_from_running_is_tried_all_the_same()
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
        var made = _server.Requests.Single(request => request.User is null && request.Method == "POST"
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
    public async Task An_attack_that_is_let_through_fails_the_run()
    {
        _server.Admission = request => request.Body?["kind"]?.GetValue<string>() == "Service" ? null : Guards(TimeSpan.Zero)(request);
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("own: a Service opens a port on every node: expected denied with 'spec.type is NodePort', was allowed\n",
            run.Output);
        AssertNothingLeft();
    }

    [Fact]
    public async Task A_guard_in_the_way_of_honest_work_fails_the_run()
    {
        _server.Admission = request => Guards(TimeSpan.Zero)(request)
            ?? (IsGuarded(request, "Service") ? Refusal("infra-services", "no") : null);
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("own: a tenant's Service: expected allowed, was refused: ", run.Output);
    }

    [Fact]
    public async Task A_refusal_for_another_reason_is_none()
    {
        _server.Admission = request => IsGuarded(request, "Service")
            ? Refusal("infra-services", "expression 'x' resulted in error: no such key: type") : null;
        Cases(NodePort.Replace("message: spec.type is NodePort", "", StringComparison.Ordinal));
        var run = await RunAsync();
        Assert.Equal(1, run.Status);
        Assert.Contains("was refused without a decision", run.Output);
    }

    [Theory]
    [InlineData(500, "Internal error occurred: etcdserver: request timed out")]
    [InlineData(403, "services \"web\" is forbidden: exceeded quota")]
    public async Task An_error_of_the_server_is_no_refusal(int status, string message)
    {
        Cases(NodePort, Relabelled);
        _server.Otherwise = request => request.User is not null && request.Path.EndsWith("/services", StringComparison.Ordinal)
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
        _server.Admission = request => IsGuarded(request, "Service") && request.Body!["spec"]!["type"]!.GetValue<string>() == "ClusterIP"
            ? "services \"web\" is forbidden: Use of external IPs is denied by admission control"
            : Guards(TimeSpan.Zero)(request);
        var run = await RunAsync();
        Assert.Equal((0, "1 of 2 cases as expected, 0 otherwise, 1 not tried."), (run.Status, run.Last));
        Assert.Contains("Not tried (1): the API server refuses it by itself, before guards are asked", run.Output);
    }

    [Fact]
    public async Task New_guards_are_given_time()
    {
        _server.Admission = Guards(TimeSpan.FromSeconds(3));
        Assert.Equal(0, (await RunAsync("--patience", "20")).Status);
    }

    [Fact]
    public async Task A_server_under_load_is_asked_again()
    {
        var refused = 0;
        _server.Otherwise = request => request.Writes && Interlocked.Increment(ref refused) % 10 == 0
            ? (429, "the server has received too many requests") : null;
        Assert.Equal(0, (await RunAsync()).Status);
        AssertNothingLeft();
    }

    [Fact]
    public async Task Where_nothing_can_be_made_the_run_says_why_and_leaves_nothing()
    {
        _server.Otherwise = request => request is { Method: "POST", User: null }
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
        _server.Otherwise = request => request is { Method: "DELETE", IsDryRun: false }
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
        _server.Minor = "33+";
        var run = await RunAsync();
        Assert.Equal(2, run.Status);
        Assert.EndsWith("The guards need Kubernetes 1.34 or later.\n", run.Error);
        Assert.DoesNotContain(_server.Requests, request => request.Writes);
    }

    [Fact]
    public async Task Without_policies_that_change_objects_their_cases_are_not_tried()
    {
        _server.Unknown.UnionWith(["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"]);
        Cases(NodePort, ClusterIp, Relabelled, Placed, Annotated);
        var run = await RunAsync("--patience", "0");
        Assert.Equal((0, "3 of 5 cases as expected, 0 otherwise, 2 not tried."), (run.Status, run.Last));
        Assert.Contains("the cluster has no MutatingAdmissionPolicy", run.Output);
    }

    [Fact]
    public async Task A_cluster_with_tenants_is_meant_only_when_it_is_said()
    {
        _server.Put("api/v1/namespaces/tenant-customer",
            Thing("Namespace", "tenant-customer", new JsonObject { ["infra/tenant"] = "customer" }));
        var run = await RunAsync();
        Assert.Equal(2, run.Status);
        Assert.Contains("--yes", run.Error);
        Assert.DoesNotContain(_server.Requests, request => request.Writes);

        Assert.Equal(2, (await RunAsync("--yes", "--disposable")).Status);
        Assert.DoesNotContain(_server.Requests, request => request.Writes);

        Assert.Equal(0, (await RunAsync("--yes")).Status);
        Assert.NotNull(_server.Find("api/v1/namespaces/tenant-customer"));
        Assert.DoesNotContain(_server.Requests, request => request.Writes
            && request.Path.Contains("tenant-customer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_killed_run_left_is_removed_and_what_another_run_uses_is_not()
    {
        const string old = "api/v1/namespaces/conformance-old", young = "api/v1/namespaces/conformance-young";
        _server.Put(old, Thing("Namespace", "conformance-old", new JsonObject { ["infra/conformance"] = "conformance-old" }),
            DateTimeOffset.UtcNow.AddMinutes(-11));
        _server.Put(young, Thing("Namespace", "conformance-young", new JsonObject { ["infra/conformance"] = "conformance-young" }),
            DateTimeOffset.UtcNow.AddMinutes(-9));
        await RunAsync();
        Assert.Null(_server.Find(old));
        Assert.NotNull(_server.Find(young));
    }

    [UnixFact]
    public async Task A_run_that_is_asked_to_end_leaves_nothing()
    {
        _server.Admission = _ => null;
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Infra.dll"), "conformance", "--kubeconfig", _workplace.At("kubeconfig")])
        {
            WorkingDirectory = _workplace.At(),
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        while (!_server.Requests.Any(request => request.User is not null)) await Task.Delay(50);
        LocalProgram.Must("kill", "-TERM", $"{process.Id}");
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(2, process.ExitCode);
        Assert.EndsWith("Interrupted.\n", error);
        AssertNothingLeft();
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

    [Fact]
    public async Task A_checkout_without_cases_says_so()
    {
        File.Delete(_workplace.At("tests/Guards/Cases/own.yaml"));
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

    private void Cases(params string[] cases) => _workplace.Write("tests/Guards/Cases/own.yaml", string.Join("\n---\n", cases));

    private async Task<(int Status, string Output, string Error, string Last)> RunAsync(params string[] options)
    {
        string[] patience = options.Contains("--patience") ? [] : ["--patience", "0"];
        var (status, output,
            error) = await _workplace.RunAsync(["conformance", "--kubeconfig", _workplace.At("kubeconfig"), .. patience, .. options]);
        return (status, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"), output.Trim().Split('\n')[^1]);
    }

    private void AssertNothingLeft() => Assert.Equal(["api/v1/namespaces/kube-system"], _server.Paths);

    private IEnumerable<JsonObject> Written(string resource) => _server.Requests
        .Where(request => request.Method == "POST" && request.Path == $"apis/{Group}/{resource}").Select(request => request.Body!);

    // As the real ones would, once their bindings are old enough.
    private Func<FakeRequest, string?> Guards(TimeSpan latency) => request =>
    {
        if (!IsGuarded(request, request.Body?["kind"]?.GetValue<string>() ?? "", latency)) return null;
        var (thing, labels) = (request.Body!, request.Body!["metadata"]!["labels"]);
        switch (thing["kind"]!.GetValue<string>())
        {
            case "Service" when thing["spec"]!["type"]!.GetValue<string>() == "NodePort":
                return Refusal("infra-services", "spec.type is NodePort, which opens a port on every tenant's node");
            case "ConfigMap" when request.Method == "PUT" && labels?.AsObject().Count is null or 0:
                return Refusal("infra-platform-objects", "ConfigMap web belongs to the platform");
            case "DaemonSet" when _server.Paths.Any(path => path.Contains("/mutatingadmissionpolicybindings/", StringComparison.Ordinal)):
                thing["spec"]!["template"]!["spec"]!["nodeSelector"] = new JsonObject { ["tenant"] = "tenant-a" };
                return null;
            default:
                return null;
        }
    };

    private bool IsGuarded(FakeRequest request, string kind, TimeSpan latency = default) => request.User is not null
        && request.Body?["kind"]?.GetValue<string>() == kind
        && _server.Paths.FirstOrDefault(path =>
            path.Contains("/validatingadmissionpolicybindings/", StringComparison.Ordinal)) is { } binding
        && DateTime.UtcNow - DateTime.Parse(
            _server.Find(binding)!["metadata"]!["creationTimestamp"]!.GetValue<string>(), CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal) > latency;

    private string Refusal(string guard, string message)
    {
        var policy = _server.Paths.Single(path => path.Contains("/validatingadmissionpolicies/", StringComparison.Ordinal)
            && path.EndsWith($"-{guard}", StringComparison.Ordinal)).Split('/')[^1];
        return $"\"web\" is forbidden: ValidatingAdmissionPolicy '{policy}' with binding '{policy}' denied request: {message}";
    }

    private static JsonObject Thing(string kind, string name, JsonObject? labels = null) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
    };
}
