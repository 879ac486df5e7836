using Xunit;

namespace Infra.Tests.Settings.Rules;

public class AdministratorRulesTests
{
    [Theory]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"0.0.0.0/0\"]",
        "cluster.administrators.cidrs[0] '0.0.0.0/0' opens SSH and the Kubernetes API to the world; narrow it, or set "
        + "controlPlane.openToTheWorld: true if that is meant")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"::/0\"]",
        "cluster.administrators.cidrs[0] '::/0' opens SSH and the Kubernetes API to the world; narrow it, or set "
        + "controlPlane.openToTheWorld: true if that is meant")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"0.0.0.0/1\", \"128.0.0.0/1\"]",
        "cluster.administrators.cidrs[0] '0.0.0.0/1' opens SSH and the Kubernetes API to the world; narrow it, or set "
        + "controlPlane.openToTheWorld: true if that is meant",
        "cluster.administrators.cidrs[1] '128.0.0.0/1' opens SSH and the Kubernetes API to the world; narrow it, or set "
        + "controlPlane.openToTheWorld: true if that is meant")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[]",
        "cluster.administrators.cidrs needs at least one range, or nobody reaches SSH and the Kubernetes API; add your address, such "
        + "as 203.0.113.7/32, or set controlPlane.openToTheWorld: true")]
    [InlineData("hcloud", "cluster.administrators.cidrs", null,
        "cluster.administrators.cidrs needs at least one range, or nobody reaches SSH and the Kubernetes API; add your address, such "
        + "as 203.0.113.7/32, or set controlPlane.openToTheWorld: true")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"203.0.113.7/32\", \"203.0.113.0/24\"]",
        "cluster.administrators.cidrs[0] '203.0.113.7/32' overlaps '203.0.113.0/24' (cluster.administrators.cidrs[1]); remove the "
        + "narrower one")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"10.42.7.0/24\"]",
        "cluster.administrators.cidrs[0] '10.42.7.0/24' must not overlap 10.42.0.0/16, which K3s uses for pods; name the addresses "
        + "that administrators come from")]
    [InlineData("hcloud", "cluster.administrators.cidrs", "[\"10.0.7.0/24\"]",
        "cluster.administrators.cidrs[0] '10.0.7.0/24' must not overlap the private network 10.0.0.0/16; name the addresses that "
        + "administrators come from")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[]",
        "cluster.administrators.sshPublicKeys needs at least one public key, as new servers take no passwords; add the line of a .pub "
        + "file")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[\"ssh-ed25519 "
        + "AAAAC3NzaC1lZDI1NTE5AAAAIDCYNyH0dxO5fvSLC6ykz8cUT5x39/ORhzv+4URoS9j2 me\", \"ssh-ed25519 "
        + "AAAAC3NzaC1lZDI1NTE5AAAAIDCYNyH0dxO5fvSLC6ykz8cUT5x39/ORhzv+4URoS9j2 you\"]",
        "cluster.administrators.sshPublicKeys[1] 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDCYNyH0dxO5fvSLC6ykz8cUT5x39/ORhzv+4URoS9j…' "
        + "is given twice; remove one of the two")]
    [InlineData("hcloud", "cluster.certificates.email", null,
        "cluster.certificates.email is missing, and Let's Encrypt's accounts need it; add the address of whoever answers for certificates")]
    public void Wrong_administrators_or_certificates_are_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
