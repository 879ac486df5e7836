using System.Diagnostics;
using Infra.Tests.EndToEnd.Suite;

namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>A machine of a world: a Debian host that trusts what the world trusts and on which K3s's kubelet runs.</summary>
internal sealed class Machine : DebianHost
{
    private static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(2);

    private readonly World _world;
    private readonly Action<Machine> _disconnect;

    /// <summary>Makes a machine's disk.</summary>
    /// <param name="world">Its world.</param>
    /// <param name="space">Its network namespace.</param>
    /// <param name="name">Its name.</param>
    /// <param name="address">Its first public address, by which it is logged in to.</param>
    /// <param name="keys">Public keys of those who may log in as root.</param>
    /// <param name="disconnect">Takes its cables away when it is stopped.</param>
    public Machine(World world, string space, string name, string address, IEnumerable<string> keys, Action<Machine> disconnect)
        : base(space, name, world.Image, world.NewSharedFolder(space))
    {
        (_world, Address, _disconnect) = (world, address, disconnect);
        Write("etc/resolv.conf", $"nameserver {Wires.Internet}\n");
        Write("root/.ssh/authorized_keys", string.Concat(keys.Select(key => key.Trim() + "\n")));
        File.AppendAllText(PathOf("etc/ssl/certs/ca-certificates.crt"), world.Authority.Pem);
        KubeletDropIns.Write(this);
    }

    /// <summary>The public address by which it is logged in to.</summary>
    public string Address { get; }

    /// <summary>Gives K3s a disk of its own, in memory, that can be filled without harm to others. Before the machine is started.</summary>
    /// <param name="size">Its size, as tmpfs takes it.</param>
    public void LimitDisk(string size)
    {
        LocalProgram.Must("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", PathOf("/var/lib/rancher/"));
        KubeletDropIns.Write(this);
    }

    /// <summary>Starts the machine, and waits until it answers over SSH.</summary>
    /// <param name="connect">Connects its namespace.</param>
    public async Task StartAsync(Action<Machine> connect)
    {
        Boot(() => connect(this), forKubelet: true);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (!IsRunning)
                throw new StoryFailedException($"{Name} didn't start: {Console}");
            var answer = await SshAsync("systemctl is-system-running --wait", limit: TimeSpan.FromSeconds(20));
            if (answer.Output.Trim() is "running" or "degraded")
                return;
            if (clock.Elapsed > BootLimit)
                throw new StoryFailedException($"{Name} doesn't answer: {answer.Text}");
            await Task.Delay(100);
        }
    }

    /// <summary>Runs a command on the machine as root, with the world's administrator's key.</summary>
    public Task<ProgramResult> SshAsync(string command, string input = "", TimeSpan? limit = null) => LocalProgram.RunAsync(
        "ssh",
        [
            "-T", "-F", "none", "-i", _world.Key.PrivateFile, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "ConnectTimeout=5", "-o", "LogLevel=ERROR",
            $"root@{Address}", command,
        ],
        input, limit ?? TimeSpan.FromMinutes(5));

    /// <summary>Runs a command that must succeed, and gives its output back.</summary>
    public async Task<string> MustAsync(string command, string input = "")
    {
        var result = await SshAsync(command, input);
        return result.ExitCode == 0
            ? result.Output
            : throw new StoryFailedException($"On {Name} '{command}' ended with {result.ExitCode}:\n{result.Text}");
    }

    /// <inheritdoc/>
    protected override void Disconnect() => _disconnect(this);
}
