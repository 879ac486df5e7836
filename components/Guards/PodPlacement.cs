using Infra.Components.Kubernetes;

namespace Infra.Components.Guards;

/// <summary>
/// Sends a tenant's pods to its node: its node selector takes the place of any other, its toleration is added. DaemonSets get both in their
/// template, as their controller looks for nodes there. Tolerations that Kubernetes adds by itself stay: without those for nodes that are
/// not ready, a pod would be evicted at once.
/// </summary>
internal static class PodPlacement
{
    private static readonly string Toleration = $$"""{"key": "{{TenantLabels.NodeKey}}", "operator": "Equal", "value": variables.tenant}""";

    public static readonly MutatingGuard OfPods = new("infra-pod-placement", [new("", ["pods"], "CREATE")])
    {
        Variables = [Tenant.Name],
        Patches = Patches("object.spec", "/spec"),
    };

    public static readonly MutatingGuard OfDaemonSets = new("infra-daemonset-placement", [new("apps", ["daemonsets"], "CREATE", "UPDATE")])
    {
        LooksAt = [LookedAt.Spec],
        Variables = [Tenant.Name],
        Patches = Patches("object.spec.template.spec", "/spec/template/spec"),
    };

    private static string Patches(string spec, string path) =>
        $$"""
        [JSONPatch{op: "add", path: "{{path}}/nodeSelector", value: {"{{TenantLabels.NodeKey}}": variables.tenant} }] +
        ({{spec}}.?tolerations.orValue([]).exists(t, {{PodTolerations.Own("t")}}) ? [] :
          has({{spec}}.tolerations) ?
          [JSONPatch{op: "add", path: "{{path}}/tolerations/-", value: {{Toleration}} }] :
          [JSONPatch{op: "add", path: "{{path}}/tolerations", value: [{{Toleration}}] }])
        """;
}
