using System.Text.Json.Nodes;
using Infra.Components.Certificates;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Verifying;

/// <summary>Something wrong with a cluster that one check must notice.</summary>
/// <param name="check">The check's id.</param>
/// <param name="what">What is wrong.</param>
/// <param name="make">Makes it so.</param>
/// <param name="also">Other checks that notice it, too.</param>
public sealed class Damage(string check, string what, Action<object> make, params string[] also)
{
    public static TheoryData<Damage> All => new(List);

    public string[] Checks => [check, .. also];

    public string Check => check;

    /// <summary>The stack of the cluster. Default <c>dev</c>.</summary>
    public string Stack { get; init; } = "dev";

    internal ImitatedCluster Cluster()
    {
        var cluster = new ImitatedCluster(PlannedStack.Get(Stack));
        make(cluster);
        return cluster;
    }

    public override string ToString() => $"{check}: {what}";

    public static Damage[] List => [.. Platform, .. Silent, .. Rights, .. Quotas];

    private static Damage[] Platform =>
    [
        Of("versions-as-planned", "an older server", cluster => cluster.Version = "v1.36.3+k3s1"),
        Of("versions-as-planned", "an older kubelet", cluster =>
            cluster["Node", "dev-tenant-a"]["status"]!["nodeInfo"]!["kubeletVersion"] = "v1.36.3+k3s1"),
        Of("nodes-as-declared", "a node that isn't ready", cluster =>
            cluster["Node", "dev-tenant-a"]["status"]!["conditions"]![0]!["status"] = "Unknown"),
        Of("nodes-as-declared", "a node without its label", cluster =>
            cluster["Node", "dev-tenant-a"]["metadata"]!["labels"]!.AsObject().Remove("node-restriction.kubernetes.io/tenant")),
        Of("nodes-as-declared", "a server with a tenant's label", cluster =>
            cluster["Node", "dev-control-plane-1"]["metadata"]!["labels"]!["node-restriction.kubernetes.io/tenant"] = "tenant-a"),
        Of("nodes-as-declared", "a taint less", cluster => cluster["Node", "dev-tenant-b"]["spec"]!["taints"]!.AsArray().RemoveAt(1)),
        Of("nodes-as-declared", "a node that is cordoned", cluster =>
        {
            cluster["Node", "dev-tenant-b"]["spec"]!["unschedulable"] = true;
            Taint(cluster, "node.kubernetes.io/unschedulable");
        }),
        Of("nodes-as-declared", "a foreign taint", cluster => Taint(cluster, "example.com/maintenance")),
        Of("nodes-as-declared", "a node that is gone", cluster => cluster.Remove("Node", "dev-tenant-b"),
            "kubelets-keep-labels", "kubelets-keep-addresses", "shared-credential-keeps-nodes", "kubelets-make-no-objects"),
        Of("nodes-as-declared", "a node more", cluster =>
            cluster.Add("""{"kind":"Node","metadata":{"name":"stranger"},"status":{"nodeInfo":{"kubeletVersion":"v1.36.4+k3s1"}}}""")),
        Of("load-balancer-configured", "a stale configuration", cluster => cluster["ConfigurationState", "speaker-dev-tenant-a"]["status"] =
            JsonNode.Parse("""{"result":"Invalid","errorSummary":"CIDR overlaps"}""")),
        Of("load-balancer-configured", "no controller", cluster => cluster.Remove("ConfigurationState", "controller")),
        Of("load-balancer-configured", "a pool more", cluster =>
            cluster.Add("""{"kind":"IPAddressPool","metadata":{"name":"more","namespace":"metallb-system"},"spec":{"addresses":[]}}""")),
        Of("speaker-on-every-node", "a speaker that isn't ready", cluster =>
            cluster["Pod", "speaker-dev-tenant-b"]["status"]!["conditions"]![0]!["status"] = "False"),
        Of("speaker-on-every-node", "no speaker", cluster => cluster.Remove("Pod", "speaker-dev-tenant-b")),
        Of("service-has-own-address", "another's address", cluster =>
            Ingress(cluster, "tenant-tenant-a")["status"]!["loadBalancer"]!["ingress"]![0]!["ip"] =
            cluster.Addresses["tenant-b"]),
        Of("service-has-own-address", "no address", cluster => Ingress(cluster, "tenant-tenant-a")["status"] = new JsonObject()),
        Of("service-has-own-address", "no Service", cluster => cluster.Objects.Remove(Ingress(cluster, "tenant-tenant-a"))),
        Of("service-has-own-address", "a second Service", cluster =>
            cluster.Add("""{"kind":"Service","metadata":{"name":"more","namespace":"tenant-tenant-a"},"spec":{"type":"LoadBalancer"}}""")),
        Of("service-has-own-address", "a Service elsewhere", cluster =>
            cluster.Add("""{"kind":"Service","metadata":{"name":"more","namespace":"default"},"spec":{"type":"LoadBalancer"}}""")),
        Of("service-has-own-address", "node ports", cluster =>
            Ingress(cluster, "tenant-tenant-a")["spec"]!["ports"]![0]!["nodePort"] = 30080),
        Of("announced-by-own-node", "another node", cluster =>
            cluster["ServiceL2Status", "l2-tenant-a"]["status"]!["node"] = "dev-tenant-b"),
        Of("announced-by-own-node", "nobody", cluster => cluster.Remove("ServiceL2Status", "l2-tenant-a")),
        Of("announced-by-own-node", "two nodes", cluster => cluster.Add(
            """
            {"kind":"ServiceL2Status","metadata":{"name":"l2-x","namespace":"metallb-system"},
             "status":{"node":"dev-tenant-b","serviceNamespace":"tenant-tenant-a"}}
            """)),
        Of("certificates-issued", "a certificate that wasn't renewed in time", cluster =>
            cluster.Renew("web-tenant-a", ImitatedCluster.Now.AddDays(-80), ImitatedCluster.Now.AddDays(10))),
        Of("certificates-issued", "a certificate of hours that wasn't renewed in time", cluster =>
            cluster.Renew("web-tenant-a", ImitatedCluster.Now.AddHours(-23), ImitatedCluster.Now.AddHours(1))),
        Of("certificates-issued", "a certificate that has ended", cluster =>
            cluster.Renew("web-tenant-a", ImitatedCluster.Now.AddDays(-90), ImitatedCluster.Now)),
        Of("certificates-issued", "a certificate that never came", cluster =>
            cluster["Certificate", "web-tenant-a"]["status"]!["conditions"]![0]!["status"] = "False"),
        Of("certificates-issued", "an issuer that isn't ready", cluster => cluster["Issuer", "tenant-a-issuer"].Remove("status")),
        Of("certificates-of-own-authority", "a certificate that signed itself", cluster =>
            Sign(cluster, ImitatedAuthority.Certificate(CertificateAuthority.SelfSigned))),
        Of("certificates-of-own-authority", "a certificate that another authority signed", cluster =>
            Sign(cluster, ImitatedAuthority.Certificate(CertificateAuthority.LetsEncrypt))),
        new("certificates-of-own-authority", "a certificate that isn't trusted, after a change to letsencrypt", cluster =>
            Sign((ImitatedCluster)cluster, ImitatedAuthority.Certificate(CertificateAuthority.LetsEncryptStaging))) { Stack = "prod" },
        Of("controllers-serve-own-class", "another class", cluster => Arguments(cluster)[0] = "-ingress-class=tenant-b"),
        Of("controllers-serve-own-class", "no class", cluster => Arguments(cluster).Clear()),
        Of("controllers-serve-own-class", "no pod", cluster => cluster["Deployment", "traefik"]["status"]!["availableReplicas"] = 0),
        Of("controllers-serve-own-class", "no Deployment", cluster => cluster.Remove("Deployment", "traefik"), "controller-not-entered"),
        Of("tenants-namespaces-declared", "a namespace that passes for a tenant's", cluster => cluster.Add(
            """{"kind":"Namespace","metadata":{"name":"stray","labels":{"infra/tenant":"tenant-a"}}}""")),
        .. new[] { "cert-manager", "cert-manager-cainjector", "cert-manager-webhook", "metallb-controller", "coredns", "metrics-server" }
            .SelectMany(name => new[]
            {
                Of("platform-workloads-ready", $"{name} at 0 replicas", cluster => cluster["Deployment", name]["spec"]!["replicas"] = 0),
                Of("platform-workloads-ready", $"{name} not ready", cluster => cluster["Deployment", name]["status"] = new JsonObject()),
                Of("platform-workloads-ready", $"no {name}", cluster => cluster.Remove("Deployment", name)),
            }),
        Of("platform-workloads-ready", "a part of somebody's that isn't ready", cluster => cluster.Add(
            """{"kind":"StatefulSet","metadata":{"name":"more","namespace":"kube-system"},"spec":{"replicas":2},"status":{}}""")),
        Of("platform-workloads-ready", "a pod less than nodes", cluster =>
            cluster["DaemonSet", "metallb-speaker"]["status"]!["numberAvailable"] = 2),
        Of("policies-open-no-more", "an open policy of whoever made it", cluster => cluster.Add(
            """
            {"kind":"NetworkPolicy","metadata":{"name":"open","namespace":"tenant-tenant-a","labels":{"infra/tenant":"tenant-a"}},
             "spec":{"podSelector":{},"egress":[{}]}}
            """)),
        Of("policies-open-no-more", "a policy more for cert-manager", cluster => cluster.Add(
            """
            {"kind":"NetworkPolicy","metadata":{"name":"open","namespace":"cert-manager"},"spec":{"podSelector":{},"egress":[{}]}}
            """)),
        Of("objects-as-planned", "a network policy that is gone", cluster => cluster.Objects.Remove(Allow(cluster)),
            "platform-objects-kept"),
        Of("objects-as-planned", "a network policy that opens more", cluster =>
            Allow(cluster)["spec"]!["egress"]!.AsArray().Add(new JsonObject())),
        Of("objects-as-planned", "a policy that is gone", cluster => cluster.Remove("ValidatingAdmissionPolicyBinding", "infra-pods")),
        Of("objects-as-planned", "a namespace with a laxer standard", cluster =>
            cluster["Namespace", "tenant-tenant-a"]["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"] = "privileged"),
        Of("objects-as-planned", "a node more that may join", cluster =>
            cluster["ConfigMap", "infra-nodes"]["data"]!["stranger"] = "tenant-a"),
        Of("objects-as-planned", "a pool for everybody", cluster =>
            cluster["IPAddressPool", "tenant-a-pool"]["spec"]!.AsObject().Remove("serviceAllocation")),
        Of("objects-as-planned", "a pool of another address", cluster =>
            cluster["IPAddressPool", "tenant-a-pool"]["spec"]!["addresses"] = new JsonArray("198.51.100.7/32")),
        Of("objects-as-planned", "an owner with which a policy would go", cluster =>
            cluster.Objects.First(thing => thing["kind"]!.GetValue<string>() == "NetworkPolicy")["metadata"]![
                "ownerReferences"] = new JsonArray(new JsonObject())),
        Of("objects-as-planned", "an object that goes", cluster =>
            cluster.Objects.First(thing => thing["kind"]!.GetValue<string>() == "LimitRange")["metadata"]![
                "deletionTimestamp"] = "2026-11-24T00:00:00Z"),
        Of("objects-as-planned", "a binding to another role", cluster =>
            cluster["ClusterRoleBinding", "tenant-tenant-a-ingress-nginx"]["roleRef"]!["name"] = "cluster-admin"),
        Of("objects-as-planned", "a token of another account", cluster =>
            cluster.Objects.First(thing => thing["type"]?.GetValue<string>() == ImitatedCluster.TokenType)["metadata"]!["annotations"]![
                "kubernetes.io/service-account.name"] = "somebody"),
        Of("nodes-not-shared", "another tenant's pod", cluster => cluster["Pod", "web-tenant-a"]["spec"]!["nodeName"] = "dev-tenant-b",
            "kubelets-keep-pods-addresses"),
        Of("nodes-not-shared", "a pod on the control plane", cluster =>
            cluster["Pod", "web-tenant-a"]["spec"]!["nodeName"] = "dev-control-plane-1", "kubelets-keep-pods-addresses"),
    ];

