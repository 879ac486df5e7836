using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Components.Ingress;
using Infra.Planning;
using Infra.Tests.Planning;

namespace Infra.Tests.Verifying;

/// <summary>A cluster in memory that is what its plan says: the plan's objects, and what runs there then.</summary>
internal sealed partial class ImitatedCluster
{
    /// <summary>The type of Secrets that are tokens of accounts.</summary>
    public const string TokenType = "kubernetes.io/service-account-token";

    private const string Planned = "v1.36.4+k3s1";

    private static readonly (string Namespace, string Name)[] Platform =
    [
        ("kube-system", "coredns"), ("kube-system", "metrics-server"), ("cert-manager", "cert-manager"),
        ("cert-manager", "cert-manager-cainjector"), ("cert-manager", "cert-manager-webhook"), ("metallb-system", "metallb-controller"),
    ];

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public ImitatedCluster(PlannedStack stack)
    {
        Stack = stack;
        var real = Real(stack.Plan);
        Addresses = stack.Plan.Tenants.ToDictionary(tenant => tenant.Name, tenant =>
            real.GetValueOrDefault(tenant.Address, tenant.Address));
        Servers = stack.Plan.Servers.ToDictionary(server => server.Name, server => real.GetValueOrDefault(server.Address, server.Address));
        var owners = stack.Plan.Objects("Namespace").Where(ns => ns.At("metadata", "labels", "infra/tenant") is not null)
            .ToDictionary(ns => ns.ObjectName(), ns => ns.At("metadata", "labels", "infra/tenant")!.GetValue<string>());
        Rights = new ImitatedRights(owners);
        Guards = new ImitatedGuards(owners, stack.Plan.Objects("Namespace").Where(ns => owners.ContainsKey(ns.ObjectName()))
            .ToDictionary(ns => ns.ObjectName(), ns => ns.At("metadata", "annotations")!.AsObject()));
        foreach (var planned in stack.Plan.Objects())
        {
            var text = Address().Replace(planned.Inputs.ToJsonString(), match => real.GetValueOrDefault(match.Value, match.Value));
            Objects.Add(AsKept(JsonNode.Parse(text)!.AsObject()));
        }

        AddWhatRuns();
    }

    public PlannedStack Stack { get; }

    public string Version { get; set; } = Planned;

    public Dictionary<string, string> Addresses { get; }

    public Dictionary<string, string> Servers { get; }

    public ImitatedRights Rights { get; }

    public ImitatedGuards Guards { get; }

    public List<JsonObject> Objects { get; } = [];

    public string? ReviewError { get; set; }

    /// <summary>What a pod that is really made comes to, given its targets. Default: it reaches nothing but DNS and its own.</summary>
    public Func<string[], JsonObject> Ending { get; set; } = targets => Ended(targets.Take(2));

    /// <summary>An object to change.</summary>
    public JsonObject this[string kind, string name] => Objects.Single(thing =>
        thing["kind"]!.GetValue<string>() == kind && thing["metadata"]!["name"]!.GetValue<string>() == name);

    public void Remove(string kind, string name) => Objects.Remove(this[kind, name]);

    public JsonObject? Find(ReceivedRequest request) =>
        Objects.FirstOrDefault(thing => thing["kind"]!.GetValue<string>() == request.Kind.Kind
        && thing["metadata"]!["name"]!.GetValue<string>() == request.Name
        && thing["metadata"]!["namespace"]?.GetValue<string>() == request.Namespace);

    public JsonObject Add(string json)
    {
        var thing = AsKept(JsonNode.Parse(json)!.AsObject());
        Objects.Add(thing);
        return thing;
    }

    /// <summary>Gives a certificate another life, of which cert-manager renews it after two thirds.</summary>
    public void Renew(string certificate, DateTimeOffset start, DateTimeOffset end)
    {
        var status = this["Certificate", certificate]["status"]!;
        (status["notBefore"], status["renewalTime"], status["notAfter"]) =
            (start.ToString("O"), (start + (end - start) * 2 / 3).ToString("O"), end.ToString("O"));
    }

    /// <summary>A pod's status at its end.</summary>
    /// <param name="reached">The targets that it has reached.</param>
    /// <param name="end">Its last word.</param>
    public static JsonObject Ended(IEnumerable<string> reached, string end = "end\n") => new()
    {
        ["phase"] = "Succeeded",
        ["containerStatuses"] = new JsonArray(new JsonObject
        {
            ["state"] = new JsonObject
            {
                ["terminated"] = new JsonObject { ["message"] = string.Concat(reached.Select((_, index) => $"{index}\n")) + end },
            },
        }),
    };

    /// <summary>Makes or removes a pod.</summary>
    public JsonObject? Run(ReceivedRequest request)
    {
        if (request.Verb == "delete")
        {
            var old = Find(request);
            if (old is not null) Objects.Remove(old);
            return old;
        }

        var pod = request.Body!.DeepClone().AsObject();
        Guards.Admit(request, pod, null);
        pod["status"] = Ending(pod["spec"]!["containers"]![0]!["env"]![0]!["value"]!.GetValue<string>().Split(' '));
        Objects.Add(AsKept(pod));
        return pod.DeepClone().AsObject();
    }

