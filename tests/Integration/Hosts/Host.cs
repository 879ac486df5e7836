using System.Diagnostics;
using System.Globalization;
using Infra.Components.Machines;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration.Hosts;

/// <summary>A Debian host of the tests' own, on both networks, which runs the program's scripts.</summary>
internal sealed class Host : DebianHost
{
    private readonly HostsEnvironment _hosts;
    private readonly HashSet<string> _hasScripts = [];

    /// <summary>Makes a host; its number is unique, its name needn't be. It sees the shared folder as /srv/cluster.</summary>
    public Host(int number, string name, string shared, HostsEnvironment hosts)
        : base(Names.Namespace(number), name, hosts.Image, shared)
    {
        (Number, _hosts) = (number, hosts);
        foreach (var home in new[] { "root", "home/operator-it" })
            Write($"{home}/.ssh/authorized_keys", hosts.Key.PublicKey + "\n");
        LocalProgram.Must("chroot", PathOf(""), "chown", "-R", "operator-it", "/home/operator-it/.ssh");
    }

    public int Number { get; }

    public string PublicAddress => HostNetwork.PublicAddress(Number);

    public string PrivateAddress => HostNetwork.PrivateAddress(Number);

    public string PrivateInterface { get; private set; } = "";

    /// <summary>Starts the host and waits until its SSH server answers.</summary>
    public async Task StartAsync(string publicInterface = "eth0", string privateInterface = "enp7s0")
    {
        PrivateInterface = privateInterface;
        Boot(() => HostNetwork.Connect(Number, Space, publicInterface, privateInterface),
            forKubelet: !K3sUnderTest.IsStandIn);
        await UntilAnswersAsync();
    }

    /// <inheritdoc/>
    protected override void Disconnect() => HostNetwork.Disconnect(Number);

    /// <summary>Runs a script as the program registers it, with more arguments (NAME=value) if need be.</summary>
    public async Task<ProgramResult> SshAsync(RemoteScript script, string data = "", string user = "root", string more = "")
    {
        await EnsureScriptsAsync(user);
        return await SshAsync(RemoteCommand.Line(script) + more, data, user);
    }

    /// <summary>Does what the program does on a machine before anything is run there, unless that was done.</summary>
    /// <param name="user">Who runs it: the upload lies in that home.</param>
    public async Task EnsureScriptsAsync(string user = "root")
    {
        if (_hasScripts.Contains(user))
            return;
        await UploadScriptsAsync(user);
        _hasScripts.Add(user);
    }

    /// <summary>Uploads the scripts and unpacks them.</summary>
    public async Task<ProgramResult> PutScriptsAsync(string user = "root")
    {
        await UploadScriptsAsync(user);
        return await SshAsync(RemoteCommand.Line(ScriptBundle.FileName, [$"NODE_NAME={RemoteScript.Quote(Name)}"]), user: user);
    }

    private async Task UploadScriptsAsync(string user = "root")
    {
        ScriptBundle.Write();
        var uploaded = await Client(user).CopyAsync(ScriptBundle.LocalPath, ScriptBundle.FileName);
        Assert.True(uploaded.ExitCode == 0, uploaded.Text);
    }

    /// <summary>Runs a command as Pulumi.Command would.</summary>
    public Task<ProgramResult> SshAsync(
        string command, string input = "", string user = "root", TimeSpan? limit = null, SshKey? key = null, int attempts = 3) =>
        Client(user, key, attempts).RunAsync(command, input, limit);

    /// <summary>Runs a command that must succeed and gives its output back.</summary>
    public async Task<string> MustAsync(string command, string input = "")
    {
        var result = await SshAsync(command, input);
        Assert.True(result.ExitCode == 0, $"On {Name} '{command}' ended with {result.ExitCode}:\n{result.Text}");
        return result.Output;
    }

    /// <summary>The same for a question that an assertion asks. It waits on a thread of its own: those of the tests are few.</summary>
    public string Ask(string command) => Task.Run(() => MustAsync(command)).GetAwaiter().GetResult();

    /// <summary>Makes every packet to and from the host's public address vanish, or come through again.</summary>
    public void SetReachable(bool reachable) => HostNetwork.SetPublicCable(Number, reachable);

    /// <summary>Takes the host out of the private network.</summary>
    public void Detach() => HostNetwork.CutPrivateCable(Number);

    private SshClient Client(string user, SshKey? key = null, int attempts = 3) =>
        new(PublicAddress, user, key ?? _hosts.Key, _hosts.KnownHosts, attempts);

    private async Task UntilAnswersAsync()
    {
        var clock = Stopwatch.StartNew();
        ProgramResult result;
        do
        {
            if (!IsRunning)
                throw new InvalidOperationException($"{Name} didn't start: {Console}");
            result = await SshAsync("systemctl is-system-running --wait", limit: TimeSpan.FromSeconds(20), attempts: 1);
            if (result.Output.Trim() is "running" or "degraded")
                return;
            await Task.Delay(50);
        }
        while (clock.Elapsed < TimeSpan.FromSeconds(K3sUnderTest.ReadyLimit));

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Name} doesn't answer: {result.Text}"));
    }
}
