using Xunit;

namespace Infra.Tests.Integration.Hosts;

/// <summary>What all tests with hosts share: one image, one network, one server of artifacts, one SSH key. Made once, removed at the end.</summary>
public sealed class HostsFixture : IDisposable
{
    private readonly List<Host> _made = [];
    private readonly FileStream? _lock;
    private int _number;

    public HostsFixture()
    {
        // Every test is going to be skipped; there is nothing to make.
        if (Prerequisites.Missing is not null)
            return;

        _lock = WaitForOtherRuns();
        Leftovers.Remove();
        AppDomain.CurrentDomain.ProcessExit += RemoveLeftovers;
        Image = HostImage.Ensure();
        Key = SshKey.Create("key");
        Shared = Directory.CreateDirectory(Path.Combine(Names.WorkFolder, "cluster")).FullName;
        KnownHosts = Path.Combine(Names.WorkFolder, "known_hosts");
        var hostKey = File.ReadAllText(Path.Combine(Image, "etc/ssh/ssh_host_ed25519_key.pub")).Trim();
        File.WriteAllText(KnownHosts, $"192.0.2.* {hostKey}\n");
        HostNetwork.Create();
        Artifacts = new ArtifactServer();
    }

    internal string Image { get; } = "";

    internal SshKey Key { get; } = new("", "");

    internal string KnownHosts { get; } = "";

    internal ArtifactServer Artifacts { get; } = null!;

    /// <summary>A folder that all hosts see as <c>/srv/cluster</c>; the stand-in for K3s keeps its cluster there.</summary>
    internal string Shared { get; } = "";

    /// <summary>Makes and starts a host that no test has used before.</summary>
    internal async Task<Host> StartHostAsync(string name)
    {
        var host = NewHost(name);
        await host.StartAsync();
        return host;
    }

    internal Host NewHost(string name)
    {
        lock (_made)
        {
            var host = new Host(++_number, name, this);
            _made.Add(host);
            return host;
        }
    }

    public void Dispose()
    {
        if (_lock is null)
            return;
        foreach (var host in _made)
            host.Dispose();
        Artifacts.Dispose();
        Leftovers.Remove();
        AppDomain.CurrentDomain.ProcessExit -= RemoveLeftovers;
        _lock.Dispose();
    }

    private static void RemoveLeftovers(object? sender, EventArgs arguments) => Leftovers.Remove();

    /// <summary>Names, addresses and mounts exist once per machine: a second run waits for the first.</summary>
    private static FileStream WaitForOtherRuns()
    {
        var file = Names.WorkFolder + ".lock";
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 600)
            {
                Thread.Sleep(1000);
            }
        }
    }
}

/// <summary>Tests with hosts run one after another: they share a network and two processors.</summary>
[CollectionDefinition(Name)]
public sealed class HostsCollection : ICollectionFixture<HostsFixture>
{
    public const string Name = "Hosts";
}