    public JsonObject Review(ReceivedRequest request)
    {
        var spec = request.Body!["spec"]!;
        if (request.Kind.Kind == "SelfSubjectRulesReview")
            return new JsonObject { ["status"] = Rights.Rules(request.User, request.Groups, spec["namespace"]!.GetValue<string>()) };
        var asked = spec["resourceAttributes"]!;
        var resource = asked["resource"] + (asked["subresource"] is { } part ? $"/{part}" : "");
        var allowed = Rights.May(
            spec["user"]?.GetValue<string>() ?? request.User, spec["groups"].Texts(), asked["namespace"]?.GetValue<string>(),
            asked["verb"]!.GetValue<string>(), asked["group"]!.GetValue<string>(), resource);
        var status = new JsonObject { ["allowed"] = allowed };
        if (ReviewError is not null) status["evaluationError"] = ReviewError;
        return new JsonObject { ["status"] = status };
    }

    /// <summary>An object as a server keeps it: with what it fills in and spells in its own way.</summary>
    public JsonObject AsKept(JsonObject thing, JsonObject? old = null)
    {
        var metadata = thing["metadata"]!.AsObject();
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("uid", "f3b5"), ("resourceVersion", old is null ? "41" : "42"), ("creationTimestamp", "2026-11-01T00:00:00Z"),
                ("generation", 2),
            ("managedFields", new JsonArray(new JsonObject { ["manager"] = old is null ? "pulumi" : "dotnet" })),
        }) metadata[field] = value;
        switch (thing["kind"]!.GetValue<string>())
        {
            case "Namespace":
                (metadata["labels"] ??= new JsonObject())["kubernetes.io/metadata.name"] = metadata["name"]!.GetValue<string>();
                thing["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
                break;
            case "ValidatingAdmissionPolicy" or "MutatingAdmissionPolicy":
                thing["spec"]!["matchConstraints"]!["matchPolicy"] = "Equivalent";
                break;
            case "IPAddressPool":
                thing["spec"]!["autoAssign"] ??= true;
                thing["spec"]!["avoidBuggyIPs"] = false;
                break;
            // Whose token it is, and when it was last used, is noted later; who replaces the object doesn't bring that back.
            case "Secret" when old is null && thing["type"]?.GetValue<string>() == TokenType:
                metadata["annotations"]!["kubernetes.io/service-account.uid"] = "0c1e";
                (metadata["labels"] ??= new JsonObject())["kubernetes.io/legacy-token-last-used"] = "2026-11-24";
                thing["data"] = new JsonObject { ["token"] = "dG9rZW4=" };
                break;
            case "ResourceQuota":
                foreach (var (name, amount) in thing["spec"]!["hard"]!.AsObject().ToList())
                    thing["spec"]!["hard"]![name] = amount!.GetValue<string>().Replace("1024Mi", "1Gi", StringComparison.Ordinal);
                break;
        }

        if (old?["status"] is { } status) thing["status"] = status.DeepClone();
        return thing;
    }

    private void AddWhatRuns()
    {
        foreach (var server in Stack.Plan.Servers) AddNode(server.Name, Servers[server.Name], null);
        AddState("controller");
        foreach (var tenant in Stack.Plan.Tenants)
        {
            var (name, ns) = (tenant.Name, $"tenant-{tenant.Name}");
            AddNode(tenant.Node, Addresses[name], name);
            Add($$$"""
                {"kind": "Service",
                 "metadata": {"name": "ingress", "namespace": "{{{ns}}}",
                     "annotations": {"meta.helm.sh/release-name": "{{{Controller(tenant).Release}}}"} },
                 "spec": {"type": "LoadBalancer", "externalTrafficPolicy": "Local", "allocateLoadBalancerNodePorts": false,
                          "ports": [{"port": 80}]},
                 "status": {"loadBalancer": {"ingress": [{"ip": "{{{Addresses[name]}}}", "ipMode": "VIP"}] } } }
                """);
            Add($$$"""
                {"kind": "Deployment",
                 "metadata": {"name": "{{{Controller(tenant).Deployment}}}", "namespace": "{{{ns}}}",
                     "annotations": {"meta.helm.sh/release-name": "{{{Controller(tenant).Release}}}"} },
                 "spec": {"replicas": 1, "template": {"spec": {"containers": [{"args": ["{{{ClassArgument(tenant)}}}"]}]} } },
                 "status": {"availableReplicas": 1} }
                """);
            Add($$$"""
                {"kind": "ServiceL2Status", "metadata": {"name": "l2-{{{name}}}", "namespace": "metallb-system"},
                 "status": {"node": "{{{tenant.Node}}}", "serviceName": "ingress", "serviceNamespace": "{{{ns}}}"} }
                """);
            Add($$$"""
                {"kind": "Pod", "metadata": {"name": "web-{{{name}}}", "namespace": "{{{ns}}}"}, "spec": {"nodeName": "{{{tenant.Node}}}"} }
                """);
            Add($$$"""
                {"kind": "Certificate", "metadata": {"name": "web-{{{name}}}", "namespace": "{{{ns}}}"},
                 "spec": {"secretName": "web-{{{name}}}"}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}}
                """);
            Renew($"web-{name}", Now.AddDays(-30), Now.AddDays(60));
            Add($$$"""
                {"kind": "Secret", "metadata": {"name": "web-{{{name}}}", "namespace": "{{{ns}}}"},
                 "data": {"tls.crt": "{{{ImitatedAuthority.Certificate(Stack.Settings.Cluster.Certificates.Issuer)}}}"} }
                """);
        }

        foreach (var ns in Objects.Where(thing => thing.At("metadata", "labels", "infra/tenant") is not null
            && thing["kind"]!.GetValue<string>() == "Namespace").Select(thing => thing["metadata"]!["name"]).ToList())
        {
            Add($$$"""{"kind": "ServiceAccount", "metadata": {"name": "default", "namespace": "{{{ns}}}"} }""");
        }

        foreach (var (ns, name) in Platform)
        {
            Add($$$"""
                {"kind": "Deployment", "metadata": {"name": "{{{name}}}", "namespace": "{{{ns}}}"},
                 "spec": {"replicas": 1}, "status": {"availableReplicas": 1} }
                """);
        }

        Add("""
            {"kind": "DaemonSet", "metadata": {"name": "metallb-speaker", "namespace": "metallb-system"},
             "spec": {}, "status": {"desiredNumberScheduled": 3, "numberAvailable": 3} }
            """);

        foreach (var issuer in Objects.Where(thing => thing["kind"]!.GetValue<string>() == "Issuer"))
            issuer["status"] = JsonNode.Parse("""{"conditions": [{"type": "Ready", "status": "True"}]}""");
        foreach (var quota in Objects.Where(thing => thing["kind"]!.GetValue<string>() == "ResourceQuota"))
            quota["status"] = new JsonObject { ["hard"] = quota["spec"]!["hard"]!.DeepClone() };
    }

    private static IngressController Controller(PlannedTenant tenant) =>
        IngressControllers.All.Single(controller => controller.Word == tenant.Ingress);

    // As the charts write it.
    private string ClassArgument(PlannedTenant tenant)
    {
        var name = Stack.Plan.Objects("IngressClass").First(one =>
            one.At("metadata", "labels", "infra/tenant")!.GetValue<string>() == tenant.Name).ObjectName();
        return tenant.Ingress == "nginx" ? $"-ingress-class={name}" : $"--providers.kubernetesingress.ingressClass={name}";
    }

    private void AddState(string name) => Add($$$"""
        {"kind": "ConfigurationState", "metadata": {"name": "{{{name}}}", "namespace": "metallb-system"}, "status": {"result": "Valid"}}
        """);

    private void AddNode(string name, string address, string? tenant)
    {
        const string key = "node-restriction.kubernetes.io/tenant";
        var node = Add($$$"""
            {"kind": "Node", "metadata": {"name": "{{{name}}}", "labels": {"kubernetes.io/os": "linux"}},
             "spec": {"taints": []},
             "status": {"addresses": [{"type": "InternalIP", "address": "10.0.0.9"}, {"type": "ExternalIP", "address": "{{{address}}}"}],
                        "conditions": [{"type": "Ready", "status": "True"}], "nodeInfo": {"kubeletVersion": "{{{Planned}}}"} } }
            """);
        var taints = node["spec"]!["taints"]!.AsArray();
        if (tenant is null)
        {
            taints.Add(new JsonObject { ["key"] = "node-role.kubernetes.io/control-plane", ["effect"] = "NoSchedule" });
        }
        else
        {
            node["metadata"]!["labels"]![key] = tenant;
            foreach (var effect in new[] { "NoSchedule", "NoExecute" })
                taints.Add(new JsonObject { ["key"] = key, ["value"] = tenant, ["effect"] = effect });
        }

        AddState($"speaker-{name}");
        Add($$$"""
            {"kind": "Pod",
             "metadata": {"name": "speaker-{{{name}}}", "namespace": "metallb-system",
                 "labels": {"app.kubernetes.io/component": "speaker"}},
             "spec": {"nodeName": "{{{name}}}"}, "status": {"conditions": [{"type": "Ready", "status": "True"}]}}
            """);
    }

    // Real ones in the place of a plan's stand-ins (RFC 5737).
    private static Dictionary<string, string> Real(Plan plan) => plan.Tenants.Select(tenant => tenant.Address)
        .Concat(plan.Servers.Select(server => server.Address)).Where(address => address[..2] == "24").Distinct()
        .Select((address, index) => (address, $"203.0.113.{10 + index}")).ToDictionary(pair => pair.address, pair => pair.Item2);

    [GeneratedRegex(@"24\d\.\d+\.\d+\.\d+")]
    private static partial Regex Address();
}
