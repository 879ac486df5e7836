using Xunit;

namespace Infra.Tests.Settings.Rules;

public class ControlPlaneRulesTests
{
    [Theory]
    [InlineData("hcloud", "cluster.controlPlane.entry", "2",
        "cluster.controlPlane.entry '2' must be the number of a control plane server, 1 to 1; leave it out for 1")]
    [InlineData("ssh", "cluster.controlPlane.count", "3",
        "cluster.controlPlane.hosts must name 3 hosts (controlPlane.count), but names 1; set controlPlane.count: 1, or name as many")]
    [InlineData("ssh", "cluster.controlPlane.hosts", "[\"203.0.113.1\", \"203.0.113.2\", \"203.0.113.3\"]",
        "cluster.controlPlane.hosts must name 1 host (controlPlane.count), but names 3; set controlPlane.count: 3, or name as many")]
    [InlineData("ssh", "cluster.controlPlane.hosts", "[]",
        "cluster.controlPlane.hosts must name 1 host (controlPlane.count), but names 0; name as many")]
    [InlineData("ssh", "cluster.controlPlane.hosts", null,
        "cluster.controlPlane.hosts is missing; list the machines that run the control plane")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "{\"server\": 2, \"why\": \"new image\"}",
        "cluster.controlPlane.rebuild.server '2' must be the number of a control plane server, 1 to 1; leave it out for 1")]
    [InlineData("hcloud", "cluster.controlPlane", "{\"count\": 3, \"serverType\": \"cpx22\", \"rebuild\": {\"why\": \"new image\"}}",
        "cluster.controlPlane.rebuild.server is the server that operations go through (controlPlane.entry); set controlPlane.entry: 2 "
        + "in a deployment before")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "{\"server\": 1}",
        "cluster.controlPlane.rebuild.why is missing; write why or when, such as '2026-11-22'")]
    public void A_wrong_control_plane_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
