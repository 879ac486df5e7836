using Infra.Planning;

namespace Infra.Comparing.Dangers.Access;

/// <summary>A user or a group with a tenant's access.</summary>
/// <param name="Kind"><c>User</c> or <c>Group</c>.</param>
/// <param name="Name">The name as the identity provider spells it.</param>
/// <param name="Tenant">The tenant.</param>
internal sealed record Person(string Kind, string Name, string Tenant)
{
    public const string User = "User";
    public const string Group = "Group";

    private const string Binding = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";

    /// <summary>All of a plan.</summary>
    public static IEnumerable<Person> In(Plan plan)
    {
        var prefix = SignIn.In(plan)?.Prefix ?? "";
        var owners = Owner.Of(plan);
        return plan.OfType(Binding)
            .SelectMany(binding => (binding.At("subjects")?.AsArray() ?? [])
                .Select(subject => (Kind: subject.At("kind")?.GetValue<string>(), Name: subject.At("name")?.GetValue<string>()))
                .Where(subject => subject is { Kind: User or Group, Name: not null } && owners[binding.Urn].Tenant is not null)
                .Select(subject => new Person(subject.Kind!, Bare(subject.Name!, prefix), owners[binding.Urn].Tenant!)))
            .Distinct();
    }

    /// <summary>As it is told: <c>anna@example.com (acme)</c>.</summary>
    public override string ToString() => $"{(Kind == Group ? "group " : "")}{Name} ({Tenant})";

    private static string Bare(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
