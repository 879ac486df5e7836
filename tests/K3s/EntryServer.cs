namespace Infra.Tests.K3s;

/// <summary>What an entry server prints when the program's commands ask it, for tests that imitate the commands.</summary>
internal static class EntryServer
{
    /// <summary>The hash of the cluster's CA.</summary>
    public const string Authority = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";

    private const string Kubeconfig = """
        clusters: [{ name: default, cluster: { server: "https://127.0.0.1:6443", certificate-authority-data: QQ== } }]
        users: [{ name: default, user: { client-certificate-data: QQ==, client-key-data: c2VjcmV0 } }]
        """;

    /// <summary>Standard output of a command, by its resource's name; that of most is empty.</summary>
    public static string Prints(string command) => command[(command.LastIndexOf('-') + 1)..] switch
    {
        "authority" => Authority + "\n",
        "kubeconfig" => Kubeconfig,
        _ => "",
    };
}
