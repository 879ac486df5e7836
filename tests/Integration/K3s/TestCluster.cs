using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Components.K3s;
using Infra.Components.Kubernetes;
using Infra.Components.Machines;
using Infra.Tests.Integration.Hosts;
using Xunit;

namespace Infra.Tests.Integration.K3s;

/// <summary>
/// A cluster on hosts of the tests' own, brought up with the texts and inputs that the program registers for its nodes,
/// of the stand-in for K3s or of the binary that <c>K3S_BINARY</c> names.
/// </summary>
internal sealed class TestCluster : IDisposable
{
    public const string Tenant = "acme";

    /// <summary>Seconds to wait for what isn't going to happen.</summary>
    public static int ShortLimit => K3sUnderTest.ShortLimit;

    private static int ReadyLimit => K3sUnderTest.ReadyLimit;

    private static string Pace => " " + K3sUnderTest.Pace;

    private readonly HostsEnvironment _hosts;
    private readonly string _shared;
    private readonly string _mirror;
    private readonly List<Host> _made = [];
    private Host? _server;

    public TestCluster(HostsFixture hosts)
    {
        _hosts = hosts.Environment;
        var number = _hosts.NextNumber();
        _shared = HostsEnvironment.NewSharedFolder(number);
        _mirror = $"/mirror-{number}";
        MirroredRelease[] published = K3sUnderTest.IsStandIn ? [Earlier, Current, Patch, NextMinor, SkippedMinor] : [Current];
        foreach (var release in published)
            release.PublishOn(_hosts.Artifacts);
    }

    public MirroredRelease Current => Mirrored(K3sUnderTest.Version);

    public MirroredRelease Earlier => Mirrored(Current.Number.Patch > 0
        ? Current.Number with { Patch = Current.Number.Patch - 1 }
        : Current.Number with { Minor = Current.Number.Minor - 1 });

    public MirroredRelease Patch => Mirrored(Current.Number with { Patch = Current.Number.Patch + 1 });

    public MirroredRelease NextMinor => Mirrored(Current.Number with { Minor = Current.Number.Minor + 1, Patch = 4 });

    public MirroredRelease SkippedMinor => Mirrored(Current.Number with { Minor = Current.Number.Minor + 2, Patch = 0 });

    /// <summary>The newest release that can be installed: the next minor's, or the only one.</summary>
    public MirroredRelease Newest => K3sUnderTest.IsStandIn ? NextMinor : Current;

    public string Token { get; } = "Server" + Guid.NewGuid().ToString("N");

    public string AgentToken { get; } = "Agent" + Guid.NewGuid().ToString("N");

    /// <summary>
    /// A setting that a server refuses as soon as it starts. K3s names the value in its log; that it is a token lets tests see whether
    /// scripts mask what they pass on.
    /// </summary>
    public string Broken => $"cluster-dns: {Token}\n";

    /// <summary>What this cluster's hosts downloaded so far.</summary>
    public string[] Downloads => [.. _hosts.Artifacts.Requests.Where(path => path.StartsWith(_mirror + "/", StringComparison.Ordinal))];

    /// <summary>What happened to nodes, in order; only the stand-in records it.</summary>
    public string[] Events => File.Exists(Shared("events")) ? File.ReadAllLines(Shared("events")) : [];

    public void Dispose()
    {
        foreach (var host in _made)
            host.Dispose();
    }

    /// <summary>Puts another binary than the checksum promises where the current release is.</summary>
    public void TamperWithBinary() => Current.TamperOn(_hosts.Artifacts);

    /// <summary>Starts a host as a provider makes it.</summary>
    public async Task<Host> StartFreshAsync(string name)
    {
        var host = await _hosts.StartHostAsync(name, _shared);
        lock (_made)
            _made.Add(host);
        return host;
    }

    /// <summary>Starts a host and prepares its operating system.</summary>
    public async Task<Host> StartPreparedAsync(string name)
    {
        var host = await StartFreshAsync(name);
        var prepared = await PrepareAsync(host);
        Assert.True(prepared.ExitCode == 0, prepared.Text);
        return host;
    }

    /// <summary>Loses a host with its disk and puts a new, prepared one with the same name and addresses in its place.</summary>
    public async Task<Host> ReplaceWithPreparedAsync(Host lost)
    {
        var host = await _hosts.ReplaceHostAsync(lost, _shared);
        lock (_made)
            _made[_made.IndexOf(lost)] = host;
        Succeeded(await PrepareAsync(host));
        return host;
    }

