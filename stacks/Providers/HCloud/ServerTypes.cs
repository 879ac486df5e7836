using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>
/// What is known of Hetzner Cloud's server types, for what a plan can say in advance only: the provider has the last word on which types
/// exist and where they can be had. Memory: https://docs.hetzner.com/cloud/servers/overview, read on 2026-11-22. Disks: the same page and
/// what the API answers to <c>GET /v1/server_types</c>, as public projects quote both, read on 2026-11-30.
/// </summary>
public static class ServerTypes
{
    /// <summary>Of 2 GB, Linux sees some 1910 MiB, 955 of each 1024; of larger machines a little more.</summary>
    private const int VisibleMiOfGigabyte = 955;

    /// <summary>With Ampere's processors; all others are x86's.</summary>
    private const string ArmFamily = "cax";

    private static readonly ImmutableArray<(int MemoryGb, int DiskGb, string[] Types)> Sizes =
    [
        (2, 40, ["cpx11", "cpx12"]),
        (4, 40, ["cax11", "cx22", "cx23"]),
        (4, 80, ["cpx21", "cpx22"]),
        (8, 80, ["cax21", "ccx13", "cx32", "cx33"]),
        (8, 160, ["cpx31", "cpx32"]),
        (16, 160, ["cax31", "ccx23", "cx42", "cx43"]),
        (16, 240, ["cpx41"]),
        (16, 320, ["cpx42"]),
        (24, 480, ["cpx52"]),
        (32, 240, ["ccx33"]),
        (32, 320, ["cax41", "cx52", "cx53"]),
        (32, 360, ["cpx51"]),
        (32, 640, ["cpx62"]),
        (64, 360, ["ccx43"]),
        (128, 600, ["ccx53"]),
        (192, 960, ["ccx63"]),
    ];

    private static readonly FrozenDictionary<string, (int MemoryGb, int DiskGb)> SizeOf = Sizes
        .SelectMany(size => size.Types.Select(type => KeyValuePair.Create(type, (size.MemoryGb, size.DiskGb))))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Memory that Linux sees, in MiB; null for a type that isn't known here.</summary>
    public static int? MemoryMi(string serverType) =>
        SizeOf.TryGetValue(serverType, out var size) ? size.MemoryGb * VisibleMiOfGigabyte : null;

    /// <summary>The disk that a new server of the type has, in GB; null for a type that isn't known here.</summary>
    public static int? DiskGb(string serverType) => SizeOf.TryGetValue(serverType, out var size) ? size.DiskGb : null;

    /// <summary>The processor's architecture, as Kubernetes names it; null for a type that isn't known here.</summary>
    public static string? Architecture(string serverType) => !SizeOf.ContainsKey(serverType) ? null
        : serverType.StartsWith(ArmFamily, StringComparison.Ordinal) ? "arm64" : "amd64";

    /// <summary>
    /// Why a server can't get another type while it stays what it is: a disk never shrinks, and its system is for one architecture. Hetzner
    /// refuses such a change, with the server's power off already.
    /// </summary>
    /// <param name="before">The type that it has.</param>
    /// <param name="after">The type that it shall have.</param>
    /// <param name="diskGb">
    /// Its own disk, in GB; null: as large as the old type's. It is smaller where the server had a smaller type once, as disks are kept.
    /// </param>
    /// <returns>The reason, the rest of a sentence about the new type; null: nothing that is known here speaks against it.</returns>
    public static string? ChangeProblem(string before, string after, int? diskGb = null)
    {
        if (Architecture(before) is { } had && Architecture(after) is { } gets && had != gets)
            return $"is {gets}, and the server's system is {had}";
        return (diskGb ?? DiskGb(before)) is { } disk && DiskGb(after) is { } room && room < disk
            ? string.Create(CultureInfo.InvariantCulture, $"has a disk of {room} GB, and the server's has {disk}, which can't shrink")
            : null;
    }
}
