namespace Infra.Components.Guards;

/// <summary>
/// Keeps kubelets from creating what K3s's never do, and the API server lets them. They can show static pods (mirror pods) in any
/// namespace, with any label and address: one with the labels of the cluster's DNS would get a share of all tenants' questions. Requests
/// for certificates and lists of devices are in no namespace, and no quota counts them; K3s's servers sign kubelets' certificates.
/// </summary>
internal static class KubeletObjects
{
    public static readonly ValidatingGuard Guard = new("infra-kubelet-objects",
    [
        new("", ["pods"], "CREATE"),
        new("certificates.k8s.io", ["certificatesigningrequests"], "CREATE"),
        new("resource.k8s.io", ["resourceslices"], "CREATE", "UPDATE"),
    ])
    {
        TenantsOnly = false,
        Conditions = [Actors.Kubelet],
        Rules =
        [
            new("""request.kind.kind != "Pod" """.Trim(),
                """
                a kubelet creates no pods, as Services would lead to what it says they are: run static pods as a DaemonSet or Deployment
                """),
            new("""request.kind.kind == "Pod" """.Trim(),
                """
                a kubelet writes no `request.kind.kind`, as no quota counts them and K3s needs none: drivers of devices write theirs
                with an account of their own
                """),
        ],
    };
}
