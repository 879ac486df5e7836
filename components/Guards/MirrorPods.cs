namespace Infra.Components.Guards;

/// <summary>
/// Keeps kubelets from creating pods. The API server lets them show static pods (mirror pods) in any namespace, with any label and address:
/// one with the labels of the cluster's DNS would get a share of all tenants' questions. K3s has no static pods.
/// </summary>
internal static class MirrorPods
{
    public static readonly ValidatingGuard Guard = new("infra-mirror-pods", [new("", ["pods"], "CREATE")])
    {
        TenantsOnly = false,
        Conditions = [new("kubelet", """ "system:nodes" in request.userInfo.groups """.Trim())],
        Rules =
        [
            new("false", """
                a kubelet creates no pods, as Services would lead to what it says they are: run static pods as a DaemonSet or Deployment
                """),
        ],
    };
}
