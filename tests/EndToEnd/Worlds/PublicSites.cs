using Infra.Tests.EndToEnd.Internet;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>The sites of the Internet that every deployment needs.</summary>
internal static class PublicSites
{
    /// <summary>Registries, charts, releases, and the ACME authority.</summary>
    public static ISite[] Of(World world) => [];
}
