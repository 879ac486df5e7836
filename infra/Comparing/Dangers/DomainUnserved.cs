using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>Domains that nobody serves from now on.</summary>
internal static class DomainUnserved
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.DomainUnserved,
        "A domain is no tenant's any more: nobody serves it, and its certificate isn't renewed.",
        comparison =>
            from domain in LostDomain.In(comparison)
            where domain.By is null
            select new Found(domain.Namespace, $"was {domain.Of.Name}'s and is no tenant's any more: nobody serves it")
            {
                Subject = domain.Name,
                Affected = [domain.Name],
            },
        Affects.Unserved);
}
