using System.Text.Json.Nodes;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Charts;

public sealed class PodSecurityRulesTests
{
    private const string Restricted =
        """
        {
          "securityContext": { "runAsNonRoot": true, "seccompProfile": { "type": "RuntimeDefault" } },
          "volumes": [{ "name": "data", "emptyDir": {} }],
          "containers": [{
            "name": "web",
            "ports": [{ "containerPort": 80 }],
            "securityContext": { "allowPrivilegeEscalation": false, "capabilities": { "drop": ["ALL"], "add": ["NET_BIND_SERVICE"] } }
          }]
        }
        """;

    [Fact]
    public void A_restricted_pod_passes() => Assert.Empty(PodSecurityRules.Complaints(JsonNode.Parse(Restricted)!));

    [Theory]
    [InlineData("hostNetwork", "true", "hostNetwork is set")]
    [InlineData("hostPID", "true", "hostPID is set")]
    [InlineData("volumes[0]", """{ "name": "data", "hostPath": { "path": "/" } }""", "volume data is of type hostPath")]
    [InlineData("securityContext.sysctls", """[{ "name": "kernel.msgmax", "value": "1" }]""", "sysctl kernel.msgmax is set")]
    [InlineData("securityContext.runAsNonRoot", null, "web: may run as root")]
    [InlineData("securityContext.runAsUser", "0", "web: runs as user 0")]
    [InlineData("securityContext.seccompProfile", null, "web: has no seccomp profile")]
    [InlineData("securityContext.seLinuxOptions", """{ "user": "root" }""", "web: sets a SELinux user or role")]
    [InlineData("securityContext.appArmorProfile", """{ "type": "Unconfined" }""", "web: has no AppArmor profile")]
    [InlineData("containers[0].ports[0].hostPort", "80", "web: takes a host's port")]
    [InlineData("containers[0].livenessProbe", """{ "httpGet": { "host": "10.0.0.1", "port": 80 } }""", "web: probes another host")]
    [InlineData("containers[0].securityContext.privileged", "true", "web: is privileged")]
    [InlineData("containers[0].securityContext.runAsNonRoot", "false", "web: may run as root")]
    [InlineData("containers[0].securityContext.procMount", "\"Unmasked\"", "web: sees all of /proc")]
    [InlineData("containers[0].securityContext.allowPrivilegeEscalation", null, "web: may gain privileges")]
    [InlineData("containers[0].securityContext.capabilities.drop", "[]", "web: keeps capabilities")]
    [InlineData("containers[0].securityContext.capabilities.add", """["NET_RAW"]""", "web: adds NET_RAW")]
    public void What_the_level_refuses_is_found(string path, string? json, string complaint) =>
        Assert.Equal([complaint], PodSecurityRules.Complaints(JsonNode.Parse(Restricted)!.AsObject().With(path, json)));

    [Fact]
    public void Containers_that_come_first_are_looked_at_too()
    {
        var pod = JsonNode.Parse(Restricted)!.AsObject().With("initContainers", """[{ "name": "init" }]""");

        Assert.Equal(["init: may gain privileges", "init: keeps capabilities"], PodSecurityRules.Complaints(pod));
    }
}
