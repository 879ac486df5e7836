using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Stacks.Providers;

namespace Infra.Deploying;

/// <summary>What only the user can give, and hasn't given, before Pulumi can run for a stack.</summary>
public static class MissingInputs
{
    /// <summary>A sentence for each thing that is missing; none shows a secret.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="backend">Where its state is.</param>
    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="asksProvider">Whether the run asks the provider of machines. Default true.</param>
    public static ImmutableArray<string> Of(
        StackFile stack, StateBackend backend, Func<string, string?> environment, bool asksProvider = true) =>
    [
        .. new[] { asksProvider ? Token(stack, environment) : null, Backend(backend, environment), Passphrase(stack, backend, environment) }
            .OfType<string>(),
    ];

    private static string? Token(StackFile stack, Func<string, string?> environment)
    {
        if (ProviderOf(stack)?.Token is not { } token || stack.Configuration.ContainsKey(token.Key)) return null;
        var length = (environment(token.Variable) ?? "").Length;
        if (length == token.Length) return null;
        return length == 0
            ? $"{token.Variable} is missing: stack '{stack.Name}' creates servers on {token.Owner}; export a read-and-write API token."
            : $"{token.Variable} has {length} characters, and {token.Owner}'s API tokens have {token.Length}: copy it again, "
                + "without quotes, spaces and line breaks.";
    }

    // Also of a stack whose settings are wrong: it can still be destroyed.
    private static NodeProvider? ProviderOf(StackFile stack)
    {
        try
        {
            return JsonNode.Parse(stack.Configuration.GetValueOrDefault("infra:cluster", "null")) is JsonObject cluster
                && cluster["provider"] is JsonValue word
                    ? NodeProviders.All.FirstOrDefault(provider => provider.Word == word.ToString())
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Backend(StateBackend backend, Func<string, string?> environment) =>
        backend.IsLocal && environment("CI") is { Length: > 0 }
            ? "PULUMI_BACKEND_URL or PULUMI_ACCESS_TOKEN is missing: a pipeline would lose its state with the machine."
            : null;

    // An empty passphrase counts as missing: pipelines set it so where the secret doesn't exist, and it protects nothing.
    private static string? Passphrase(StackFile stack, StateBackend backend, Func<string, string?> environment) =>
        backend.EncryptsSecrets || stack.SecretsProvider is not null
        || environment("PULUMI_CONFIG_PASSPHRASE") is { Length: > 0 } || environment("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 }
            ? null
            : $"PULUMI_CONFIG_PASSPHRASE is missing: it encrypts the secrets in the state at {backend.Url}; "
                + "export it, or name a file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE.";
}
