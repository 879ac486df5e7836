namespace Infra.Stacks.Providers;

/// <summary>The token with which a provider's API is called.</summary>
/// <param name="Variable">The environment variable that holds it.</param>
/// <param name="Key">The key of Pulumi's configuration that may hold it instead.</param>
/// <param name="Length">Its number of characters.</param>
/// <param name="Owner">Whose it is, as a message says it: <c>Hetzner Cloud</c>.</param>
public sealed record ApiToken(string Variable, string Key, int Length, string Owner);
