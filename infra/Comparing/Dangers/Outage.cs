using Infra.Comparing.Dangers.Outages;
using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>Those who aren't served for a while, though nothing of theirs is replaced.</summary>
internal static class Outage
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.Outage,
        "Somebody isn't served for a while, though nothing is lost: a server is powered off, a controller starts anew, ways are learnt.",
        comparison => PoweredOff.In(comparison)
            .Concat(ControllerRestarted.In(comparison))
            .Concat(NodeReaddressed.In(comparison))
            .Concat(RoutesSwitched.In(comparison))
            .Concat(StateMoved.In(comparison)),
        Affects.Away);
}
