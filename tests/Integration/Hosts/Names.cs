using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>The names by which everything that the tests make on a machine is found again, also by the run after an interrupted one.</summary>
internal static class Names
{
    public const string Prefix = "infra-it-";

    /// <summary>The namespace in which all hosts' networks meet.</summary>
    public const string Hub = Prefix + "hub";

    public static string Namespace(int host) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{host}");

    /// <summary>Where hosts keep what they write. Below the system's temporary folder, so that a lost run is lost at the next boot.</summary>
    public static string WorkFolder { get; } = Path.Combine(Path.GetTempPath(), Prefix + "hosts");
}
