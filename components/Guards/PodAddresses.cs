using Infra.Components.K3s;

namespace Infra.Components.Guards;

/// <summary>
/// Holds what a kubelet says of a tenant's pods to its own node's addresses. The rules of a pod's network policies are put up on the node
/// that its host address names, for the pod's own address (kube-router: <c>pkg/controllers/netpol/pod.go</c>): a captured node which
/// names another could cut off pods there, the cluster's DNS among them.
/// </summary>
/// <remarks>
/// Within the pods' network a kubelet may still say any address, as no expression knows its node's range. It leads its own tenant's
/// Services there, and changes nothing for others.
/// </remarks>
internal static class PodAddresses
{
    public static readonly ValidatingGuard Guard = new("infra-pod-addresses", [new("", ["pods/status"], "UPDATE")])
    {
        Needs = [TenantAnnotations.NodeAddresses],
        Conditions = [Actors.Kubelet],
        LooksAt = ["object.?status.?hostIP", "object.?status.?hostIPs", "object.?status.?podIP", "object.?status.?podIPs"],
        Variables =
        [
            new("own", TenantAnnotations.Items(TenantAnnotations.NodeAddresses)),
            new("foreignHosts", $"""
                {Reported("object", "hostIP")}.filter(address, !(address in {Reported("oldObject", "hostIP")}) &&
                  !(isIP(address) && variables.own.exists(own, isIP(own) && ip(own) == ip(address))))
                """),
            new("foreignPods", $"""
                {Reported("object", "podIP")}.filter(address, !(address in {Reported("oldObject", "podIP")}) &&
                  !(isIP(address) && [{Ranges}].exists(range, cidr(range).containsIP(ip(address)))))
                """),
        ],
        Rules =
        [
            new("variables.foreignHosts.size() == 0",
                """
                pod `object.metadata.name` can't be said to run at `variables.foreignHosts.join(", ")`: the tenant's node is at
                `variables.own.join(", ")`
                """),
            new("variables.foreignPods.size() == 0",
                $"""
                pod `object.metadata.name` can't be said to have the address `variables.foreignPods.join(", ")`, which isn't in the pods'
                network: `[{Ranges}].join(", ")`
                """),
        ],
    };

    private static string Ranges => string.Join(", ", NodeNetwork.PodRanges.Select(range => $"\"{range}\""));

    private static string Reported(string pod, string field) => $"""
        ([{pod}.?status.?{field}.orValue("")] + {pod}.?status.?{field}s.orValue([]).map(one, one.ip)).filter(address, address != "")
        """;
}
