using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Clusters;

namespace Infra.Verifying;

/// <summary>A stack's outputs, as <c>pulumi stack output --json --show-secrets</c> prints them.</summary>
/// <param name="Kubeconfig">The administrator's kubeconfig, a secret.</param>
/// <param name="Servers">The servers' public addresses, by their nodes' names.</param>
/// <param name="Addresses">The tenants' public addresses, by their names.</param>
internal sealed record StackOutputs(
    string Kubeconfig, ImmutableDictionary<string, string> Servers, ImmutableDictionary<string, string> Addresses)
{
    /// <summary>Reads them.</summary>
    /// <param name="json">What Pulumi printed, of which no message shows anything.</param>
    /// <param name="stack">The stack's name.</param>
    /// <exception cref="ClusterException">The stack was never brought up, or this is something else.</exception>
    public static StackOutputs Parse(string json, string stack)
    {
        var outputs = Read(json, stack);
        return outputs.Word("Kubeconfig") is { Length: > 0 } kubeconfig
            ? new StackOutputs(kubeconfig, Texts(outputs["Servers"]), Texts(outputs["Addresses"]))
            : throw new ClusterException(
                $"Stack '{stack}' has no output Kubeconfig: it was never brought up; run './build.sh up {stack}'.");
    }

    private static JsonObject Read(string json, string stack)
    {
        try
        {
            if (JsonNode.Parse(json) is JsonObject outputs) return outputs;
        }
        catch (JsonException)
        {
            // Told below: the text may hold secrets.
        }

        throw new ClusterException($"The outputs of stack '{stack}' can't be read: Pulumi printed something else than JSON.");
    }

    private static ImmutableDictionary<string, string> Texts(JsonNode? map) => (map as JsonObject ?? [])
        .Where(entry => entry.Value is JsonValue)
        .ToImmutableDictionary(entry => entry.Key, entry => entry.Value!.ToString(), StringComparer.Ordinal);
}