    // What a guard doesn't refuse any more, although its objects are there.
    private static Damage[] Silent =>
    [
        .. new[]
        {
            "no-added-capabilities", "no-root-user", "no-privileged-containers", "no-privilege-escalation", "no-host-paths",
                "no-host-network",
            "no-host-ports", "no-host-processes", "no-host-ipc",
        }.Select(check => Without(check, "PodSecurity",
            "no-added-capabilities", "no-root-user", "no-privileged-containers", "no-privilege-escalation", "no-host-paths",
                "no-host-network",
            "no-host-ports", "no-host-processes", "no-host-ipc")),
        Without("pods-kept-to-own-node", "infra-pods", "no-priority-classes", "pods-keep-none-away"),
        Without("no-priority-classes", "infra-pods", "pods-kept-to-own-node", "pods-keep-none-away"),
        Without("pods-keep-none-away", "infra-pods", "pods-kept-to-own-node", "no-priority-classes"),
        Of("pods-sent-to-own-node", "pods go where they like", cluster =>
            cluster.Guards.Silent.UnionWith(["infra-pods", "infra-pod-placement"]),
            "pods-kept-to-own-node", "no-priority-classes", "pods-keep-none-away"),
        Without("honest-work-admitted", "infra-pod-placement", "pods-sent-to-own-node"),
        Without("no-node-ports", "infra-services", "services-keep-to-own-address"),
        Without("services-keep-to-own-address", "infra-services", "no-node-ports"),
        Without("services-keep-to-own-address", "DenyServiceExternalIPs"),
        Without("ingresses-keep-to-own-domains", "infra-ingresses"),
        Without("certificates-keep-to-own-domains", "infra-certificates"),
        Without("network-policies-stay-closed", "infra-network-policies"),
        Without("platform-objects-kept", "infra-platform-objects", "controllers-objects-kept"),
        Without("controllers-objects-kept", "infra-platform-objects", "platform-objects-kept"),
        Without("controller-not-imitated", "infra-controller-identity"),
        Without("kubelets-keep-labels", "infra-node-identity", "kubelets-keep-addresses"),
        Without("kubelets-keep-addresses", "infra-node-addresses"),
        Without("shared-credential-keeps-nodes", "infra-shared-agent"),
        Without("undeclared-nodes-refused", "infra-node-registration"),
        Without("kubelets-make-no-objects", "infra-kubelet-objects"),
        Without("kubelets-keep-pods-addresses", "infra-pod-addresses"),
        Without("nodes-write-no-others-events", "infra-node-events"),
        Without("objects-can-be-deleted", "infra-finalizers"),
        Without("pods-end-in-time", "infra-termination-periods"),
        Without("tokens-end-in-time", "infra-account-tokens"),
        Without("unread-annotations-warned", "infra-ingress-annotations"),
        Without("controller-not-entered", "infra-controller-access"),
        new("images-from-own-registries", "infra-images is silent",
            cluster => ((ImitatedCluster)cluster).Guards.Silent.Add("infra-images")) { Stack = "namespaces" },
        Of("status-reported-by-kubernetes", "a role that writes it, and infra-reported-status is silent", cluster =>
        {
            Give(cluster, "tenant-tenant-a", "patch", "", "pods/status");
            cluster.Guards.Silent.Add("infra-reported-status");
        }),
        Of("issuers-kept", "a role that makes them, and infra-issuers is silent", cluster =>
        {
            Give(cluster, "tenant-tenant-a", "create", "cert-manager.io", "issuers");
            cluster.Guards.Silent.Add("infra-issuers");
        }),
        Of("namespaces-keep-owner", "a role that changes them, and infra-namespace-owner is silent", cluster =>
        {
            Give(cluster, "tenant-tenant-a", "patch", "", "namespaces");
            cluster.Guards.Silent.Add("infra-namespace-owner");
        }, "platform-objects-kept"),
        Of("rights-not-raised", "roles give more than their authors have", cluster => cluster.Rights.HoldsRoles = false),
    ];

