using Infra.Planning;
using Infra.Stacks.Settings;
using Infra.Verifying.Traffic;

namespace Infra.Verifying;

/// <summary>What to verify. The kubeconfig is a file, or stands in the stack's outputs.</summary>
public sealed record VerifierTask
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The settings that the plan follows from.</summary>
    public required PlatformSettings Settings { get; init; }

    /// <summary>The kubeconfig's file, an administrator's. Default: the one in <see cref="Outputs"/>.</summary>
    public string? KubeconfigFile { get; init; }

    /// <summary>
    /// The stack's outputs, as <c>pulumi stack output --json --show-secrets</c> prints them. Default: none; real addresses are then what
    /// the
    /// cluster says.
    /// </summary>
    public string? Outputs { get; init; }

    /// <summary>The only tenant whose isolation is tried. Default: all.</summary>
    public string? Tenant { get; init; }

    /// <summary>How traffic is tried, too. Default: it isn't.</summary>
    public TrafficOptions? Traffic { get; init; }

    /// <summary>The time. Default: the machine's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
