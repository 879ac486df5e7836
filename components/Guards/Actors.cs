namespace Infra.Components.Guards;

/// <summary>Conditions that leave out requests of those whom a guard isn't meant for.</summary>
internal static class Actors
{
    private const string ServiceAccount = "system:serviceaccount:";

    /// <summary>The user that MetalLB's speaker is.</summary>
    public const string Speaker = ServiceAccount + "metallb-system:metallb-speaker";

    /// <summary>The user that cert-manager is.</summary>
    public const string CertManager = ServiceAccount + "cert-manager:cert-manager";

    /// <summary>
    /// Leaves out administrators: whoever may do everything, which is the group <c>system:masters</c>, Pulumi with the cluster's own
    /// kubeconfig, and who is bound to <c>cluster-admin</c>. Others can be given this one right, by a role.
    /// </summary>
    public static readonly NamedExpression NoAdministrator = new(
        "no-administrator", """!authorizer.group("infra").resource("guards").check("bypass").allowed()""");

    /// <summary>
    /// Leaves out Kubernetes' own controllers, garbage collection and the deletion of namespaces among them: K3s runs each as an account
    /// of this namespace (<c>use-service-account-credentials</c>), and what they share as a user. Their credentials stay on servers.
    /// </summary>
    public static readonly NamedExpression NoController = new("no-controller", """
        !("system:serviceaccounts:kube-system" in request.userInfo.groups ||
          request.userInfo.username == "system:kube-controller-manager")
        """);

    /// <summary>
    /// Leaves out controllers of the platform and of operators: accounts of namespaces that are no tenant's. What they do there they do by
    /// rights of their own. MetalLB's speaker isn't one, as its token lies on tenants' nodes.
    /// </summary>
    public static readonly NamedExpression NoOperator = new("no-operator", $"""
        !request.userInfo.username.startsWith("{ServiceAccount}") || request.userInfo.username.startsWith("{ServiceAccount}tenant-") ||
          request.userInfo.username == "{Speaker}"
        """);

    /// <summary>Leaves out K3s's cloud controller, which publishes nodes' addresses. Its credential stays on servers.</summary>
    public static readonly NamedExpression NoCloudController = new(
        "no-cloud-controller", """request.userInfo.username != "k3s-cloud-controller-manager" """.Trim());

    /// <summary>Leaves out kubelets, which the API server itself holds to the pods of their own node.</summary>
    public static readonly NamedExpression NoKubelet = new("no-kubelet", """!("system:nodes" in request.userInfo.groups)""");

    /// <summary>Leaves out all but kubelets.</summary>
    public static readonly NamedExpression Kubelet = new("kubelet", """ "system:nodes" in request.userInfo.groups """.Trim());

    /// <summary>Leaves out cert-manager.</summary>
    public static readonly NamedExpression NoCertManager = new(
        "no-cert-manager", $"""request.userInfo.username != "{CertManager}" """.Trim());

    /// <summary>Leaves out MetalLB's controller, which gives Services their addresses. It runs on servers.</summary>
    public static readonly NamedExpression NoMetalLB = new(
        "no-metallb", """request.userInfo.username != "system:serviceaccount:metallb-system:metallb-controller" """.Trim());

    /// <summary>Leaves out the scheduler.</summary>
    public static readonly NamedExpression NoScheduler = new(
        "no-scheduler", """request.userInfo.username != "system:kube-scheduler" """.Trim());
}
