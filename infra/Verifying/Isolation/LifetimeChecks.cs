using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Verifying.Isolation;

/// <summary>What a tenant could make last: pods that don't end, and with them its namespace and its node; tokens that outlive it.</summary>
internal static class LifetimeChecks
{
    /// <summary>A year, in seconds.</summary>
    private const int Year = 31_536_000;

    // It stands in every namespace.
    private const string Account = "default";

    private static readonly Refusal Ending = Refusal.Guard("infra-termination-periods", "to end");

    public static ImmutableArray<LiveCheck> All { get; } =
    [
        AttackCheck.OfTenants("pods-end-in-time", "No tenant's pod takes so long to end that it keeps its namespace or its node.", target =>
        [
            new("a pod that takes a year to end", target.Pod(pod => pod["spec"]!["terminationGracePeriodSeconds"] = Year), Ending),
            new("a Deployment of pods that take a year to end", Slow(target), Ending),
        ]),
        AttackCheck.OfTenants("tokens-end-in-time", "No tenant gets a token of an account of its own that holds for years.", target =>
        [
            new("a token for ten years", target.Write(WriteVerb.Create, "v1", "ServiceAccount", Account, new JsonObject
            {
                ["apiVersion"] = "authentication.k8s.io/v1",
                ["kind"] = "TokenRequest",
                ["spec"] = new JsonObject { ["expirationSeconds"] = 10 * Year },
            }) with
            { Subresource = "token" }, Refusal.Rights, Refusal.Guard("infra-account-tokens")),
        ]),
    ];

    private static DryRun Slow(Target target)
    {
        var deployment = target.Deployment([]);
        deployment.Body!["spec"]!["template"]!["spec"]!["terminationGracePeriodSeconds"] = Year;
        return deployment;
    }
}
