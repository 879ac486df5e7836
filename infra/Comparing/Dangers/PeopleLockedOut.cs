using Infra.Comparing.Dangers.Access;
using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>People whose way in ends, though what they work with stays.</summary>
internal static class PeopleLockedOut
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.PeopleLockedOut,
        "People can't log in any more: their tokens, names, keys or addresses aren't taken from now on.",
        comparison => Tokens.In(comparison)
            .Concat(Members.In(comparison))
            .Concat(Kubeconfigs.In(comparison))
            .Concat(Keys.In(comparison))
            .Concat(Ranges.In(comparison)),
        Affects.LockedOut);
}
