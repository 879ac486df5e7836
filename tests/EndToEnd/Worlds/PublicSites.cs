using Infra.Tests.EndToEnd.Internet;
using Infra.Tests.EndToEnd.Internet.Acme;
using Infra.Tests.EndToEnd.Internet.Charts;
using Infra.Tests.EndToEnd.Internet.Registries;
using Infra.Tests.EndToEnd.Internet.Releases;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>The sites of the Internet that every deployment needs.</summary>
internal static class PublicSites
{
    /// <summary>Registries, charts, releases, and the ACME authority.</summary>
    public static ISite[] Of(World world)
    {
        var programs = world.Programs;
        return
        [
            new ImageRegistry(programs.Images, world.Authority),
            new ChartRepositories(programs.Charts),
            new GitHub(
                new K3sReleases(programs.K3s),
                new RawFiles(Path.Combine(programs.Charts, "schema")), new ReferencedSchemas(programs.Charts)),
            new AcmeAuthority(AcmeAuthority.LetsEncrypt, world.Authority, world.Dns.Find),
        ];
    }
}
