using System.Collections.Frozen;

namespace Infra.Components.HCloud;

/// <summary>
/// What is known of Hetzner Cloud's server types, for the plan's arithmetic only: the provider has the last word on which types exist and
/// where they can be had. Source: https://docs.hetzner.com/cloud/servers/overview, read on 2026-11-22.
/// </summary>
public static class ServerTypes
{
    private static readonly FrozenDictionary<string, int> MemoryGb = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["cpx11"] = 2, ["cpx12"] = 2, ["cpx21"] = 4, ["cpx22"] = 4, ["cpx31"] = 8, ["cpx32"] = 8, ["cpx41"] = 16, ["cpx42"] = 16,
        ["cpx51"] = 32, ["cpx52"] = 24, ["cpx62"] = 32,
        ["cx22"] = 4, ["cx23"] = 4, ["cx32"] = 8, ["cx33"] = 8, ["cx42"] = 16, ["cx43"] = 16, ["cx52"] = 32, ["cx53"] = 32,
        ["cax11"] = 4, ["cax21"] = 8, ["cax31"] = 16, ["cax41"] = 32,
        ["ccx13"] = 8, ["ccx23"] = 16, ["ccx33"] = 32, ["ccx43"] = 64, ["ccx53"] = 128, ["ccx63"] = 192,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Memory in MiB; null for a type that isn't known here.</summary>
    public static int? MemoryMi(string serverType) => MemoryGb.TryGetValue(serverType, out var gigabytes) ? gigabytes * 1024 : null;
}
