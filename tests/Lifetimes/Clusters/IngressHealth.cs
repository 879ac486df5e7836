using Infra.Components.Ingress;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>Whether a tenant is served, as far as that hangs on objects in the cluster.</summary>
internal static class IngressHealth
{
    /// <summary>What a namespace's ingress controller lacks to serve its tenant; null: nothing.</summary>
    public static string? Problem(Cluster cluster, string ns)
    {
        var objects = cluster.Objects;
        var deployments = objects.OfKind("Deployment").Where(one => one.Key.Namespace == ns && HelmRelease.IngressClass(one) is not null)
            .Where(one => !one.Deleting).ToList();
        if (deployments is not [var deployment]) return $"there are {deployments.Count} ingress controllers in {ns}";
        return Of(cluster, deployment);
    }

    /// <summary>What a Deployment lacks to be ready; null: nothing.</summary>
    public static string? Of(Cluster cluster, StoredObject deployment)
    {
        var (objects, ns) = (cluster.Objects, deployment.Key.Namespace!);
        var pod = objects.OfKind("Pod").FirstOrDefault(pod => PodCreation.IsCurrent(pod, deployment) && !pod.Deleting);
        if (pod is null) return $"no pod of {deployment.Key}";
        if (pod.Node is not { } node || !cluster.State.Kubelets.Contains(node)) return $"{pod.Key} runs nowhere";
        if (IngressControllers.All.FirstOrDefault(known => known.Deployment == deployment.Key.Name) is not { } controller) return null;
        if (objects.Find(new ObjectKey("", "ServiceAccount", ns, IngressRolesComponent.ServiceAccount)) is null) return "no account";
        if (!objects.OfKind("NetworkPolicy").Any(policy => policy.Key.Namespace == ns && !policy.Deleting
            && policy.Body.At("spec", "podSelector", "matchLabels")?["app.kubernetes.io/name"]?.GetValue<string>() == controller.PodName))
        {
            return $"no network policy lets clients in at {controller}";
        }

        if (!Binds("RoleBinding", IngressRolesComponent.NamespaceRole(controller), binding => binding.Key.Namespace == ns))
            return $"{controller} has no rights in {ns}";
        if (!Binds("ClusterRoleBinding", IngressRolesComponent.ClusterRole(controller), binding =>
            binding.Body["subjects"]!.AsArray().Any(subject => subject!["namespace"]?.GetValue<string>() == ns)))
        {
            return $"{controller} may see nothing of the cluster";
        }

        var ingressClass = HelmRelease.IngressClass(deployment)!;
        if (objects.Find(new ObjectKey("networking.k8s.io", "IngressClass", null, ingressClass)) is null) return $"no class {ingressClass}";
        var service = objects.Find(new ObjectKey("", "Service", ns, deployment.Key.Name));
        if (service?.Address is not { } pool) return $"the Service in {ns} has no address";
        return objects.OfKind("L2Advertisement").Concat(objects.OfKind("BGPAdvertisement"))
            .Any(one => one.Body.At("spec", "ipAddressPools").Texts().Contains(pool)) ? null : $"nobody announces {pool}";

        bool Binds(string kind, string role, Func<StoredObject, bool> belongs) =>
            objects.Find(new ObjectKey("rbac.authorization.k8s.io", "ClusterRole", null, role)) is not null
            && objects.OfKind(kind).Any(binding => !binding.Deleting && belongs(binding)
                && binding.Body.At("roleRef", "name")?.GetValue<string>() == role);
    }
}
