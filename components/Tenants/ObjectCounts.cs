using System.Collections.Immutable;

namespace Infra.Components.Tenants;

/// <summary>
/// How many objects of each kind a tenant's namespace takes, so that nobody fills the control plane's database: every kind that Kubernetes
/// keeps in namespaces, but events, which quotas don't count and which go after an hour; and what cert-manager makes for an Ingress.
/// Issuers aren't counted: a quota refuses objects of a kind that it has just learnt of for up to five minutes, which cert-manager bears,
/// as it tries again, and a deployment doesn't.
/// </summary>
public static class ObjectCounts
{
    /// <summary>
    /// Load balancers of a tenant. Administrators alone make one, the ingress controller's; when the controller is exchanged, the old one's
    /// counts for a while yet.
    /// </summary>
    public const int LargestLoadBalancers = 2;

    private const string LoadBalancers = "services.loadbalancers";

    /// <summary>Workloads of a kind.</summary>
    private const int Workloads = 20;

    /// <summary>What a workload leaves: the current revision and ten earlier ones (<c>revisionHistoryLimit</c>).</summary>
    private const int Revisions = 11;

    /// <summary>Services; solvers of ACME challenges are among them.</summary>
    private const int Services = 20;

    /// <summary>Secrets, and so certificates, which are one each. Helm's releases are Secrets, too.</summary>
    private const int Secrets = 100;

    /// <summary>Of kinds that an application has a few of.</summary>
    private const int Few = 20;

    /// <summary>The counts of a tenant's first namespace, by the names that a quota knows the kinds by.</summary>
    public static ImmutableSortedDictionary<string, int> OfFirst { get; } = new Dictionary<string, int>
    {
        [LoadBalancers] = LargestLoadBalancers,
        // A node port would be open on every node.
        ["services.nodeports"] = 0,
        ["services"] = Services,
        // One for each Service and IP family, and again as many.
        ["count/endpoints"] = 2 * Services,
        ["count/endpointslices.discovery.k8s.io"] = 4 * Services,
        ["count/ingresses.networking.k8s.io"] = Secrets,
        ["configmaps"] = 100,
        ["secrets"] = Secrets,
        ["persistentvolumeclaims"] = Few,
        ["replicationcontrollers"] = Workloads,
        ["count/deployments.apps"] = Workloads,
        ["count/statefulsets.apps"] = Workloads,
        ["count/daemonsets.apps"] = Workloads,
        ["count/cronjobs.batch"] = Workloads,
        ["count/replicasets.apps"] = Workloads * Revisions,
        ["count/controllerrevisions.apps"] = 2 * Workloads * Revisions,
        // A CronJob keeps four that have ended.
        ["count/jobs.batch"] = 5 * Workloads,
        ["count/podtemplates"] = Few,
        ["count/horizontalpodautoscalers.autoscaling"] = Few,
        ["count/poddisruptionbudgets.policy"] = Few,
        ["count/serviceaccounts"] = Few,
        ["count/roles.rbac.authorization.k8s.io"] = Few,
        ["count/rolebindings.rbac.authorization.k8s.io"] = Few,
        ["count/networkpolicies.networking.k8s.io"] = Few,
        ["count/leases.coordination.k8s.io"] = Few,
        ["count/resourceclaims.resource.k8s.io"] = Few,
        ["count/resourceclaimtemplates.resource.k8s.io"] = Few,
        ["count/csistoragecapacities.storage.k8s.io"] = Few,
        ["resourcequotas"] = 2,
        ["count/limitranges"] = 1,
        ["count/certificates.cert-manager.io"] = Secrets,
        // The one that was signed last and the one under way; a challenge for each of an order's names.
        ["count/certificaterequests.cert-manager.io"] = 2 * Secrets,
        ["count/orders.acme.cert-manager.io"] = 2 * Secrets,
        ["count/challenges.acme.cert-manager.io"] = 2 * Secrets,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The counts of each further namespace: the same, without an address.</summary>
    public static ImmutableSortedDictionary<string, int> OfFurther { get; } = OfFirst.SetItem(LoadBalancers, 0);
}
