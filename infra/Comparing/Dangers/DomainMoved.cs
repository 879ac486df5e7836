using Infra.Components.Grammars;

namespace Infra.Comparing.Dangers;

/// <summary>Domains that another tenant serves from now on.</summary>
internal static class DomainMoved
{
    public static DangerRule Rule { get; } = new(
        ChangeDanger.DomainMoved,
        "A domain is another tenant's: its DNS record must lead to that tenant's address, where its certificate is issued anew.",
        comparison =>
            from domain in LostDomain.In(comparison)
            where domain.By is not null
            select new Found(domain.Namespace, $"is {domain.By!.Name}'s instead of {domain.Of.Name}'s: its DNS record must lead to "
                + $"{domain.By.Name}'s address, where its certificate is issued anew; what {domain.Of.Name} serves there is refused")
            {
                Subject = domain.Name,
                Affected = [domain.Name],
            },
        Affects.Dns);
}
