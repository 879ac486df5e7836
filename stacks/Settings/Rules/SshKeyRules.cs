using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>OpenSSH's public keys.</summary>
internal static class SshKeyRules
{
    public static Complaint? PublicKey(string text)
    {
        if (Findings.HoldsPrivateKey(text))
        {
            return new Complaint(
                "is a private key, which must never stand in a stack file",
                "put the .pub file's line there, and make a new key pair if this file was shared");
        }

        return SshKey.IsWellFormed(text)
            ? null
            : new Complaint("must be an OpenSSH public key (type, base64, comment)", "copy the one line of a .pub file, such as ~/.ssh/id_ed25519.pub");
    }

    public static IEnumerable<Finding> HcloudNeedsKey(SettingsDraft draft)
    {
        var cluster = draft.Cluster;
        if (cluster.IsHcloud && cluster.SshPublicKeyCount.IsKnown && cluster.SshPublicKeyCount.Or(0) == 0)
        {
            yield return new Finding(
                cluster.SshPublicKeyCount.Place, "needs at least one public key, as new servers take no passwords",
                "add the line of a .pub file");
        }
    }

    public static IEnumerable<Finding> KeysAreUnique(SettingsDraft draft)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var setting in draft.Cluster.SshPublicKeys)
        {
            if (setting.Is(out var key) && !seen.Add(SshKey.WithoutComment(key)))
                yield return new Finding(setting.Place, "is given twice", "remove one of the two");
        }
    }
}
