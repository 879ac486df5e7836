namespace Infra.Components.K3s;

/// <summary>
/// Tokens that nodes join with, in the form that K3s itself writes: with the hash of the cluster's CA. A node that is given it refuses a
/// server with another CA; a bare token takes whatever CA it is shown (https://docs.k3s.io/cli/token).
/// </summary>
internal static class K3sToken
{
    /// <summary>An agent's.</summary>
    /// <param name="token">The agents' bare token.</param>
    /// <param name="authority">SHA-256 of the cluster's CA, as K3s computes it.</param>
    public static string OfAgent(string token, string authority) => Pinned("node", token, authority);

    /// <summary>That of a server that joins another one.</summary>
    /// <param name="token">The servers' bare token.</param>
    /// <param name="authority">SHA-256 of the cluster's CA, as K3s computes it.</param>
    public static string OfServer(string token, string authority) => Pinned("server", token, authority);

    private static string Pinned(string user, string token, string authority) => $"K10{authority}::{user}:{token}";
}