    /// <summary>
    /// Runs what the program registers for a control plane on these hosts, in its order; gives the names of those commands back that
    /// change the cluster.
    /// </summary>
    public async Task<string[]> RunControlPlaneAsync(Host[] servers, int entry)
    {
        var (names, refused) = await RunUntilRefusedAsync(servers, entry);
        Assert.True(refused is null, refused?.Text);
        _server = servers[entry - 1];
        return [.. names.Where(name => Regex.IsMatch(name, "-(k3s|membership)$"))];
    }

    /// <summary>The same up to the first command that fails; gives its result back.</summary>
    public async Task<ProgramResult> RunControlPlaneUntilRefusedAsync(Host[] servers, int entry) =>
        (await RunUntilRefusedAsync(servers, entry)).Refused
            ?? throw new Xunit.Sdk.XunitException("Every command of the control plane succeeded; one was to be refused.");

    // What joins is made from what the entry server prints.
    private async Task<(List<string> Names, ProgramResult? Refused)> RunUntilRefusedAsync(Host[] servers, int entry)
    {
        var names = new List<string>();
        string? authority = null;
        while (true)
        {
            var commands = await RegisteredCommands.OfControlPlaneAsync(
                servers, entry, Current.Release, ReadyLimit, Token, AgentToken, authority);
            if (commands.FirstOrDefault(command => !names.Contains(command.Name)) is not { } next)
                return (names, null);
            var result = await RunAsync(next, servers);
            if (result.ExitCode != 0)
                return (names, result);
            names.Add(next.Name);
            if (next.Name.EndsWith("-authority", StringComparison.Ordinal))
                authority = result.Output;
        }
    }

    /// <summary>Starts a host, prepares it and installs the control plane on it.</summary>
    public async Task<Host> StartServerAsync(string name)
    {
        var host = await StartPreparedAsync(name);
        Succeeded(await InstallServerAsync(host, Current.Release));
        return host;
    }

    /// <summary>Starts <c>control-1</c> and <c>tenant-1</c>, the latter joined as the tenant's node.</summary>
    public async Task<(Host Server, Host Agent)> StartServerAndAgentAsync()
    {
        var prepared = StartPreparedAsync("tenant-1");
        var server = await StartServerAsync("control-1");
        var agent = await prepared;
        Succeeded(await InstallAgentAsync(agent, server, Current.Release));
        return (server, agent);
    }

    public Task<ProgramResult> PrepareAsync(
        Host host, int cloudInitLimit = 60, string more = "", NodeFirewall? firewall = null, string user = "root",
        ServerPlace? place = null) => RunAsync(
        host,
        OsPreparation.Prepare(host.Name, [_hosts.Key.PublicKey], place),
        (firewall ?? Firewall).Render(),
        user,
        more: string.Create(CultureInfo.InvariantCulture, $" CLOUD_INIT_LIMIT={cloudInitLimit}{more}"));

    /// <summary>What lets in whom these tests are about, whichever role a host is going to have.</summary>
    public static NodeFirewall Firewall { get; } = new()
    {
        Server = true,
        Network = new NodeNetwork("10.99.0.0/24", DualStack: false),
        Servers = [],
        Administrators = [],
    };

    public Task<ProgramResult> DownloadAsync(Host host, K3sRelease release, NodeImages images, string more = "") =>
        RunAsync(host, K3sInstallation.Download(host.Name, release, images), more: more);

    public Task<ProgramResult> InstallServerAsync(Host host, K3sRelease release, string extra = "", Host? peer = null, string user = "root",
        int? readyLimit = null, string more = "", string? configuration = null)
    {
        _server ??= host;
        var peers = peer is null ? Array.Empty<string>() : [peer.PrivateAddress];
        var script = K3sInstallation.Server(host.Name, host.PrivateAddress, peers, release, readyLimit ?? ReadyLimit);
        return RunAsync(host, script, (configuration ?? ServerConfiguration(host)) + extra, user, more);
    }

    public Task<ProgramResult> InstallAgentAsync(Host host, Host server, K3sRelease release, string? nodeName = null, string? token = null,
        int? readyLimit = null)
    {
        var node = nodeName ?? host.Name;
        var script = K3sInstallation.Agent(node, host.PrivateAddress, release, readyLimit ?? ReadyLimit);
        return RunAsync(host, script, AgentConfiguration(host, server, node, token ?? AgentToken));
    }

    public Task<ProgramResult> RegisterAsync(Host server, string node) => RunAsync(server, K3sInstallation.Register(
        node,
        ImmutableSortedDictionary<string, string>.Empty.Add(TenantLabels.NodeKey, Tenant).Add(TenantLabels.PoolKey, Tenant),
        server.Name,
        ReadyLimit));

