using System.Text.Json.Nodes;
using Infra.Planning;

namespace Infra.Tests.Lifetimes.Clusters;

/// <summary>What an object is known by.</summary>
/// <param name="Group">API group; empty: the core's.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">The namespace that it lies in; null: none.</param>
/// <param name="Name">Its name.</param>
internal sealed record ObjectKey(string Group, string Kind, string? Namespace, string Name)
{
    /// <summary>The kind as requests call it: <c>networkpolicies</c>.</summary>
    public string Resource { get; } = Plural(Kind);

    /// <summary>The key of an object that is written down in full.</summary>
    public static ObjectKey Of(JsonObject body) => new(
        GroupOf(body["apiVersion"]!.GetValue<string>()),
        body["kind"]!.GetValue<string>(),
        body.At("metadata", "namespace")?.GetValue<string>(),
        body.At("metadata", "name")?.GetValue<string>() ?? "");

    /// <summary>A namespace's.</summary>
    public static ObjectKey OfNamespace(string name) => new("", "Namespace", null, name);

    /// <summary>A node's.</summary>
    public static ObjectKey OfNode(string name) => new("", "Node", null, name);

    /// <summary>The group in an API version.</summary>
    public static string GroupOf(string apiVersion) => apiVersion.Contains('/') ? apiVersion.Split('/')[0] : "";

    /// <summary>As the API server names it in messages: <c>networkpolicies.networking.k8s.io "allow"</c>.</summary>
    public override string ToString() =>
        $"{Resource}{(Group.Length > 0 ? $".{Group}" : "")} \"{Name}\"{(Namespace is null ? "" : $" in {Namespace}")}";

    private static string Plural(string kind)
    {
        var word = kind.ToLowerInvariant();
        return word.EndsWith("ss", StringComparison.Ordinal) ? $"{word}es"
            : word.EndsWith('s') ? word
            : word.EndsWith('y') ? $"{word[..^1]}ies"
            : $"{word}s";
    }
}
