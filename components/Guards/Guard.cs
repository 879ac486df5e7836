using System.Collections.Immutable;

namespace Infra.Components.Guards;

/// <summary>
/// One admission policy of the cluster and its binding: what it looks at, and with what. Expressions are in CEL
/// (https://kubernetes.io/docs/reference/using-api/cel); the API server evaluates them itself, so that nothing has to run for them.
/// </summary>
/// <param name="Name">Name of the policy and of its binding.</param>
/// <param name="Requests">The requests that it looks at.</param>
public abstract record Guard(string Name, ImmutableArray<GuardedRequests> Requests)
{
    /// <summary>Whether it looks at tenants' namespaces alone, and at nothing that lies in none. Default true.</summary>
    public bool TenantsOnly { get; init; } = true;

    /// <summary>The list outside of tenants' namespaces that says what is allowed. Default none.</summary>
    public GuardParameter? Parameter { get; init; }

    /// <summary>Whether it admits everything where that object is missing. Default false: it refuses everything.</summary>
    public bool PassesWithoutParameter { get; init; }

    /// <summary>What must be true of a request for the guard to look at it. Default nothing.</summary>
    public ImmutableArray<NamedExpression> Conditions { get; init; } = [];

    /// <summary>
    /// What of an object it looks at (<see cref="LookedAt"/>): an update that changes none of it passes. Default all but finalizers.
    /// </summary>
    public ImmutableArray<string> LooksAt { get; init; } = LookedAt.All;

    /// <summary>Values that the guard's other expressions use. Default none.</summary>
    public ImmutableArray<NamedExpression> Variables { get; init; } = [];

    /// <summary>All conditions: where there are updates, that one changes what is looked at.</summary>
    public ImmutableArray<NamedExpression> AllConditions =>
        Requests.Any(requests => requests.Operations.Contains("UPDATE")) ? [.. Conditions, LookedAt.Change(LooksAt)] : Conditions;
}

/// <summary>A guard that refuses what breaks one of its rules, or warns of it.</summary>
/// <inheritdoc cref="Guard"/>
public sealed record ValidatingGuard(string Name, ImmutableArray<GuardedRequests> Requests) : Guard(Name, Requests)
{
    /// <summary>Whether it only warns, and lets pass what it can't decide. Default false: it refuses both.</summary>
    public bool Warns { get; init; }

    /// <summary>
    /// Annotations of the tenant's namespace (<see cref="TenantAnnotations"/>) without which it refuses everything: those that are always
    /// there, so that a missing one isn't taken for leave to do anything. Default none.
    /// </summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>The rules.</summary>
    public required ImmutableArray<GuardRule> Rules { get; init; }

    /// <summary>All rules: first that what it needs is there. Of several that are broken, people read the first.</summary>
    public ImmutableArray<GuardRule> AllRules => Needs.IsEmpty ? Rules : [NothingMissing, .. Rules];

    private GuardRule NothingMissing
    {
        get
        {
            var keys = string.Join(", ", Needs.Select(key => $"\"{key}\""));
            return new GuardRule(
                $"[{keys}].all(key, key in namespaceObject.metadata.?annotations.orValue({{}}))",
                $"""
                namespace `request.namespace` doesn't say what its tenant may: an administrator runs 'up', which writes
                `[{keys}].filter(key, !(key in namespaceObject.metadata.?annotations.orValue({"{}"}))).join(", ")` into its annotations
                """);
        }
    }
}

/// <summary>A guard that changes what is written.</summary>
/// <inheritdoc cref="Guard"/>
public sealed record MutatingGuard(string Name, ImmutableArray<GuardedRequests> Requests) : Guard(Name, Requests)
{
    /// <summary>A list of JSON patches.</summary>
    public required string Patches { get; init; }
}

/// <summary>Requests by what they write.</summary>
/// <param name="Group">API group; empty: the core's.</param>
/// <param name="Resources">Resources, with their subresources: <c>pods</c>, <c>pods/binding</c>.</param>
/// <param name="Operations"><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c>, <c>CONNECT</c>.</param>
public sealed record GuardedRequests(string Group, ImmutableArray<string> Resources, params ImmutableArray<string> Operations);

/// <summary>An expression with a name.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">The expression.</param>
public sealed record NamedExpression(string Name, string Expression);

/// <summary>A rule.</summary>
/// <param name="Expression">What must be true.</param>
/// <param name="Message">What people read when it isn't.</param>
public sealed record GuardRule(string Expression, GuardMessage Message)
{
    /// <summary>A rule with the text of its message.</summary>
    public GuardRule(string expression, string message)
        : this(expression, new GuardMessage(message))
    {
    }
}

/// <summary>
/// The ConfigMap that a guard's expressions know as <c>params</c>. <see cref="Guard.PassesWithoutParameter"/> says what holds without it.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
public sealed record GuardParameter(string Name, string Namespace);
