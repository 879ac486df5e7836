using Xunit;

namespace Infra.Tests.Settings.Grammars;

public class TextTests
{
    [Theory]
    [InlineData("hcloud", "cluster.provider", "\"hetzner\"",
        "cluster.provider 'hetzner' must be hcloud or ssh; use one of these")]
    [InlineData("hcloud", "cluster.provider", "\"hcluod\"",
        "cluster.provider 'hcluod' must be hcloud or ssh; did you mean 'hcloud'?")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[\"ssh-ed25519 AAAA\"]",
        "cluster.administrators.sshPublicKeys[0] 'ssh-ed25519 AAAA' must be an OpenSSH public key (type, base64, comment); copy the "
        + "one line of a .pub file, such as ~/.ssh/id_ed25519.pub")]
    [InlineData("hcloud", "cluster.administrators.sshPublicKeys", "[\"-----BEGIN OPENSSH PRIVATE "
        + "KEY-----\\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\"]",
        "cluster.administrators.sshPublicKeys[0] is a private key, which must never stand in a stack file; put the .pub file's line "
        + "there, and make a new key pair if this file was shared")]
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
    [InlineData("hcloud", "cluster.network", "\"privat\"",
        "cluster.network 'privat' must be private or public; did you mean 'private'?")]
    [InlineData("hcloud", "cluster.location", "\"Nuremberg, DE\"",
        "cluster.location 'Nuremberg, DE' must be the name of a Hetzner Cloud location; use one such as fsn1, nbg1, hel1, ash, hil or sin")]
    [InlineData("hcloud", "cluster.image", "\"Debian 13\"",
        "cluster.image 'Debian 13' must be the name or the number of a Hetzner Cloud image; use one such as debian-13 or ubuntu-24.04")]
    [InlineData("hcloud", "cluster.controlPlane.serverType", "\"CPX 22\"",
        "cluster.controlPlane.serverType 'CPX 22' must be the name of a Hetzner Cloud server type; use one such as cpx22 or cax11 "
        + "('hcloud server-type list')")]
    [InlineData("hcloud", "tenants[1].rebuild", "\"\"",
        "tenants[1].rebuild '' must be a text of 1 to 100 characters; write why or when, such as '2026-11-22'")]
    [InlineData("ssh", "tenants[1].host.reinstalled", "\"\"",
        "tenants[1].host.reinstalled '' must be a text of 1 to 100 characters; write why or when, such as '2026-11-22'")]
    [InlineData("ssh", "tenants[1].host.user", "\"Root User\"",
        "tenants[1].host.user 'Root User' must be the name of a Linux user; use root, or a user with password-less sudo")]
    [InlineData("hcloud", "cluster.network", "\"vlan\"", "cluster.network 'vlan' must be private or public; use one of these")]
    [InlineData("hcloud", "cluster.network", "\"pubic\"", "cluster.network 'pubic' must be private or public; did you mean 'public'?")]
    public void A_wrong_text_is_refused(string provider, string path, string? json, params string[] problems) =>
        Assert.Equal(problems, SettingsText.Base(provider).With(path, json).Problems());
}
