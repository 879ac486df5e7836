using System.Text.RegularExpressions;

namespace Infra.Components.K3s;

/// <summary>
/// Tokens that nodes join with, in the form that K3s itself writes: with the hash of the cluster's CA. A node that is given it refuses a
/// server with another CA; a bare token takes whatever CA it is shown (https://docs.k3s.io/cli/token).
/// </summary>
public static partial class K3sToken
{
    /// <summary>An agent's.</summary>
    /// <param name="token">The agents' bare token.</param>
    /// <param name="authority">SHA-256 of the cluster's CA, as <c>authority.sh</c> prints it.</param>
    /// <exception cref="FormatException"><paramref name="authority"/> is no SHA-256.</exception>
    public static string OfAgent(string token, string authority) => Pinned("node", token, authority);

    /// <summary>That of a server that joins another one.</summary>
    /// <param name="token">The servers' bare token.</param>
    /// <param name="authority">SHA-256 of the cluster's CA, as <c>authority.sh</c> prints it.</param>
    /// <exception cref="FormatException"><paramref name="authority"/> is no SHA-256.</exception>
    public static string OfServer(string token, string authority) => Pinned("server", token, authority);

    private static string Pinned(string user, string token, string authority) => Hash().IsMatch(authority)
        ? $"K10{authority.TrimEnd()}::{user}:{token}"
        : throw new FormatException(
            "The entry server named no hash of the cluster's CA: look at /var/lib/rancher/k3s/server/token there.");

    [GeneratedRegex(@"\A[0-9a-f]{64}\s*\z")]
    private static partial Regex Hash();
}
