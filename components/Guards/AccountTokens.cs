namespace Infra.Components.Guards;

/// <summary>
/// Limits how long a token of a tenant's service account holds that is asked for: it can't be taken back but with the account, and outlives
/// whoever asked for it. Pods' own are renewed by the kubelet, and end with the pod.
/// </summary>
internal static class AccountTokens
{
    /// <summary>Hours at most: a day's work, or a pipeline's run. cert-manager asks for ten minutes, kubelets for an hour.</summary>
    private const int LongestHours = 24;

    public static readonly ValidatingGuard Guard = new("infra-account-tokens", [new("", ["serviceaccounts/token"], "CREATE")])
    {
        Conditions = [Actors.NoAdministrator, Actors.NoController, Actors.NoKubelet],
        Rules =
        [
            new($"object.spec.?expirationSeconds.orValue(0) <= {LongestHours * 3600}",
                $"""
                a token is good for {LongestHours} hours at most, as it can't be taken back: ask for a new one each time (kubectl create
                token `request.name` --duration={LongestHours}h)
                """),
        ],
    };
}
