using System.Globalization;

namespace Infra.Tests.Integration.Hosts;

/// <summary>What all hosts share: one image, one network, one server of artifacts, one SSH key. Disposing it removes all hosts.</summary>
public sealed class HostsEnvironment : IDisposable
{
    private readonly List<Host> _made = [];
    private int _number;

    public HostsEnvironment()
    {
        Leftovers.RemoveDead();
        AppDomain.CurrentDomain.ProcessExit += RemoveLeftovers;
        Image = HostImage.Ensure();
        Key = SshKey.Create("key");
        KnownHosts = Path.Combine(Names.WorkFolder, "known_hosts");
        var hostKey = File.ReadAllText(Path.Combine(Image, "etc/ssh/ssh_host_ed25519_key.pub")).Trim();
        File.WriteAllText(KnownHosts, $"192.0.2.* {hostKey}\n");
        HostNetwork.Create();
        Artifacts = new ArtifactServer();
    }

    internal string Image { get; }

    internal SshKey Key { get; }

    internal string KnownHosts { get; }

    internal ArtifactServer Artifacts { get; }

    /// <summary>A number that no host and no cluster of this run has.</summary>
    internal int NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>Makes a folder that several hosts may share.</summary>
    internal static string NewSharedFolder(int number) =>
        Directory.CreateDirectory(Path.Combine(Names.WorkFolder, string.Create(CultureInfo.InvariantCulture, $"shared-{number}"))).FullName;

    /// <summary>Makes and starts a host that no test has used before.</summary>
    internal Task<Host> StartHostAsync(string name, string? shared = null)
    {
        var number = NextNumber();
        return StartAsync(new Host(number, name, shared ?? NewSharedFolder(number), this));
    }

    /// <summary>Removes a host with all that it wrote, and starts a new one with its name and addresses.</summary>
    internal Task<Host> ReplaceHostAsync(Host lost, string shared)
    {
        lost.Dispose();
        lock (_made)
            _made.Remove(lost);
        return StartAsync(new Host(lost.Number, lost.Name, shared, this));
    }

    private async Task<Host> StartAsync(Host host)
    {
        lock (_made)
            _made.Add(host);
        await host.StartAsync();
        return host;
    }

    public void Dispose()
    {
        foreach (var host in _made)
            host.Dispose();
        Artifacts.Dispose();
        Leftovers.Remove();
        AppDomain.CurrentDomain.ProcessExit -= RemoveLeftovers;
    }

    private static void RemoveLeftovers(object? sender, EventArgs arguments) => Leftovers.Remove();
}
