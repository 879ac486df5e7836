using System.Collections.Immutable;

namespace Infra.Comparing.Dangers.Access;

/// <summary>Tokens of an identity provider that aren't taken any more, or that name people otherwise.</summary>
internal static class Tokens
{
    public static IEnumerable<Found> In(PlanComparison comparison)
    {
        if (comparison.After.Servers.IsEmpty || SignIn.In(comparison.Before) is not { } before)
            yield break;
        var people = Person.In(comparison.Before).ToList();
        var after = SignIn.In(comparison.After);
        if (after is null || after.Issuer != before.Issuer)
        {
            yield return Found(before, people, after is null
                ? "are known by nobody: the cluster takes no tokens of theirs any more"
                : $"aren't known any more: the cluster takes tokens of {after.Issuer} instead");
            yield break;
        }

        if (before.Audiences.Except(after.Audiences).ToList() is { Count: > 0 } gone)
        {
            yield return Found(before, people, $"need tokens for {string.Join(" or ", after.Audiences)}: those for "
                + $"{string.Join(" and ", gone)} are refused");
        }

        if (before.User != after.User)
            yield return Found(before, people.Where(person => person.Kind == Person.User), Renamed("users", before.User, after.User));
        if (before.Group != after.Group)
            yield return Found(before, people.Where(person => person.Kind == Person.Group), Renamed("groups", before.Group, after.Group));
        if (before.Prefix != after.Prefix)
        {
            yield return Found(before, [], $"are known as {after.Prefix}… instead of {before.Prefix}…: bindings that this program doesn't "
                + "know, such as tenants' and administrators' own, name nobody any more") with
            {
                Affected = ["people whom only bindings beside the settings name"],
            };
        }
    }

    private static string Renamed(string whom, string? from, string? to) =>
        $"are known by the claim {to} instead of {from}: {whom} who are named by the other one have no access until settings and bindings "
        + "name them anew";

    private static Found Found(SignIn provider, IEnumerable<Person> people, string message)
    {
        ImmutableArray<string> named = [.. people.Select(person => $"{person}")];
        var all = $"people of {provider.Issuer}";
        return new Found(provider.Server, message) { Subject = $"P{all[1..]}", Affected = named.IsEmpty ? [all] : named };
    }
}