    private static Damage[] Rights =>
    [
        Of("honest-work-admitted", "tenants can't make pods", cluster => cluster.Rights.Less.Add("pods"), AttacksOfPods),
        Of("own-roles-admitted", "tenants can't make roles", cluster => cluster.Rights.Less.Add("roles"), "rights-not-raised"),
        Of("own-network-policies-admitted", "tenants can't make policies", cluster => cluster.Rights.Less.Add("networkpolicies"),
            "network-policies-stay-closed", "platform-objects-kept"),
        Of("cluster-wide-resources-closed", "a tenant lists nodes", cluster => Give(cluster, "*", "list", "", "nodes"),
            "other-namespaces-closed"),
        Of("other-namespaces-closed", "a tenant reads the other's Secrets", cluster =>
            Give(cluster, "tenant-tenant-b", "get", "", "secrets")),
        Of("rights-named-one-by-one", "a wildcard", cluster => Give(cluster, "tenant-tenant-a", "*", "apps", "*")),
        Of("quotas-kept", "a tenant writes its quota", cluster => Give(cluster, "tenant-tenant-a", "update", "", "resourcequotas")),
        Of("secrets-kept-from-nodes", "a speaker reads Secrets", cluster =>
            cluster.Rights.More.Add(("system:serviceaccount:metallb-system:metallb-speaker", "tenant-tenant-b", "get", "", "secrets"))),
        Of("bindings-as-planned", "a tenant bound elsewhere", cluster => cluster.Add(
            """
            {"kind":"RoleBinding","metadata":{"name":"more","namespace":"kube-system"},"roleRef":{"kind":"Role","name":"r"},
             "subjects":[{"kind":"ServiceAccount","namespace":"tenant-access","name":"tenant-a"}]}
            """)),
        Of("bindings-as-planned", "an application bound in the whole cluster", cluster => cluster.Add(
            """
            {"kind":"ClusterRoleBinding","metadata":{"name":"more"},"roleRef":{"kind":"ClusterRole","name":"cluster-admin"},
             "subjects":[{"kind":"ServiceAccount","namespace":"tenant-tenant-b","name":"default"}]}
            """)),
        Of("endpoints-made-by-kubernetes", "a tenant writes endpoints", cluster =>
            Give(cluster, "tenant-tenant-a", "create", "", "endpoints")),
    ];

