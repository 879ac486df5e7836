using System.Globalization;
using System.Text;
using Infra.Components.Machines;
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
            : new Complaint(
                "must be an OpenSSH public key (type, base64, comment)",
                "copy the one line of a .pub file, such as ~/.ssh/id_ed25519.pub");
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

    public static IEnumerable<Finding> KeysFitIntoUserData(SettingsDraft draft)
    {
        var bytes = draft.Cluster.SshPublicKeys.Sum(setting => setting.Is(out var key) ? Encoding.UTF8.GetByteCount(key) : 0);
        if (bytes > CloudInit.MaximumKeyBytes)
        {
            yield return new Finding(
                draft.Cluster.SshPublicKeyCount.Place,
                string.Create(CultureInfo.InvariantCulture, $"has {bytes:N0} bytes of keys, and at most {CloudInit.MaximumKeyBytes:N0} fit"),
                "take fewer keys, or ed25519 ones, which are short");
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
