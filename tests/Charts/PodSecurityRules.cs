using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Tests.Charts;

/// <summary>
/// The level "restricted" of the Pod Security Standards (https://kubernetes.io/docs/concepts/security/pod-security-standards), for Linux.
/// </summary>
internal static class PodSecurityRules
{
    private static readonly string[] Volumes =
        ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"];

    private static readonly string[] Sysctls =
    [
        "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start", "net.ipv4.tcp_syncookies",
        "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports", "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout",
        "net.ipv4.tcp_keepalive_intvl", "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
    ];

    /// <summary>What the level refuses in a pod's spec: <c>controller: may gain privileges</c>.</summary>
    public static IEnumerable<string> Complaints(JsonNode spec) => OfPod(spec).Concat(Containers(spec).SelectMany(container =>
        OfContainer(container, spec.At("securityContext")).Select(complaint => $"{(string)container["name"]!}: {complaint}")));

    /// <summary>All containers of a pod, those that come first among them.</summary>
    public static IEnumerable<JsonNode> Containers(JsonNode spec) =>
        new[] { "initContainers", "containers", "ephemeralContainers" }.SelectMany(list => spec[list]?.AsArray() ?? []).Select(one => one!);

    private static IEnumerable<string> OfPod(JsonNode spec)
    {
        string[] shared = ["hostNetwork", "hostPID", "hostIPC"];
        foreach (var host in shared.Where(host => Is(spec[host]))) yield return $"{host} is set";
        foreach (var volume in spec["volumes"]?.AsArray() ?? [])
        {
            var type = volume!.AsObject().Select(entry => entry.Key).Single(key => key != "name");
            if (!Volumes.Contains(type)) yield return $"volume {(string)volume["name"]!} is of type {type}";
        }

        foreach (var sysctl in spec.At("securityContext", "sysctls")?.AsArray() ?? [])
        {
            if (!Sysctls.Contains((string)sysctl!["name"]!)) yield return $"sysctl {(string)sysctl["name"]!} is set";
        }
    }

    private static IEnumerable<string> OfContainer(JsonNode container, JsonNode? pod)
    {
        var own = container["securityContext"];
        if (Is(own?["privileged"])) yield return "is privileged";
        if (own?["allowPrivilegeEscalation"] is not { } escalation || Is(escalation)) yield return "may gain privileges";
        if (!own.At("capabilities", "drop").Texts().Contains("ALL")) yield return "keeps capabilities";
        foreach (var added in own.At("capabilities", "add").Texts().Where(added => added != "NET_BIND_SERVICE"))
            yield return $"adds {added}";
        if (!Is(own?["runAsNonRoot"] ?? pod?["runAsNonRoot"])) yield return "may run as root";
        if ((own?["runAsUser"] ?? pod?["runAsUser"])?.GetValue<long>() == 0) yield return "runs as user 0";
        var seccomp = (string?)(own.At("seccompProfile", "type") ?? pod.At("seccompProfile", "type"));
        if (seccomp is not ("RuntimeDefault" or "Localhost")) yield return "has no seccomp profile";
        if ((string?)own?["procMount"] is not (null or "Default")) yield return "sees all of /proc";
        var apparmor = (string?)(own.At("appArmorProfile", "type") ?? pod.At("appArmorProfile", "type"));
        if (apparmor is not (null or "RuntimeDefault" or "Localhost")) yield return "has no AppArmor profile";
        var handlers = new[] { "livenessProbe", "readinessProbe", "startupProbe" }.Select(probe => container[probe])
            .Concat([container.At("lifecycle", "postStart"), container.At("lifecycle", "preStop")]);
        if (handlers.Any(handler => handler.At("httpGet", "host") is not null || handler.At("tcpSocket", "host") is not null))
            yield return "probes another host";
        var ports = container["ports"]?.AsArray() ?? [];
        if (ports.Any(port => (port!["hostPort"]?.GetValue<long>() ?? 0) != 0)) yield return "takes a host's port";
        foreach (var option in new[] { own?["seLinuxOptions"], pod?["seLinuxOptions"] }.OfType<JsonObject>())
        {
            if (option.ContainsKey("user") || option.ContainsKey("role")) yield return "sets a SELinux user or role";
        }
    }

    private static bool Is(JsonNode? value) => value?.GetValue<bool>() ?? false;
}
