using Xunit;

namespace Infra.Tests.Settings.Grammars;

public class NumberTests
{
    [Theory]
    [InlineData("hcloud", "cluster.controlPlane.count", "2",
        "cluster.controlPlane.count '2' must be 1 or 3 (embedded etcd needs a majority); use 3")]
    [InlineData("hcloud", "cluster.controlPlane.count", "0",
        "cluster.controlPlane.count '0' must be 1 or 3 (embedded etcd needs a majority); use 1")]
    [InlineData("hcloud", "cluster.controlPlane.entry", "4",
        "cluster.controlPlane.entry '4' must be the number of a control plane server, 1 to 3; leave it out for 1")]
    [InlineData("ssh", "tenants[1].host.port", "70000",
        "tenants[1].host.port '70000' must be a port, 1 to 65535; leave it out for 22")]
    [InlineData("ssh", "tenants[1].host.memory", "0",
        "tenants[1].host.memory '0' must be the machine's memory in MiB, 1 to 2147483647; write 2048 for 2 GiB, or leave it out")]
    [InlineData("ssh", "tenants[1].host.bastion", "{\"port\": 0, \"address\": \"gw.example.com\"}",
        "tenants[1].host.bastion.port '0' must be a port, 1 to 65535; leave it out for 22")]
    [InlineData("hcloud", "tenants[0].quota", "{\"cpu\": \"two\"}",
        "tenants[0].quota.cpu 'two' must be a positive number of CPUs; write it like 2, 1.5 or 1500m")]
    [InlineData("hcloud", "tenants[0].quota", "{\"cpu\": 0}",
        "tenants[0].quota.cpu '0' must be a positive number of CPUs; write it like 2, 1.5 or 1500m")]
    [InlineData("hcloud", "tenants[0].quota", "{\"memory\": \"1500m\"}",
        "tenants[0].quota.memory '1500m' must be a positive amount of bytes; write it like 512Mi or 1Gi")]
    [InlineData("hcloud", "tenants[0].quota", "{\"pods\": 251}",
        "tenants[0].quota.pods '251' must be a number of pods, 1 to 250; leave it out for 40")]
    [InlineData("hcloud", "tenants[0].kubeletMaxPods", "251",
        "tenants[0].kubeletMaxPods '251' must be a number of pods, 10 to 250; leave it out for 110")]
    [InlineData("hcloud", "tenants[0].quota", "{\"storage\": \"-1Gi\"}",
        "tenants[0].quota.storage '-1Gi' must be a positive amount of bytes; write it like 512Mi or 1Gi")]
    [InlineData("hcloud", "tenants[0].placementGroup", "41",
        "tenants[0].placementGroup '41' must be a number of 1 to 40, or none; leave it out to have one chosen")]
    [InlineData("hcloud", "tenants[0].placementGroup", "\"any\"",
        "tenants[0].placementGroup 'any' must be a number of 1 to 40, or none; leave it out to have one chosen")]
    [InlineData("hcloud", "cluster.bgp", "{\"asn\": 0, \"peers\": [{\"address\": \"203.0.113.1\", \"asn\": 64513}]}",
        "cluster.bgp.asn '0' must be an autonomous system number, 1 to 4294967294; use a private one, such as 64512")]
    public void A_wrong_number_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
