using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Components.Ingress;
using Infra.Planning;

namespace Infra.Tests.Verifying;

/// <summary>
/// What a cluster's guards refuse, by the words of their messages. Much coarser than the guards themselves, which have cases of their own
/// (tests/Guards): here is tried whether <c>verify</c> notices that one is silent.
/// </summary>
internal sealed class ImitatedGuards(
    IReadOnlyDictionary<string, string> owners, IReadOnlyDictionary<string, JsonObject> annotations)
{
    private const string NodeKey = "node-restriction.kubernetes.io/tenant";

    private static readonly string[] HostFields = ["hostNetwork", "hostPID", "hostIPC"];

    /// <summary>Guards that a test turns off, and parts of Kubernetes: PodSecurity, NodeRestriction, DenyServiceExternalIPs.</summary>
    public HashSet<string> Silent { get; } = [];

    /// <summary>Throws what the first guard says that refuses a request; changes what guards change.</summary>
    public void Admit(ReceivedRequest request, JsonObject? thing, JsonObject? old)
    {
        var tenant = owners.GetValueOrDefault(request.Namespace ?? "");
        if (request.Kind.Kind == "Pod" && request.Verb == "create" && tenant is not null && !Silent.Contains("infra-pod-placement"))
        {
            thing!["spec"]!["nodeSelector"] = new JsonObject { [NodeKey] = tenant };
            (thing["spec"]!["tolerations"] ??= new JsonArray()).AsArray().Add(new JsonObject { ["key"] = NodeKey, ["value"] = tenant });
        }

        foreach (var (guard, words) in Refusals(request, thing, old, tenant))
        {
            if (words is null || Silent.Contains(guard)) continue;
            throw guard switch
            {
                "PodSecurity" => StatusException.Forbidden(request, $"violates PodSecurity \"restricted:latest\": {words}"),
                "NodeRestriction" or "CertificateSubjectRestriction" => StatusException.Forbidden(request, words),
                "DenyServiceExternalIPs" => StatusException.Forbidden(request, "Use of external IPs is denied by admission control"),
                _ => StatusException.Forbidden(
                    request, $"ValidatingAdmissionPolicy '{guard}' with binding '{guard}' denied request: {words}"),
            };
        }
    }

    private IEnumerable<(string Guard, string? Words)> Refusals(
        ReceivedRequest request, JsonObject? thing, JsonObject? old, string? tenant)
    {
        if (request.IsAdministrator) return [];
        var spec = thing.At("spec") as JsonObject ?? [];
        return request.Kind.Kind switch
        {
            "Node" => OfNodes(request, thing, old),
            "Event" when tenant is not null && !request.User.StartsWith("system:serviceaccount:tenant-access:", StringComparison.Ordinal) =>
                [("infra-node-events", request.User.EndsWith($"-{tenant}", StringComparison.Ordinal) ? null : "writes no events about")],
            _ when request.User.StartsWith("system:node:", StringComparison.Ordinal) => OfKubelets(request, thing!, tenant),
            "Namespace" => [("infra-namespace-owner", "is the administrators' to say")],
            _ when tenant is null => [],
            "Service" or "Pod" when request.Subresource == "status" => [("infra-reported-status", "is reported by Kubernetes")],
            "Pod" => [("PodSecurity", PodSecurity(spec)), ("infra-controller-identity", Identity(thing!)),
                ("infra-termination-periods", Slow(spec)), ("infra-pods", Pods(spec, tenant)),
                ("infra-images", Images(spec, Said(request, "registries")))],
            "Deployment" when request.Subresource == "scale" => [("infra-controller-access", Access(request.Name))],
            "HorizontalPodAutoscaler" => [("infra-controller-access",
                Access(spec.At("scaleTargetRef", "name")?.GetValue<string>()))],
            "ServiceAccount" when request.Subresource == "token" => [("infra-controller-access", Access(request.Name)),
                ("infra-account-tokens", spec["expirationSeconds"]?.GetValue<int>() > 86400 ? "a token is good for 24 hours" : null)],
            "Secret" => [Platform(thing, old), ("infra-controller-access",
                Access(thing.At("metadata", "annotations", "kubernetes.io/service-account.name")?.GetValue<string>()))],
            "Issuer" => [Platform(thing, old), ("infra-issuers", "issuers are the platform's")],
            "Deployment" when request.Verb == "create" => [("infra-controller-identity", Identity(spec["template"]!.AsObject())),
                ("infra-finalizers", Lasting(thing)), ("infra-termination-periods", Slow(spec["template"]!["spec"]!.AsObject()))],
            "Service" => [Platform(thing, old), ("DenyServiceExternalIPs", spec.At("externalIPs") is null ? null : ""),
                ("infra-services", Services(thing!, spec, tenant))],
            "Ingress" => [("infra-ingresses", Ingresses(thing!, spec, tenant, Said(request, "domains")))],
            "Certificate" => [("infra-certificates", Certificates(spec, tenant, Said(request, "domains")))],
            "NetworkPolicy" => [Platform(thing, old), ("infra-network-policies", Policies(spec, tenant))],
            _ => [Platform(thing, old), ("infra-finalizers", Lasting(thing))],
        };
    }

    /// <summary>What a guard says of a request that it lets through; null: nothing.</summary>
    public string? Warning(ReceivedRequest request)
    {
        const string guard = "infra-ingress-annotations";
        return request.Kind.Kind == "Ingress" && !Silent.Contains(guard)
            && (request.Body.At("metadata", "annotations") as JsonObject)?.Any(entry =>
                entry.Key.StartsWith("nginx.ingress.kubernetes.io/", StringComparison.Ordinal)) == true
            ? $"Validation failed for ValidatingAdmissionPolicy '{guard}' with binding '{guard}': nobody reads it" : null;
    }

    private IEnumerable<(string Guard, string? Words)> OfKubelets(ReceivedRequest request, JsonObject thing, string? tenant) =>
        (request.Kind.Kind, request.Subresource) switch
        {
            ("Pod", "status") when tenant is not null =>
                [("infra-pod-addresses", PodAddresses(thing, Said(request, "node-addresses")))],
            ("Pod", null) => [("NodeRestriction", Mirror(request, thing)), ("infra-kubelet-objects", "a kubelet creates no pods")],
            ("CertificateSigningRequest", _) => [("CertificateSubjectRestriction", CertificateRequests(thing)),
                ("infra-kubelet-objects", "a kubelet writes no CertificateSigningRequest")],
            ("ResourceSlice", _) => [("infra-kubelet-objects", "a kubelet writes no ResourceSlice")],
            _ => [],
        };

    private static string? PodAddresses(JsonObject pod, string[] own) =>
        pod.At("status", "hostIP")?.GetValue<string>() is { } host && !own.Contains(host) ? "can't be said to run at"
        : pod.At("status", "podIP")?.GetValue<string>().StartsWith("10.42.", StringComparison.Ordinal) == false
            ? "can't be said to have the address"
        : null;

    private static string? CertificateRequests(JsonObject thing)
    {
        try
        {
            var pem = Encoding.ASCII.GetString(Convert.FromBase64String(thing.At("spec", "request")!.GetValue<string>()));
            CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
            return null;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or CryptographicException)
        {
            return "unable to parse csr: PEM block type must be CERTIFICATE REQUEST";
        }
    }

    private static string? Lasting(JsonObject? thing) =>
        new[] { thing, thing.At("spec", "template") as JsonObject }.Any(one => one.At("metadata", "finalizers") is JsonArray { Count: > 0 })
            ? "would keep the object" : null;

    private static (string, string?) Platform(JsonObject? thing, JsonObject? old) =>
        ("infra-platform-objects", new[] { thing, old }.Any(one =>
        one.At("metadata", "labels", "infra/tenant") is not null
            || one.At("metadata", "annotations", "meta.helm.sh/release-name") is not null)
        ? "belongs to the platform" : null);

    private static string? PodSecurity(JsonObject spec)
    {
        var container = spec["containers"]![0]!;
        var bad = HostFields.Any(field => spec[field] is not null)
            || spec.At("volumes")?.ToJsonString().Contains("hostPath", StringComparison.Ordinal) == true
            || spec.At("securityContext", "runAsNonRoot") is null
            || container.At("securityContext", "privileged") is not null
            || container.At("securityContext", "allowPrivilegeEscalation")?.GetValue<bool>() != false
            || container.At("securityContext", "capabilities", "add") is not null
            || container.At("ports")?.ToJsonString().Contains("hostPort", StringComparison.Ordinal) == true;
        return bad ? "securityContext" : null;
    }

    private static string? Identity(JsonObject pod) =>
        pod.At("metadata", "labels", "app.kubernetes.io/name") is not null || pod.At("spec", "serviceAccountName") is not null
            ? "the ingress controller's" : null;

    private static string? Pods(JsonObject spec, string tenant) =>
        spec["nodeName"] is not null ? "spec.nodeName is"
        : spec["priorityClassName"] is not null ? "spec.priorityClassName is"
        : spec["affinity"] is not null ? "spec.affinity looks"
        : spec.At("nodeSelector", NodeKey)?.GetValue<string>() != tenant ? "spec.nodeSelector doesn't lead"
        : (spec["tolerations"] as JsonArray ?? []).Any(one => one.At("value")?.GetValue<string>() != tenant) ? "spec.tolerations has"
        : null;

    // From the namespace, where a list has an item a line.
    private string[] Said(ReceivedRequest request, string key) =>
        annotations[request.Namespace!][$"infra/{key}"]?.GetValue<string>().Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool Owns(string[] domains, string? host) => domains.Any(domain => domain == host
        || domain.StartsWith("*.", StringComparison.Ordinal) && host?.EndsWith(domain[1..], StringComparison.Ordinal) == true);

    private static string? Images(JsonObject spec, string[] registries) =>
        registries.Length > 0 && new[] { "containers", "initContainers" }
            .SelectMany(list => spec[list] as JsonArray ?? []).Select(container => container!["image"]!.GetValue<string>())
            .Any(image => !registries.Any(registry => image.StartsWith($"{registry}/", StringComparison.Ordinal)))
            ? "comes from elsewhere than the tenant's registries" : null;

    // The controller's account, and what the charts call its Deployment.
    private static string? Access(string? name) =>
        name is "ingress-controller" || IngressControllers.All.Any(controller => controller.Deployment == name)
            ? "the ingress controller's" : null;

    private static string? Mirror(ReceivedRequest request, JsonObject pod)
    {
        var node = request.User["system:node:".Length..];
        return pod.At("metadata", "annotations", "kubernetes.io/config.mirror") is null ? "can only create mirror pods"
            : pod.At("spec", "nodeName")?.GetValue<string>() != node ? "can only create pods with spec.nodeName set to itself"
            : pod.At("metadata", "ownerReferences") is JsonArray { Count: 1 } owners && owners[0].At("name")?.GetValue<string>() == node
                && owners[0].At("uid") is not null && owners[0].At("controller")?.GetValue<bool>() == true
                ? null : "can only create pods with an owner reference set to itself";
    }

    private static string? Services(JsonObject service, JsonObject spec, string tenant) =>
        spec.At("type")?.GetValue<string>() is "NodePort" or "ExternalName" ? $"spec.type is {spec["type"]}"
        : (service.At("metadata", "annotations") as JsonObject ?? []).Any(entry => entry.Key.StartsWith("metallb", StringComparison.Ordinal)
            && entry.Value!.GetValue<string>() != $"{tenant}-pool") ? "metadata.annotations has"
        : spec["loadBalancerIP"] is not null || spec["loadBalancerClass"] is not null ? "an address can't be chosen"
        : null;

    private static string? Ingresses(JsonObject ingress, JsonObject spec, string tenant, string[] domains)
    {
        var hosts = spec["rules"]!.AsArray().Select(rule => rule.At("host")?.GetValue<string>())
            .Concat((spec.At("tls") as JsonArray ?? []).SelectMany(tls => tls.At("hosts").Texts()));
        var annotations = (ingress.At("metadata", "annotations") as JsonObject ?? []).Select(entry =>
            (entry.Key, Value: entry.Value!.GetValue<string>()));
        return hosts.Any(host => !Owns(domains, host))
                ? "hosts that aren't among the tenant's domains"
            : spec.At("ingressClassName")?.GetValue<string>().EndsWith(tenant, StringComparison.Ordinal) == false
                ? "the class isn't the tenant's"
            : annotations.Any(entry => !entry.Key.StartsWith("nginx.", StringComparison.Ordinal) && entry.Value != $"{tenant}-issuer")
                ? "metadata.annotations names another"
            : null;
    }

    private static string? Slow(JsonObject pod) => pod["terminationGracePeriodSeconds"]?.GetValue<int>() > 600 ? "has 600 s to end" : null;

    private static string? Certificates(JsonObject spec, string tenant, string[] domains) =>
        spec["dnsNames"].Texts().Any(name => !Owns(domains, name))
            ? "names that aren't among the tenant's domains"
        : spec["dnsNames"].Texts().Any(name => name.StartsWith("*.", StringComparison.Ordinal)) ? "no authority signs"
        : spec["isCA"] is not null || spec["ipAddresses"] is not null ? "a certificate is for host names alone"
        : spec.At("issuerRef", "name")?.GetValue<string>() != $"{tenant}-issuer"
            || spec.At("issuerRef", "kind")?.GetValue<string>() != "Issuer"
            ? "spec.issuerRef isn't the tenant's issuer"
        : null;

    private static string? Policies(JsonObject spec, string tenant)
    {
        var peers = new[] { (Rules: "ingress", Peers: "from"), (Rules: "egress", Peers: "to") }
            .SelectMany(way => (spec.At(way.Rules) as JsonArray ?? []).Select(rule => rule.At(way.Peers) as JsonArray)).ToList();
        return peers.Sum(list => list?.Count) > 100 ? "too many"
            : peers.Any(list => list is null) ? "a rule without from or to"
            : peers.SelectMany(list => list!).Any(peer => peer.At("ipBlock") is not null) ? "ipBlock has ranges"
            : peers.SelectMany(list => list!).Any(peer => peer.At("namespaceSelector") is { } selector
                && selector.At("matchLabels", "infra/tenant")?.GetValue<string>() != tenant) ? "a namespaceSelector leads to other tenants"
            : null;
    }

    private IEnumerable<(string Guard, string? Words)> OfNodes(ReceivedRequest request, JsonObject? thing, JsonObject? old)
    {
        var own = request.User == $"system:node:{request.Name ?? thing.At("metadata", "name")}";
        if (request.Verb == "create")
        {
            yield return ("infra-node-registration", !owners.Values.Contains($"{thing.At("metadata", "name")}".Split('-', 2)[1])
                ? $"node {thing.At("metadata", "name")} isn't declared: add its tenant"
                : thing.At("spec", "taints") is not JsonArray { Count: 2 } ? "must register with"
                : thing.At("spec", "podCIDR") is not null ? "can't bring a range of pods' addresses" : null);
            yield break;
        }

        var changed = Changed("metadata", "labels").Select(key => key.ToString()).ToList();
        if (request.User.StartsWith("system:node:", StringComparison.Ordinal))
        {
            yield return ("NodeRestriction", own ? null : $"node {request.User} is not allowed to modify node {request.Name}");
            yield return ("NodeRestriction", changed.Contains(NodeKey) ? $"is not allowed to modify labels: {NodeKey}" : null);
        }

        yield return ("infra-node-identity", changed.Count > 0 ? "labels of node are the administrators' alone" : null);
        yield return ("infra-node-addresses", request.User != "system:k3s-controller"
            && (Addresses().Any() || Changed("metadata", "annotations").Any()) ? "can't be said to be" : null);
        yield return ("infra-node-identity", JsonNode.DeepEquals(thing.At("spec"), old.At("spec")) ? null
            : "spec of node is the administrators' alone");
        if (request.User == "system:k3s-controller")
        {
            yield return ("infra-shared-agent", changed.Count > 0 || Changed("metadata", "annotations").Any()
                || !JsonNode.DeepEquals(thing.At("status"), old.At("status")) ? "can't be changed with the agents' shared credential"
                    : null);
        }

        IEnumerable<JsonNode?> Addresses() => (thing.At("status", "addresses") as JsonArray ?? []).Where(address =>
            !(old.At("status", "addresses") as JsonArray ?? []).Any(before => JsonNode.DeepEquals(address, before)));

        IEnumerable<string> Changed(params string[] path)
        {
            var (now, before) = (thing.At(path) as JsonObject ?? [], old.At(path) as JsonObject ?? []);
            return now.Select(entry => entry.Key).Union(before.Select(entry => entry.Key)).Where(key =>
                !JsonNode.DeepEquals(now[key], before[key]));
        }
    }
}