    private static Damage[] Quotas =>
    [
        Of("computing-counted", "memory that isn't counted", cluster => Counted(cluster, "tenant-pods").Remove("requests.memory")),
        Of("objects-counted", "Secrets that aren't counted", cluster => Counted(cluster, "tenant").Remove("secrets")),
        Of("objects-counted", "nothing counted yet", cluster => Counted(cluster, "tenant").Clear(), "computing-counted"),
    ];

    private static readonly string[] AttacksOfPods =
    [
        "no-added-capabilities", "no-root-user", "no-privileged-containers", "no-privilege-escalation", "no-host-paths", "no-host-network",
        "no-host-ports", "no-host-processes", "no-host-ipc", "pods-kept-to-own-node", "pods-sent-to-own-node", "no-priority-classes",
        "pods-keep-none-away", "controller-not-imitated", "pods-end-in-time",
    ];

    private static Damage Without(string check, string guard, params string[] also) =>
        Of(check, $"{guard} is silent", cluster => cluster.Guards.Silent.Add(guard), [.. also.Where(other => other != check)]);

    private static Damage Of(string check, string what, Action<ImitatedCluster> make, params string[] also) =>
        new(check, what, cluster => make((ImitatedCluster)cluster), also);

    private static void Give(ImitatedCluster cluster, string ns, string verb, string group, string resource) =>
        cluster.Rights.More.Add(("system:serviceaccount:tenant-access:tenant-a", ns, verb, group, resource));