    public Task<ProgramResult> UnregisterAsync(Host server, string node, string more = "") =>
        RunAsync(server, K3sInstallation.Unregister(node), more: more);

    public Task<ProgramResult> ForgetAsync(Host server, string node) => RunAsync(server, K3sInstallation.Forget(node));

    public Task<ProgramResult> ReleaseAsync(Host host) => RunAsync(host, OsPreparation.Release(host.Name));

    public Task<ProgramResult> AuthorityAsync(Host server) => RunAsync(server, K3sInstallation.Authority(ReadyLimit));

    public Task<ProgramResult> KubeconfigAsync(Host server) => RunAsync(server, K3sInstallation.Kubeconfig(ReadyLimit));

    public string ServerConfiguration(Host host) => new ServerConfiguration
    {
        NodeName = host.Name,
        NodeAddress = host.PrivateAddress,
        PublicAddress = host.PublicAddress,
        CertificateNames = [host.PublicAddress, host.PrivateAddress, host.Name],
        EmbeddedEtcd = false,
        Network = new NodeNetwork("10.99.0.0/24", DualStack: false),
    }.Render(Token, AgentToken);

    public bool HasNode(string node) => NodeFacts.Exists(Server, node);

    /// <summary>A fact about a node as the cluster's API tells it: version, ready, labels, taints.</summary>
    public string Node(string node, string fact) => NodeFacts.Of(Server, node, fact);

    /// <summary>Waits until the cluster has a node.</summary>
    public Task UntilJoinedAsync(string node) => UntilAsync(() => HasNode(node), ReadyLimit, $"{node} didn't join");

    /// <summary>Waits until the cluster has noticed that a node is gone.</summary>
    public Task UntilLostAsync(string node) =>
        UntilAsync(() => Node(node, "ready") != "True", K3sUnderTest.LostLimit, $"{node} wasn't found missing");

    /// <summary>Asserts what happened to nodes where it is recorded.</summary>
    public void Happened(params string[] events)
    {
        if (K3sUnderTest.IsStandIn)
            Assert.Equal(events, Events);
    }

    /// <summary>How often K3s was started on a host, by the message that systemd writes when it begins to start a unit.</summary>
    public static int Starts(Host host) => int.Parse(
        host.Ask("journalctl --sync; journalctl --quiet --unit k3s --unit k3s-agent MESSAGE_ID=7d4958e842da4a758f6c1cdc7b36dcc5 | wc -l"),
        CultureInfo.InvariantCulture);

    public static void Succeeded(ProgramResult result) => Assert.True(result.ExitCode == 0, result.Text);

    /// <summary>Asserts that a script ended by itself and said in one line what the matter is.</summary>
    public static void Refused(ProgramResult result, string host, string reason)
    {
        Assert.Equal(97, result.ExitCode);
        var line = result.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith($"{host}: ", line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
    }

    private static async Task<ProgramResult> RunAsync(RegisteredCommand command, Host[] servers)
    {
        var server = servers.Single(server => server.PublicAddress == command.Address);
        await server.EnsureScriptsAsync();
        return await server.SshAsync(command.Create + Pace, command.Input);
    }

    private static Task<ProgramResult> RunAsync(Host host, RemoteScript script, string data = "", string user = "root", string more = "") =>
        host.SshAsync(script, data, user, Pace + more);

    private static string AgentConfiguration(Host host, Host server, string node, string token) => new AgentConfiguration
    {
        NodeName = node,
        NodeAddress = host.PrivateAddress,
        PublicAddress = host.PublicAddress,
        Join = $"https://{server.PrivateAddress}:6443",
        Tenant = Tenant,
        Network = new NodeNetwork("10.99.0.0/24", DualStack: false),
    }.Render(token);

    private Host Server => _server ?? throw new InvalidOperationException("No server was installed that could be asked.");

    private MirroredRelease Mirrored(K3sVersion version) => new(version, _mirror);

    private static async Task UntilAsync(Func<bool> reached, int seconds, string otherwise)
    {
        for (var clock = Stopwatch.StartNew(); !reached(); await Task.Delay(TimeSpan.FromSeconds(1)))
            Assert.True(clock.Elapsed.TotalSeconds < seconds, $"{otherwise} within {seconds.ToString(CultureInfo.InvariantCulture)} s.");
    }

    private string Shared(string path) => Path.Combine(_shared, path);
}
