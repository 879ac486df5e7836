using System.Text.Json.Nodes;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>A write, as admission sees it.</summary>
/// <param name="By">Who writes.</param>
/// <param name="Operation"><c>CREATE</c>, <c>UPDATE</c>, <c>DELETE</c> or <c>CONNECT</c>.</param>
/// <param name="Key">Kind, namespace and name of what is written.</param>
/// <param name="Now">The object as it will be; null: it goes.</param>
/// <param name="Before">The object as it is; null: it isn't there yet.</param>
internal sealed record ApiWrite(Actor By, string Operation, ObjectKey Key, JsonObject? Now, JsonObject? Before)
{
    /// <summary>The part that is written; empty: all of it.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The API group of the resource that is written through.</summary>
    public string Group { get; init; } = Key.Group;

    /// <summary>That resource: a command in a pod goes to <c>pods</c>, and is of another kind.</summary>
    public string Plural { get; init; } = Key.Resource;

    /// <summary>Whether nothing comes of it.</summary>
    public bool DryRun { get; init; }

    /// <summary>The resource and its part, as rules name them: <c>pods/status</c>.</summary>
    public string Resource => Subresource.Length == 0 ? Plural : $"{Plural}/{Subresource}";

    /// <inheritdoc />
    public override string ToString() => $"{By}: {Operation} {Key}{(Subresource.Length > 0 ? $"/{Subresource}" : "")}";
}
