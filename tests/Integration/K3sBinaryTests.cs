using Infra.Components.K3s;
using Infra.Tests.Entry;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

/// <summary>
/// What K3s's own binary can say of the program's files: which flags it has, and its version. K3s skips a key that it doesn't know with a
/// warning in its log, so a misspelt one would be lost silently. The comparison itself is shown with an imitated binary.
/// </summary>
public sealed class K3sBinaryTests : IDisposable
{
    // As K3s prints them: short names, repeatable values, texts that mention other flags, flags without a text.
    private const string Common = """
           --config FILE, -c FILE                        (config) Load configuration from FILE (default: "/etc/rancher/k3s/config.yaml")
           --token value, -t value                       (cluster) Shared secret used to join a server or agent to a cluster
           --server value, -s value                      (cluster) Server to connect to, used to join a cluster
           --node-name value                             (agent/node) Node name
           --node-taint value [ --node-taint value ]     (agent/node) Registering kubelet with set of taints
           --node-ip value, -i value                     (agent/networking) IPv4/IPv6 addresses to advertise for node
           --node-external-ip value                      (agent/networking) IPv4/IPv6 external IP addresses to advertise for node
           --flannel-iface value                         (agent/networking) Override default flannel interface
           --kubelet-arg value [ --kubelet-arg value ]   (agent/flags) Customized flag for kubelet process
           --protect-kernel-defaults                     (agent/node) Kernel tuning behavior, see --not-a-flag
        """;

    private const string ServerOnly = """
           --advertise-address value                     (listener) IPv4/IPv6 address that apiserver uses to advertise
           --tls-san value [ --tls-san value ]           (listener) Add additional hostnames or addresses to the server TLS cert
           --agent-token value                           (cluster) Shared secret used to join agents to the cluster, but not servers
           --cluster-init                                (cluster) Initialize a new cluster using embedded Etcd
           --cluster-cidr value                          (networking) IPv4/IPv6 network CIDRs to use for pod IPs
           --service-cidr value                          (networking) IPv4/IPv6 network CIDRs to use for service IPs
           --flannel-backend value                       (networking) Backend
           --flannel-ipv6-masq                           (networking) Enable IPv6 masquerading for pod
           --write-kubeconfig-mode value                 (client) Write kubeconfig with this mode
           --disable value [ --disable value ]           (components) Do not deploy packaged components
           --disable-helm-controller                     (components) Disable Helm controller
           --secrets-encryption                          Enable secret encryption at rest
           --etcd-expose-metrics                         (db) Expose etcd metrics to client interface
           --supervisor-metrics                          (experimental/components) Enable serving internal metrics
           --kube-apiserver-arg value                    (flags) Customized flag for kube-apiserver process
           --kube-controller-manager-arg value           (flags) Customized flag for kube-controller-manager process
        """;

    private static readonly NodeNetwork Private = new("10.0.0.0/16", DualStack: false);
    private static readonly NodeNetwork Public = new(null, DualStack: false);

