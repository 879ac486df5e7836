using Infra.Components.K3s;
using Infra.Tests.Integration.Hosts;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration;

/// <summary>What reaches a host, from wherever it comes, with the rules beside it that kube-proxy and flannel write.</summary>
[Collection(LifeCollection.Name)]
public sealed class FirewallTests(HostsFixture hosts)
{
    private const string Administrator = "198.51.100.7";
    private const string Outsider = "203.0.113.9";
    private const string Firewall = "inet infra_firewall";

    // On which nothing listens; what arrives is refused.
    private const int Api = 6443, Kubelet = 10250, Metrics = 9120, Etcd = 2379, HealthCheck = 30123, Ssh = 22, Dns = 53;

    [HostsFact]
    public async Task From_outside_a_tenants_node_is_reached_by_web_and_ping_and_by_administrators_SSH()
    {
        using var cluster = new TestCluster(hosts);
        using var outside = new Outside();
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent()));

        Only(await ReachedAsync(Outsider, node, 80, 443, Ssh, Api, Kubelet, Metrics, HealthCheck, 7946), 80, 443);
        Only(await ReachedAsync(Administrator, node, 80, 443, Ssh, Api, Kubelet, Metrics, HealthCheck), 80, 443, Ssh);
        Assert.True(Reach.Ping(node.PublicAddress));
        Assert.False(await Reach.UdpAsync(Reach.OutsideAsync, node.PublicAddress, 8472));
    }

    [HostsFact]
    public async Task From_outside_a_server_is_reached_by_ping_and_administrators_alone()
    {
        using var cluster = new TestCluster(hosts);
        using var outside = new Outside();
        var server = await cluster.StartFreshAsync("control-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(server, firewall: Server(server)));

        Assert.Empty(await ReachedAsync(Outsider, server, 80, 443, Ssh, Api, Kubelet, Metrics, Etcd));
        Only(await ReachedAsync(Administrator, server, 80, Ssh, Api, Kubelet, Metrics, Etcd), Ssh, Api);

        var abroad = Abroad(Server(server)) with { Servers = [Administrator] };
        TestCluster.Succeeded(await cluster.PrepareAsync(server, firewall: abroad));
        Assert.Empty(await ReachedAsync(Outsider, server, 80, Ssh, Api, Kubelet, Metrics, Etcd));
        Only(await ReachedAsync(Administrator, server, 80, Ssh, Api, Kubelet, Metrics, Etcd), Ssh, Api, Kubelet, Metrics, Etcd);
        // From where the program comes: it logs in and asks the API, and is no node.
        Only(await ReachedAsync($"{HostNetwork.Internet}", server, 80, Ssh, Api, Kubelet, Metrics, Etcd), Ssh, Api);
        Assert.False(await Reach.UdpAsync(Reach.OutsideAsync, server.PublicAddress, 51820));

        // Tenants' nodes that are new there.
        TestCluster.Succeeded(await cluster.PrepareAsync(server, firewall: abroad with { Agents = [Outsider, $"{HostNetwork.Internet}"] }));
        Only(await ReachedAsync(Outsider, server, 80, Ssh, Api, Kubelet, Metrics, Etcd), Api);
        Assert.True(await Reach.UdpAsync(Reach.OutsideAsync, server.PublicAddress, 51820));
        Assert.False(await Reach.UdpAsync(Reach.OutsideAsync, server.PublicAddress, 8472));
    }

    [HostsFact]
    public async Task Over_public_addresses_servers_and_tenants_nodes_hear_each_other_and_no_tenants_node_another_though_both_call()
    {
        using var cluster = new TestCluster(hosts);
        var started = await Task.WhenAll(new[] { "control-1", "tenant-1", "tenant-2" }.Select(cluster.StartFreshAsync));
        var (server, node, other) = (started[0], started[1], started[2]);
        TestCluster.Succeeded(await cluster.PrepareAsync(
            server, firewall: Abroad(Server(server)) with { Agents = [node.PrivateAddress, other.PrivateAddress] }));
        foreach (var agent in new[] { node, other })
            TestCluster.Succeeded(await cluster.PrepareAsync(agent, firewall: Abroad(Agent(server))));

        Assert.Equal(
            ["tenant-1 tenant-2", "control-1", "control-1"],
            await Task.WhenAll(started.Select(host => CallAsync(host, started.Except([host])))));

        // One that leaves finishes what it has begun, while it is drained; what it begins then isn't heard.
        await server.MustAsync(Listen("host"));
        await node.MustAsync($$"""
            cat > /run/talk.pl <<'PERL'
            use IO::Socket::INET;
            my $server = IO::Socket::INET->new("{{server.PrivateAddress}}:{{Api}}") or die $!;
            sleep 1 until -e "/run/left";
            print $server "GET / HTTP/1.0\r\n\r\n";
            print <$server>;
            PERL
            systemd-run --quiet --unit talk --property StandardOutput=file:/run/talked perl /run/talk.pl
            until [ -n "$(ss -Htn state established 'dport = :{{Api}}')" ]; do sleep 0.1; done
            """);
        TestCluster.Succeeded(await cluster.PrepareAsync(
            server, firewall: Abroad(Server(server)) with { Agents = [other.PrivateAddress] }));
        await node.MustAsync("touch /run/left; until grep -qx host /run/talked; do sleep 0.1; done");
        Assert.Empty(await ReachedByAsync(node, server.PrivateAddress, Api));
    }

    [HostsFact]
    public async Task From_other_nodes_only_the_clusters_ports_are_reached_and_the_kubelet_by_servers()
    {
        using var cluster = new TestCluster(hosts);
        var started = await Task.WhenAll(new[] { "control-1", "tenant-1", "tenant-2" }.Select(cluster.StartFreshAsync));
        var (server, node, other) = (started[0], started[1], started[2]);
        TestCluster.Succeeded(await cluster.PrepareAsync(server, firewall: Server(server)));
        // Nobody names administrators: still no node's SSH is open to another.
        foreach (var agent in new[] { node, other })
            TestCluster.Succeeded(await cluster.PrepareAsync(agent, firewall: Agent(server) with { Administrators = [] }));

        Only(await ReachedByAsync(other, node.PrivateAddress, 80, Ssh, Kubelet, Metrics, HealthCheck, Api), 80);
        Only(await ReachedByAsync(other, server.PrivateAddress, 80, Ssh, Kubelet, Metrics, Etcd, Api), Api);
        Only(await ReachedByAsync(server, node.PrivateAddress, Ssh, Kubelet, Metrics, HealthCheck, Etcd), Kubelet, Metrics);
        Assert.True(await Reach.UdpAsync(command => other.SshAsync(command), node.PrivateAddress, 8472));
        Assert.False(await Reach.UdpAsync(command => other.SshAsync(command), node.PrivateAddress, 7946));
    }

    [HostsFact]
    public async Task Pods_reach_nothing_of_their_host_and_those_of_a_server_the_API_DNS_and_metrics()
    {
        using var cluster = new TestCluster(hosts);
        var server = await cluster.StartFreshAsync("control-1");
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(server, firewall: Server(server)));
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent(server)));
        using var platform = await Pod.StartOnAsync(server);
        using var pod = await Pod.StartOnAsync(node);

        foreach (var address in new[] { node.PublicAddress, node.PrivateAddress, pod.Gateway })
            Assert.Empty(await ReachedByAsync(pod, address, 80, 443, Ssh, Kubelet, Metrics, HealthCheck, Dns, Api));
        Only(
            await ReachedByAsync(platform, server.PrivateAddress, Ssh, Kubelet, Metrics, HealthCheck, Dns, Api, Etcd),
            Kubelet, Metrics, Dns, Api);
        // The way on is as it was, and the kubelet's to its pods.
        Assert.Equal("404", await pod.AskAsync(ArtifactServer.Url));
        await node.MustAsync(Listen("pod"));
        Assert.Equal("pod\n", await node.MustAsync($"curl --silent http://{pod.Address}:8080/"));
    }

    [HostsFact]
    public async Task Traffic_of_Services_and_between_pods_passes_beside_kube_proxys_and_flannels_rules()
    {
        using var cluster = new TestCluster(hosts);
        using var outside = new Outside();
        var server = await cluster.StartFreshAsync("control-1");
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(server, firewall: Server(server)));
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent(server)));
        using var platform = await Pod.StartOnAsync(server);
        using var pod = await Pod.StartOnAsync(node);
        await ImitateAsync(node, pod, server, api: server);
        await ImitateAsync(server, platform, node, api: server);
        await node.MustAsync(Listen("pod"));
        await server.MustAsync(Listen("host"));

        // The tenant's address, from outside and from its own pod; a node port that somebody made.
        Assert.Equal("pod\n", (await Reach.OutsideAsync($"curl -s --max-time 5 --interface {Outsider} {node.PublicAddress}")).Output);
        Assert.Equal("pod\n", await FromPodAsync(node, node.PublicAddress));
        Assert.Equal("", (await Reach.OutsideAsync($"curl -s --max-time 2 {node.PublicAddress}:31000")).Output);
        Assert.Equal("", await FromPodAsync(node, $"{node.PublicAddress}:31000"));
        // Pods of other nodes, through VXLAN; the API by its Service, from another node and on its own.
        Assert.Equal("pod\n", await FromPodAsync(server, $"{pod.Address}:8080"));
        Assert.Equal("host\n", await FromPodAsync(node, "10.43.0.1"));
        Assert.Equal("host\n", await FromPodAsync(server, "10.43.0.1"));
        // A tenant's pod begins nothing with pods of other nodes but questions of names, and nothing with other nodes but the API's.
        Only(await ReachedByAsync(pod, platform.Address, 443, 9443, 8080, Dns), Dns);
        Assert.True(await Reach.UdpAsync(command => node.SshAsync($"ip netns exec pod {command}"), platform.Address, Dns));
        Only(await ReachedByAsync(pod, server.PrivateAddress, Ssh, Kubelet, Metrics, HealthCheck, Api), Api);
        Only(await ReachedByAsync(platform, pod.Address, 443, 9443), 443, 9443);
        // A pod's way through VXLAN to another node's own addresses ends there.
        Assert.Empty(await ReachedByAsync(pod, platform.Gateway, Ssh, Kubelet, Metrics, Api, Dns));
    }

    [HostsFact]
    public async Task It_is_there_again_after_a_reboot_a_reload_and_a_flush()
    {
        using var cluster = new TestCluster(hosts);
        using var outside = new Outside();
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent()));

        foreach (var verb in new[] { "start", "reload", "restart", "stop" })
        {
            await node.MustAsync($"systemctl {verb} nftables");
            Assert.Contains("hook input", await node.MustAsync($"nft list table {Firewall}"), StringComparison.Ordinal);
        }

        Assert.Empty(await ReachedAsync(Outsider, node, Kubelet));
        await node.MustAsync($"nft flush ruleset; until nft list table {Firewall} > /dev/null 2>&1; do sleep 0.1; done");
        Assert.Empty(await ReachedAsync(Outsider, node, Kubelet));

        node.Stop();
        await node.StartAsync();
        Only(await ReachedAsync(Administrator, node, Ssh, Kubelet), Ssh);
        Assert.Empty(await ReachedAsync(Outsider, node, Ssh, Kubelet));
        // Before the network is up, and in no circle of units.
        Assert.Equal("", await node.MustAsync("journalctl --boot --grep 'ordering cycle' --quiet || true"));
    }

    [HostsFact]
    public async Task Rules_that_would_lock_the_program_out_are_taken_back_and_it_is_told()
    {
        using var cluster = new TestCluster(hosts);
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent()));
        var before = await node.MustAsync($"nft list table {Firewall}; cat /usr/local/lib/infra/firewall.nft");

        // As an operator's own rule could do.
        await node.MustAsync("echo 'tcp dport 22 drop' > /etc/infra/firewall.d/locked.nft");
        var refused = await cluster.PrepareAsync(node, firewall: Agent() with { Routers = [Outsider] }, more: " FIREWALL_PROOF_LIMIT=3");
        TestCluster.Refused(refused, "tenant-1", $"would have locked out the program, which comes from {HostNetwork.Internet}");
        Assert.Equal(before, await node.MustAsync($"nft list table {Firewall}; cat /usr/local/lib/infra/firewall.nft"));
    }

    [HostsFact]
    public async Task The_program_gets_in_from_where_it_came_last_though_no_administrator_is_there_and_as_whoever_uses_sudo()
    {
        using var cluster = new TestCluster(hosts);
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent(), user: "operator-it"));

        Assert.Contains(
            $"elements = {{ {HostNetwork.Internet} }}",
            await node.MustAsync($"nft list set {Firewall} program"), StringComparison.Ordinal);
        Assert.Contains("elements = { 22 }", await node.MustAsync($"nft list set {Firewall} ssh_ports"), StringComparison.Ordinal);
        // From the console, where nobody comes from anywhere, that stays.
        var console = OsConsole(node);
        TestCluster.Succeeded(await node.SshAsync($"env -u SSH_CONNECTION {console}", Agent().Render()));
        Assert.Contains(
            $"elements = {{ {HostNetwork.Internet} }}",
            await node.MustAsync($"nft list set {Firewall} program"), StringComparison.Ordinal);
    }

    [HostsFact]
    public async Task An_operator_opens_further_ports_and_a_mistake_there_changes_nothing()
    {
        using var cluster = new TestCluster(hosts);
        using var outside = new Outside();
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent()));

        await node.MustAsync("echo 'tcp dport 9100 accept' > /etc/infra/firewall.d/exporter.nft; systemctl restart infra-firewall");
        Only(await ReachedAsync(Outsider, node, 9100, Kubelet), 9100);
        await node.MustAsync("echo 'open sesame' > /etc/infra/firewall.d/wrong.nft");
        TestCluster.Refused(
            await cluster.PrepareAsync(node, firewall: Agent() with { Routers = [Outsider] }), "tenant-1",
            "nft doesn't take the firewall's rules, nothing was changed: ");
        Only(await ReachedAsync(Outsider, node, 9100, 179), 9100);
    }

    [HostsFact]
    public async Task Peers_over_IPv6_are_those_that_flannel_knows()
    {
        using var cluster = new TestCluster(hosts);
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(
            node, firewall: Agent() with { Network = new NodeNetwork("10.99.0.0/24", DualStack: true) }));

        await node.MustAsync("""
            ip link add flannel-v6.1 type vxlan id 1 local ::1 dstport 8472 nolearning
            bridge fdb append 02:00:00:00:00:07 dev flannel-v6.1 dst 2001:db8::7
            """);
        await node.MustAsync($"until nft list set {Firewall} peers6 | grep -F '{{ 2001:db8::7 }}'; do sleep 0.2; done");
    }

    [HostsFact]
    public async Task A_released_machine_keeps_nothing_of_it()
    {
        using var cluster = new TestCluster(hosts);
        var node = await cluster.StartFreshAsync("tenant-1");
        TestCluster.Succeeded(await cluster.PrepareAsync(node, firewall: Agent()));

        TestCluster.Succeeded(await cluster.ReleaseAsync(node));

        await node.MustAsync("systemctl reload nftables; sleep 3");
        Assert.DoesNotContain("infra", await node.MustAsync("nft list ruleset; ls /etc/systemd/system"), StringComparison.Ordinal);
        Assert.False(node.Has("/var/lib/infra/prepared"));
    }

    private static NodeFirewall Agent(Host? server = null) => new()
    {
        Server = false,
        Network = new NodeNetwork("10.99.0.0/24", DualStack: false),
        Servers = [server?.PrivateAddress ?? "10.99.0.250"],
        Administrators = ["198.51.100.0/24"],
    };

    private static NodeFirewall Abroad(NodeFirewall firewall) => firewall with { Network = new NodeNetwork(null, DualStack: false) };

    // As flannel does, whose WireGuard calls all nodes from the port that it listens on; says whom it heard.
    private static async Task<string> CallAsync(Host host, IEnumerable<Host> others)
    {
        var heard = await host.MustAsync($$"""
            cat > /run/call.pl <<'PERL'
            use IO::Socket::INET;
            use IO::Select;
            my ($name, @others) = @ARGV;
            my $socket = IO::Socket::INET->new(Proto => "udp", LocalPort => 51820) or die $!;
            my $select = IO::Select->new($socket);
            for (1 .. 80) {
                $socket->send("$name\n", 0, pack_sockaddr_in(51820, inet_aton($_))) for @others;
                select undef, undef, undef, 0.1;
                while ($select->can_read(0)) { $socket->recv(my $heard, 100); print $heard }
            }
            PERL
            perl /run/call.pl {{host.Name}} {{string.Join(' ', others.Select(other => other.PrivateAddress))}}
            """);
        return string.Join(' ', heard.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Order(StringComparer.Ordinal));
    }

    private static NodeFirewall Server(Host server) => Agent(server) with { Server = true };

    private static string OsConsole(Host host) =>
        Components.Machines.RemoteCommand.Line(Components.Machines.OsPreparation.Prepare(host.Name, []));

    private static Task<int[]> ReachedAsync(string from, Host host, params int[] ports) =>
        ChooseAsync(ports, port => Reach.TcpAsync(Reach.OutsideAsync, host.PublicAddress, port, from));

    private static Task<int[]> ReachedByAsync(Host from, string address, params int[] ports) =>
        ChooseAsync(ports, port => Reach.TcpAsync(command => from.SshAsync(command), address, port));

    private static Task<int[]> ReachedByAsync(Pod from, string address, params int[] ports) =>
        ChooseAsync(ports, port => from.ReachesAsync(address, port));

    private static async Task<int[]> ChooseAsync(int[] ports, Func<int, Task<bool>> reached)
    {
        var answers = await Task.WhenAll(ports.Select(reached));
        return [.. ports.Zip(answers).Where(pair => pair.Second).Select(pair => pair.First)];
    }

    private static void Only(int[] reached, params int[] expected) => Assert.Equal(expected, reached);

    private static async Task<string> FromPodAsync(Host host, string url) =>
        (await host.SshAsync($"ip netns exec pod curl --silent --max-time 3 http://{url}/")).Output;

    // Says who it is to everybody who connects: in the pod at 8080, on the host at the API's port.
    private static string Listen(string who)
    {
        var (port, place) = who == "pod" ? (8080, "ip netns exec pod ") : (Api, "");
        return $$"""
            cat > /run/{{who}}.pl <<'PERL'
            use IO::Socket::INET;
            my $listener = IO::Socket::INET->new(Listen => 5, LocalPort => {{port}}, ReuseAddr => 1) or die $!;
            while (my $client = $listener->accept) {
                $client->recv(my $request, 4096);
                print $client "HTTP/1.0 200 OK\r\n\r\n{{who}}\n";
                close $client
            }
            PERL
            systemd-run --quiet --unit listening-{{who}} {{place}}perl /run/{{who}}.pl
            until [ -n "$({{place}}ss -Htln 'sport = :{{port}}')" ]; do sleep 0.1; done
            """;
    }

    // What kube-proxy (iptables) and flannel (VXLAN) write, as far as a packet meets it.
    private static Task<string> ImitateAsync(Host host, Pod pod, Host other, Host api) => host.MustAsync($"""
        set -e
        iptables -t nat -A PREROUTING -d {host.PublicAddress} -p tcp --dport 80 -j DNAT --to-destination {pod.Address}:8080
        iptables -t nat -A PREROUTING -m addrtype --dst-type LOCAL -p tcp --dport 31000 -j DNAT --to-destination {pod.Address}:8080
        iptables -t mangle -A PREROUTING -s {pod.Address} -d {host.PublicAddress} -j MARK --set-xmark 0x4000/0x4000
        iptables -t nat -A PREROUTING -d 10.43.0.1 -p tcp --dport 80 -j DNAT --to-destination {api.PrivateAddress}:6443
        iptables -t nat -A POSTROUTING -m mark --mark 0x4000/0x4000 -j MASQUERADE
        iptables -t nat -A POSTROUTING -s 10.42.0.0/16 ! -d 10.42.0.0/16 -j MASQUERADE
        iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP
        iptables -A FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT
        iptables -A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
        iptables -A FORWARD -s 10.42.0.0/16 -j ACCEPT
        iptables -A FORWARD -d 10.42.0.0/16 -j ACCEPT
        ip link add flannel.1 address 02:00:00:00:01:{host.Number:x2} type vxlan id 1 \
            local {host.PrivateAddress} dev {host.PrivateInterface} dstport 8472 nolearning
        ip address add 10.42.{host.Number}.0/32 dev flannel.1 && ip link set flannel.1 up
        ip route add 10.42.{other.Number}.0/24 via 10.42.{other.Number}.0 dev flannel.1 onlink
        ip neigh add 10.42.{other.Number}.0 lladdr 02:00:00:00:01:{other.Number:x2} dev flannel.1 nud permanent
        bridge fdb append 02:00:00:00:01:{other.Number:x2} dev flannel.1 dst {other.PrivateAddress}
        """);

    /// <summary>People outside of the cluster's networks, who know the way and are known.</summary>
    private sealed class Outside : IDisposable
    {
        public Outside() => Change("add");

        public void Dispose() => Change("del");

        private static void Change(string verb)
        {
            foreach (var address in new[] { Administrator, Outsider })
                LocalProgram.Must("ip", "-n", Names.Hub, "address", verb, $"{address}/32", "dev", "public");
        }
    }
}
