using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>What a pod must not have of its node, an attack a check: the behavioural checks of the multi-tenancy benchmarks.</summary>
internal static class PodSecurityChecks
{
    public static ImmutableArray<LiveCheck> All { get; } =
    [
        Of("no-added-capabilities", "No tenant's container adds capabilities.", "MTB-PL1-BC-CPI-3", "a container with added capabilities",
            pod => Container(pod)["securityContext"]!["capabilities"]!["add"] = new JsonArray("NET_ADMIN")),
        Of("no-root-user", "No tenant's container runs as root.", "MTB-PL1-BC-CPI-4", "a pod that may run as root",
            pod => pod["spec"]!["securityContext"]!.AsObject().Remove("runAsNonRoot")),
        Of("no-privileged-containers", "No tenant's container is privileged.", "MTB-PL1-BC-CPI-5", "a privileged container", pod =>
        {
            Container(pod)["securityContext"]!["privileged"] = true;
            Container(pod)["securityContext"]!["allowPrivilegeEscalation"] = true;
        }),
        Of("no-privilege-escalation", "No tenant's container gains privileges.", "MTB-PL1-BC-CPI-6", "a container that may gain privileges",
            pod => Container(pod)["securityContext"]!["allowPrivilegeEscalation"] = true),
        Of("no-host-paths", "No tenant's pod mounts files of its node.", "MTB-PL1-BC-HI-1", "a pod with a hostPath",
            pod => pod["spec"]!["volumes"] = new JsonArray(
                new JsonObject { ["name"] = "node", ["hostPath"] = new JsonObject { ["path"] = "/" } })),
        Of("no-host-network", "No tenant's pod uses its node's network.", "MTB-PL1-BC-HI-3", "a pod in its node's network",
            pod => pod["spec"]!["hostNetwork"] = true),
        Of("no-host-ports", "No tenant's pod takes ports of its node.", "MTB-PL1-BC-HI-3", "a container with a hostPort",
            pod => Container(pod)["ports"] = new JsonArray(new JsonObject { ["containerPort"] = 8080, ["hostPort"] = 8080 })),
        Of("no-host-processes", "No tenant's pod sees its node's processes.", "MTB-PL1-BC-HI-4", "a pod among its node's processes",
            pod => pod["spec"]!["hostPID"] = true),
        Of("no-host-ipc", "No tenant's pod shares its node's memory segments.", "MTB-PL1-BC-HI-5", "a pod in its node's IPC namespace",
            pod => pod["spec"]!["hostIPC"] = true),
    ];

    private static LiveCheck Of(string id, string title, string benchmark, string text, Action<JsonObject> change) =>
        AttackCheck.OfTenants(id, title, target => [new Attack(text, target.Pod(change), Refusal.PodSecurity)], benchmark);

    private static JsonObject Container(JsonObject pod) => pod["spec"]!["containers"]![0]!.AsObject();
}
