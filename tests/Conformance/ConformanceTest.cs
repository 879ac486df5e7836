using System.Text.Json.Nodes;
using Infra.Tests.Clusters;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Conformance;

/// <summary>The verb as a process, with cases of its own, against a server whose guards are imitated.</summary>
public abstract class ConformanceTest : IDisposable
{
    private const string Group = "admissionregistration.k8s.io/v1";

    protected const string NodePort = """
        name: a Service opens a port on every node
        user: {name: anna, groups: [tenant-a]}
        object:
          {apiVersion: v1, kind: Service, metadata: {name: web, namespace: tenant-tenant-a}, spec: {type: NodePort, ports: [{port: 80}]}}
        expect: denied
        message: spec.type is NodePort
        """;

    protected const string ClusterIp = """
        name: a tenant's Service
        user: {name: anna, groups: [tenant-a]}
        object:
          {apiVersion: v1, kind: Service, metadata: {name: web, namespace: tenant-tenant-a}, spec: {type: ClusterIP, ports: [{port: 80}]}}
        expect: allowed
        """;

    protected const string Relabelled = """
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

    protected const string Placed = """
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

    protected const string Annotated = """
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

    protected ConformanceTest()
    {
        Workplace.Write("kubeconfig", Server.Kubeconfig);
        foreach (var file in new[] { "cluster.yaml", "Pulumi.dev.yaml" })
            Workplace.Write($"tests/Guards/{file}", File.ReadAllText(Path.Combine(SharedFolder.Checkout, "tests", "Guards", file)));
        Cases(NodePort, ClusterIp, Relabelled, Placed);
        Server.Put("api/v1/namespaces/kube-system", Thing("Namespace", "kube-system"));
        Server.Admission = Guards();
    }

    private protected Workplace Workplace { get; } = new();

    private protected FakeApiServer Server { get; } = new();

    public void Dispose()
    {
        Server.Dispose();
        Workplace.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Cases(params string[] cases) => Workplace.Write("tests/Guards/Cases/own.yaml", string.Join("\n---\n", cases));

    protected async Task<(int Status, string Output, string Error, string Last)> RunAsync(params string[] options)
    {
        string[] patience = options.Contains("--patience") ? [] : ["--patience", "0"];
        var (status, output, error) = await Workplace.RunAsync(
            ["conformance", "--kubeconfig", Workplace.At("kubeconfig"), .. patience, .. options]);
        return (status, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"), output.Trim().Split('\n')[^1]);
    }

    protected void AssertNothingLeft() => Assert.Equal(["api/v1/namespaces/kube-system"], Server.Paths);

    protected IEnumerable<JsonObject> Written(string resource) => Server.Requests
        .Where(request => request.Method == "POST" && request.Path == $"apis/{Group}/{resource}").Select(request => request.Body!);

    // As the real ones would, once their bindings are known.
    private protected Func<FakeRequest, string?> Guards() => request =>
    {
        if (!IsGuarded(request, request.Body?["kind"]?.GetValue<string>() ?? "")) return null;
        var (thing, labels) = (request.Body!, request.Body!["metadata"]!["labels"]);
        switch (thing["kind"]!.GetValue<string>())
        {
            case "Service" when thing["spec"]!["type"]!.GetValue<string>() == "NodePort":
                return Refusal("infra-services", "spec.type is NodePort, which opens a port on every tenant's node");
            case "ConfigMap" when request.Method == "PUT" && labels?.AsObject().Count is null or 0:
                return Refusal("infra-platform-objects", "ConfigMap web belongs to the platform");
            case "DaemonSet" when Server.Paths.Any(path => path.Contains("/mutatingadmissionpolicybindings/", StringComparison.Ordinal)):
                thing["spec"]!["template"]!["spec"]!["nodeSelector"] = new JsonObject { ["tenant"] = "tenant-a" };
                return null;
            default:
                return null;
        }
    };

    private protected bool IsGuarded(FakeRequest request, string kind) => request.User is not null
        && request.Body?["kind"]?.GetValue<string>() == kind
        && Server.Paths.Any(path => path.Contains("/validatingadmissionpolicybindings/", StringComparison.Ordinal));

    /// <summary>A refusal by the run's copy of a guard.</summary>
    protected string Refusal(string guard, string message) => RefusalBy(
        Server.Paths.Single(path => path.Contains("/validatingadmissionpolicies/", StringComparison.Ordinal)
            && path.EndsWith($"-{guard}", StringComparison.Ordinal)).Split('/')[^1], message);

    /// <summary>A refusal by a policy of that name.</summary>
    protected static string RefusalBy(string policy, string message) =>
        $"\"web\" is forbidden: ValidatingAdmissionPolicy '{policy}' with binding '{policy}' denied request: {message}";

    protected static JsonObject Thing(string kind, string name, JsonObject? labels = null) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
    };
}
