namespace Infra.Stacks.Providers.HCloud;

/// <summary>Limits of Hetzner Cloud (docs.hetzner.com, read on 2026-11-22), beside those of <see cref="PlacementGroups"/>.</summary>
internal static class Limits
{
    /// <summary>Servers that can be attached to one network.</summary>
    public const int ServersInNetwork = 100;

    /// <summary>Bytes of user data that a server can be given.</summary>
    public const int UserDataBytes = 32 * 1024;

    /// <summary>Rules times addresses, over all of a server's firewalls.</summary>
    public const int EffectiveRules = 500;

    /// <summary>Firewalls of one server.</summary>
    public const int Firewalls = 5;
}
