using Xunit;

namespace Infra.Tests.Settings;

public class ControlPlaneRulesTests
{
    [Theory]
    [InlineData("hcloud", "cluster.controlPlane.count", "2",
        "cluster.controlPlane.count '2' must be 1 or 3 (embedded etcd needs a majority); use 3")]
    [InlineData("hcloud", "cluster.controlPlane.count", "0",
        "cluster.controlPlane.count '0' must be 1 or 3 (embedded etcd needs a majority); use 1")]
    [InlineData("hcloud", "cluster.controlPlane.entry", "2",
        "cluster.controlPlane.entry '2' must be the number of a control plane server, 1 to 1; leave it out for 1")]
    [InlineData("hcloud", "cluster.controlPlane.entry", "4",
        "cluster.controlPlane.entry '4' must be the number of a control plane server, 1 to 3; leave it out for 1")]
    [InlineData("ssh", "cluster.controlPlane.count", "3",
        "cluster.controlPlane.hosts must name 3 hosts (controlPlane.count), but names 1; set controlPlane.count: 1, or name as many")]
    [InlineData("ssh", "cluster.controlPlane.hosts", "[\"203.0.113.1\", \"203.0.113.2\", \"203.0.113.3\"]",
        "cluster.controlPlane.hosts must name 1 host (controlPlane.count), but names 3; set controlPlane.count: 3, or name as many")]
    [InlineData("ssh", "cluster.controlPlane.hosts", "[]",
        "cluster.controlPlane.hosts must name 1 host (controlPlane.count), but names 0; name as many")]
    [InlineData("ssh", "cluster.controlPlane.hosts", null,
        "cluster.controlPlane.hosts is missing; list the machines that run the control plane")]
    [InlineData("hcloud", "cluster.controlPlane.endpoint", "\"https://k8s.example.com\"",
        "cluster.controlPlane.endpoint 'https://k8s.example.com' must be a host name or an IP address; write it like k8s.example.com "
        + "or 203.0.113.10")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "{\"server\": 2, \"why\": \"new image\"}",
        "cluster.controlPlane.rebuild.server '2' must be the number of a control plane server, 1 to 1; leave it out for 1")]
    [InlineData("hcloud", "cluster.controlPlane", "{\"count\": 3, \"serverType\": \"cpx22\", \"rebuild\": {\"why\": \"new image\"}}",
        "cluster.controlPlane.rebuild.server is the server that operations go through (controlPlane.entry); set controlPlane.entry: 2 "
        + "in a deployment before")]
    [InlineData("hcloud", "cluster.controlPlane.rebuild", "{\"server\": 1}",
        "cluster.controlPlane.rebuild.why is missing; write why or when, such as '2026-11-22'")]
    [InlineData("hcloud", "cluster.k3sVersion", "\"stable\"",
        "cluster.k3sVersion 'stable' must be an exact version (vX.Y.Z+k3sN): a channel moves, and two nodes could get different "
        + "versions; try 'v1.36.4+k3s1'")]
    [InlineData("hcloud", "cluster.k3sVersion", "\"v1.33.1+k3s1\"",
        "cluster.k3sVersion 'v1.33.1+k3s1' must be v1.34 or newer: older ones get no security fixes any more; try "
        + "'v1.36.4+k3s1'")]
    [InlineData("hcloud", "cluster.k3sMirror", "\"http://mirror.example.com/k3s\"",
        "cluster.k3sMirror 'http://mirror.example.com/k3s' must be an https URL without user, query and fragment; "
        + "write it like https://mirror.example.com/k3s")]
    [InlineData("hcloud", "cluster.k3sInstallerSha256", "\"e0fb\"",
        "cluster.k3sInstallerSha256 'e0fb' must be a SHA-256; give 64 hexadecimal digits, as sha256sum prints them")]
    [InlineData("hcloud", "cluster.k3sVersion", "\"1.36.4\"",
        "cluster.k3sVersion '1.36.4' must be an exact version (vX.Y.Z+k3sN); try 'v1.36.4+k3s1'")]
    public void A_wrong_control_plane_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
