using Infra.Components.K3s;

namespace Infra.Timing;

/// <summary>What takes its time in changes alone, in seconds.</summary>
public static class ChangeTimes
{
    /// <summary>A server that gets another type: off, changed, on, and K3s ready. Estimated of Hetzner's minute or two.</summary>
    public const decimal Resize = 90;

    /// <summary>A node that comes back at another address: K3s starts, and neighbours learn where it is. Estimated.</summary>
    public const decimal Readdressing = 60;

    /// <summary>Routers, or neighbours, that learn another way to an address. Estimated.</summary>
    public const decimal Routes = 20;

    /// <summary>The most that the pods of a node get to leave it.</summary>
    public const decimal Drain = K3sInstallation.DrainLimit;

    /// <summary>
    /// What Pulumi takes for a resource beside its own step: a round trip to the program, and the state that is written after it. Measured:
    /// 0.05 to 0.1 s, one resource after the other.
    /// </summary>
    public const decimal Engine = 0.075m;
}
