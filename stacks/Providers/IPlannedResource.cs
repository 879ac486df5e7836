using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Stacks.Providers;

/// <summary>A resource that a deployment would register, as far as a provider's checks judge it.</summary>
public interface IPlannedResource
{
    /// <summary>The name that Pulumi would give it.</summary>
    string Urn { get; }

    /// <summary>Its type token.</summary>
    string Type { get; }

    /// <summary>The inputs, as a provider would get them; secrets are <c>[secret]</c>.</summary>
    JsonObject Inputs { get; }

    /// <summary>URNs of the resources that come before it.</summary>
    ImmutableArray<string> DependsOn { get; }

    /// <summary>Inputs whose changes replace it, beside those that the provider replaces it for.</summary>
    ImmutableArray<string> ReplaceOnChanges { get; }
}
