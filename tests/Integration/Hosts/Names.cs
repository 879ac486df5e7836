using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>The names by which all that the tests make on a machine is found again, also after an interrupted run.</summary>
internal static class Names
{
    public const string Prefix = "infra-it-";

    /// <summary>The namespace in which all hosts' networks meet.</summary>
    public const string Hub = Prefix + "hub";

    public static string Namespace(int host) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{host}");

    /// <summary>Where hosts keep what they write. Below the temporary folder: a lost run is lost at the next boot.</summary>
    public static string WorkFolder { get; } = Path.Combine(Path.GetTempPath(), Prefix + "hosts");
}