    private static void Taint(ImitatedCluster cluster, string key) => cluster["Node", "dev-tenant-b"]["spec"]!["taints"]!.AsArray()
        .Add(new JsonObject { ["key"] = key, ["effect"] = "NoSchedule" });

    private static void Sign(ImitatedCluster cluster, string certificate) => cluster.Objects.First(thing =>
        thing["data"]?["tls.crt"] is not null)["data"]!["tls.crt"] = certificate;

    private static JsonArray Arguments(ImitatedCluster cluster) =>
        cluster["Deployment", "traefik"]["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray();

    private static JsonObject Allow(ImitatedCluster cluster) => cluster.Objects.First(thing =>
        thing["kind"]!.GetValue<string>() == "NetworkPolicy" && thing["metadata"]!["name"]!.GetValue<string>() == "allow");

    private static JsonObject Ingress(ImitatedCluster cluster, string ns) => cluster.Objects.Single(thing =>
        thing["kind"]!.GetValue<string>() == "Service" && thing["metadata"]!["namespace"]!.GetValue<string>() == ns);

    private static JsonObject Counted(ImitatedCluster cluster, string quota) => cluster.Objects.First(thing =>
        thing["kind"]!.GetValue<string>() == "ResourceQuota" && thing["metadata"]!["name"]!.GetValue<string>() == quota)
        ["status"]!["hard"]!.AsObject();
}
