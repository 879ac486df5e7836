using System.Collections.Frozen;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>
/// What is known of Hetzner Cloud's server types, for the plan's arithmetic only: the provider has the last word on which types exist and
/// where they can be had. Source: https://docs.hetzner.com/cloud/servers/overview, read on 2026-11-22.
/// </summary>
public static class ServerTypes
{
    private static readonly (int Gigabytes, string[] Types)[] ByMemory =
    [
        (2, ["cpx11", "cpx12"]),
        (4, ["cax11", "cpx21", "cpx22", "cx22", "cx23"]),
        (8, ["cax21", "ccx13", "cpx31", "cpx32", "cx32", "cx33"]),
        (16, ["cax31", "ccx23", "cpx41", "cpx42", "cx42", "cx43"]),
        (24, ["cpx52"]),
        (32, ["cax41", "ccx33", "cpx51", "cpx62", "cx52", "cx53"]),
        (64, ["ccx43"]),
        (128, ["ccx53"]),
        (192, ["ccx63"]),
    ];

    /// <summary>Of 2 GB, Linux sees some 1910 MiB, 955 of each 1024; of larger machines a little more.</summary>
    private const int VisibleMiOfGigabyte = 955;

    private static readonly FrozenDictionary<string, int> MemoryOf = ByMemory
        .SelectMany(row => row.Types.Select(type => KeyValuePair.Create(type, row.Gigabytes * VisibleMiOfGigabyte)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Memory that Linux sees, in MiB; null for a type that isn't known here.</summary>
    public static int? MemoryMi(string serverType) => MemoryOf.TryGetValue(serverType, out var memory) ? memory : null;
}
