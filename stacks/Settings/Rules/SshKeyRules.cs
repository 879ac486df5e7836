using System.Globalization;
using System.Text;
using Infra.Components.Machines;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>The keys that nodes are given.</summary>
internal static class SshKeyRules
{
    [Asks<AdministratorSettings>(nameof(AdministratorSettings.SshPublicKeys), "some 150 at most")]
    public static IEnumerable<Finding> KeysFitIntoACommand(SettingsAsRead settings)
    {
        var bytes = settings.Cluster.Administrators.SshPublicKeys.Sum(Encoding.UTF8.GetByteCount);
        if (bytes > OsPreparation.MaximumKeyBytes)
        {
            yield return new Finding(
                All(settings),
                string.Create(
                    CultureInfo.InvariantCulture, $"has {bytes:N0} bytes of keys, and at most {OsPreparation.MaximumKeyBytes:N0} fit"),
                "take fewer keys, or ed25519 ones, which are short");
        }
    }

    private static Place All(SettingsAsRead settings) =>
        settings.Places.Of(settings.Cluster.Administrators, nameof(AdministratorSettings.SshPublicKeys));
}
