namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>What is said of a server that keeps its type while another one is asked for.</summary>
public static class KeptServerType
{
    /// <summary>The notice, with the way to get the other type.</summary>
    /// <param name="server">Name of the server.</param>
    /// <param name="actual">The type that it has.</param>
    /// <param name="wanted">The type that is asked for.</param>
    /// <returns>Null if there is nothing to say.</returns>
    public static string? Notice(string server, string actual, string wanted) => actual == wanted
        ? null
        : $"{server} stays a {actual} although controlPlane.serverType is {wanted}: servers of a control plane are replaced one at a "
        + $"time. Name one in controlPlane.rebuild (why: {wanted}) and deploy, then the next; the entry server last, once "
        + "controlPlane.entry names another.";
}