    private readonly string _folder = Directory.CreateTempSubdirectory("infra-k3s-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [K3sBinaryFact]
    public void Every_key_of_every_configuration_is_a_flag_of_the_binary() => AssertAllKeysAreKnown(K3sBinary.Given);

    [K3sBinaryFact]
    public void The_binarys_version_is_read_and_decides_what_may_follow() => AssertVersionIsUnderstood(K3sBinary.Given);

    [UnixFact]
    public void A_binary_that_has_all_flags_leaves_no_key_unknown() => AssertAllKeysAreKnown(Imitate(Common, ServerOnly));

    [UnixFact]
    public void A_key_that_is_no_flag_of_the_binary_in_that_role_is_named()
    {
        var binary = Imitate(Common, ServerOnly);

        Assert.Equal(
            ["not-a-flag", "node-taints"], binary.UnknownKeys("agent", "token: T\nnode-taints: [a]\nnot-a-flag: true\n").Reverse());
        Assert.Equal(["tls-san"], binary.UnknownKeys("agent", "tls-san: [a]\n"));
        Assert.Empty(binary.UnknownKeys("server", "tls-san: [a]\n"));
    }

    [UnixFact]
    public void A_flag_that_a_release_dropped_shows_in_each_configuration_that_uses_it()
    {
        var binary = Imitate(Common, ServerOnly.Replace("--secrets-encryption ", "--secrets-cipher     ", StringComparison.Ordinal));

        var unknown = Unknown(binary);

        Assert.Contains("first server, private: secrets-encryption", unknown);
        Assert.All(unknown, line => Assert.Matches("server, .*: secrets-encryption$", line));
    }

    [UnixFact]
    public void A_binary_whose_help_names_no_flag_is_no_proof()
    {
        var problem = Assert.Throws<InvalidOperationException>(() => Imitate("no help here", "").UnknownKeys("server", "token: T\n"));
        Assert.Contains("names no flag", problem.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public void The_version_is_read_from_the_first_of_two_lines_and_decides_what_may_follow() =>
        AssertVersionIsUnderstood(Imitate(Common, ""));

    private static void AssertAllKeysAreKnown(K3sBinary binary)
    {
        var unknown = Unknown(binary);
        Assert.True(unknown.Length == 0, $"{binary.Version.Split('\n')[0]} would skip these keys:\n{string.Join('\n', unknown)}");
    }

    private static void AssertVersionIsUnderstood(K3sBinary binary)
    {
        var text = VersionComparison.Installed(binary);
        Assert.True(K3sVersion.TryParse(text, out var installed), $"'{text}' was read from: {binary.Version}");
        Assert.StartsWith($"k3s version {installed} ", binary.Version, StringComparison.Ordinal);

        K3sVersion[] targets =
        [
            installed,
            installed with { Release = installed.Release + 1 },
            installed with { Patch = installed.Patch + 9 },
            installed with { Minor = installed.Minor + 1, Patch = 0, Release = 1 },
            installed with { Minor = installed.Minor + 2, Patch = 0, Release = 1 },
            installed with { Minor = installed.Minor - 1, Patch = installed.Patch + 9 },
            installed with { Major = installed.Major + 1, Minor = 0 },
        ];
        // The first four are the same or the next minor's; the others skip one or go down.
        for (var index = 0; index < targets.Length; index++)
        {
            var refused = VersionComparison.Refusal(text, targets[index].ToString()) is not null;
            Assert.True(refused == index >= 4, $"{installed} to {targets[index]}: refused {refused}");
        }
    }

    private static string[] Unknown(K3sBinary binary) =>
    [
        .. Configurations().SelectMany(configuration => binary.UnknownKeys(configuration.Role, configuration.Text)
            .Select(key => $"{configuration.Name}: {key}")),
    ];

    private static IEnumerable<(string Name, string Role, string Text)> Configurations()
    {
        foreach (var network in new[] { Private, Public, Private with { DualStack = true }, Public with { DualStack = true } })
        {
            var kind = $"{(network.Private ? "private" : "public")}{(network.DualStack ? ", dual-stack" : "")}";
            var single = Server(network, etcd: false);
            var first = Server(network, etcd: true);
            yield return ($"single server, {kind}", "server", single.Render("T", "A"));
            yield return ($"first server, {kind}", "server", first.Render("T", "A"));
            yield return ($"joining server, {kind}", "server", (first with { Join = "https://10.0.0.11:6443" }).Render("T", "A"));
            yield return ($"agent, {kind}", "agent", Agent(network).Render("A"));
        }

        // What the nodes write themselves before each start, into config.yaml.d.
        foreach (var role in new[] { "server", "agent" })
            yield return ($"interface of a {role}", role, "flannel-iface: enp7s0\n");
    }

    private static ServerConfiguration Server(NodeNetwork network, bool etcd) => new()
    {
        NodeName = "server",
        NodeAddress = "10.0.0.11",
        PublicAddress = "203.0.113.11",
        Ipv6Address = "2001:db8::11",
        CertificateNames = ["203.0.113.11"],
        EmbeddedEtcd = etcd,
        Network = network,
    };

    private static AgentConfiguration Agent(NodeNetwork network) => new()
    {
        NodeName = "agent",
        NodeAddress = "10.0.0.21",
        PublicAddress = "203.0.113.21",
        Ipv6Address = "2001:db8::21",
        Join = "https://10.0.0.11:6443",
        Tenant = "acme",
        Network = network,
    };

    // Prints help and version in the form that K3s prints them in.
    private K3sBinary Imitate(string common, string serverOnly)
    {
        var path = Path.Combine(_folder, "k3s");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            if [ "$1" = --version ]; then
              printf 'k3s version %s (0123abcd)\ngo version go1.25.4\n' '{{K3sVersion.Default}}'
              exit
            fi
            printf 'NAME:\n   k3s %s - Run a node\n\nUSAGE:\n   k3s %s [OPTIONS]\n\nOPTIONS:\n' "$1" "$1"
            cat << 'HELP'
            {{common}}
            HELP
            [ "$1" = agent ] || cat << 'HELP'
            {{serverOnly}}
            HELP
            """ + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new K3sBinary(path);
    }
}
