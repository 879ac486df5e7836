namespace Infra.Tests.Lifetimes.Expressions;

/// <summary>What an expression asks the authorizer.</summary>
/// <param name="Allows">Whether whoever asks may do something: verb, group, resource.</param>
internal sealed record AskedRight(Func<string, string, string, bool> Allows)
{
    /// <summary>The API group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The verb.</summary>
    public string Verb { get; init; } = "";

    /// <summary>The answer.</summary>
    public bool IsAllowed => Allows(Verb, Group, Resource);
}
