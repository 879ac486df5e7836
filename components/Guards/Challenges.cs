namespace Infra.Components.Guards;

/// <summary>What the way asks of a certificate by which an authority finds out whose its names are.</summary>
internal static class Challenges
{
    /// <summary>
    /// No wildcards where each name is asked (https://letsencrypt.org/docs/challenge-types): its order would fail, and nobody be told. Asks
    /// for a variable <c>wildcards</c>, the names that are to be signed.
    /// </summary>
    public static readonly GuardRule NoWildcard = new(
        $"""{TenantAnnotations.Value(TenantAnnotations.Challenges)} != "{TenantAnnotations.Http01}" || variables.wildcards.size() == 0""",
        $"""
        no authority signs `{GuardMessage.Short("""variables.wildcards.join(", ")""")}` here, as it asks at each name (HTTP-01), and a
        wildcard stands for all: write the names one by one, up to 100 in a certificate; a wildcard among the domains allows each
        """);
}
