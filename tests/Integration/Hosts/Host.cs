using System.Diagnostics;
using System.Globalization;
using Infra.Components.Machines;
using Infra.Tests.Integration.K3s;
using Xunit;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// A Debian host of the tests' own: its own root file system, network, processes and name, with systemd, its journal and OpenSSH's
/// server as they are. What it writes lasts over a restart and ends with it.
/// </summary>
internal sealed class Host : IDisposable
{
    private readonly HostsEnvironment _hosts;
    private readonly string _folder;
    private readonly string _root;
    private Process? _init;
    private readonly HashSet<string> _hasScripts = [];

    private readonly string _shared;
    private readonly string _namespace;

    /// <summary>Makes a host; its number is unique, its name needn't be. It sees the shared folder as /srv/cluster.</summary>
    public Host(int number, string name, string shared, HostsEnvironment hosts)
    {
        (Number, Name, _shared, _hosts) = (number, name, shared, hosts);
        _namespace = Names.Namespace(number);
        _folder = Path.Combine(Names.WorkFolder, _namespace);
        _root = Path.Combine(_folder, "root");
        foreach (var part in new[] { "root", "upper", "work", "rancher" })
            Directory.CreateDirectory(Path.Combine(_folder, part));
        LocalProgram.Must("mount", "-t", "overlay", _namespace,
            "-o", $"lowerdir={hosts.Image},upperdir={_folder}/upper,workdir={_folder}/work", _root);
        Write("etc/hostname", name + "\n");
        Write("etc/hosts", $"127.0.0.1 localhost\n127.0.1.1 {name}\n");
        foreach (var home in new[] { "root", "home/operator-it" })
            Write($"{home}/.ssh/authorized_keys", hosts.Key.PublicKey + "\n");
        LocalProgram.Must("chroot", _root, "chown", "-R", "operator-it", "/home/operator-it/.ssh");
    }

    public int Number { get; }

    public string Name { get; }

    public string PublicAddress => HostNetwork.PublicAddress(Number);

    public string PrivateAddress => HostNetwork.PrivateAddress(Number);

    public string PrivateInterface { get; private set; } = "";

    /// <summary>A path of the host as this process sees it.</summary>
    public string PathOf(string path) => Path.Combine(_root, path.TrimStart('/'));

    /// <summary>What the host wrote since it was made, where it lasts over a restart: paths as the host and as we see them.</summary>
    public IEnumerable<(string Path, string Full)> WrittenFiles()
    {
        var upper = Path.Combine(_folder, "upper");
        return Directory.EnumerateFiles(upper, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Device,
        }).Select(file => (file[upper.Length..], file));
    }

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public bool Has(string path) => File.Exists(PathOf(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>Starts the host and waits until its SSH server answers.</summary>
    public async Task StartAsync(string publicInterface = "eth0", string privateInterface = "enp7s0")
    {
        PrivateInterface = privateInterface;
        LocalProgram.Must("ip", "netns", "add", _namespace);
        HostNetwork.Connect(Number, _namespace, publicInterface, privateInterface);

        // The process enters its control group before it makes the namespace that has the group as its root.
        var group = ControlGroups.Create(_namespace);
        var script = Path.Combine(_folder, "boot-host.sh");
        await File.WriteAllTextAsync(script, EmbeddedFile.Read("boot-host.sh"));
        _init = Process.Start(new ProcessStartInfo("sh",
        [
            "-c", "echo $$ > \"$1/cgroup.procs\"; shift; exec \"$@\" > /dev/null 2> \"$0\" < /dev/null",
            Path.Combine(_folder, "console.log"), group,
            "ip", "netns", "exec", _namespace, "unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "--uts", "--ipc", "--cgroup",
            "sh", script, _root, _shared, Path.Combine(_folder, "rancher"),
        ]))!;
        await UntilAnswersAsync();
    }

    /// <summary>Ends the host at once, as a power cut does.</summary>
    public void Stop()
    {
        if (_init is null)
            return;
        Leftovers.Stop(_namespace);
        _init.WaitForExit();
        _init.Dispose();
        _init = null;
        HostNetwork.Disconnect(Number);
        LocalProgram.Must("ip", "netns", "del", _namespace);
        ControlGroups.Remove(Path.Combine(ControlGroups.Root!, _namespace));
    }

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

    public void Dispose()
    {
        if (!Directory.Exists(_folder))
            return;
        Stop();
        LocalProgram.Run("umount", "--lazy", _root);
        Directory.Delete(_folder, recursive: true);
    }

    private SshClient Client(string user, SshKey? key = null, int attempts = 3) =>
        new(PublicAddress, user, key ?? _hosts.Key, _hosts.KnownHosts, attempts);

    private async Task UntilAnswersAsync()
    {
        var clock = Stopwatch.StartNew();
        ProgramResult result;
        do
        {
            if (_init!.HasExited)
                throw new InvalidOperationException(
                    $"{Name} didn't start: {await File.ReadAllTextAsync(Path.Combine(_folder, "console.log"))}");
            result = await SshAsync("systemctl is-system-running --wait", limit: TimeSpan.FromSeconds(20), attempts: 1);
            if (result.Output.Trim() is "running" or "degraded")
                return;
            await Task.Delay(50);
        }
        while (clock.Elapsed < TimeSpan.FromSeconds(K3sUnderTest.ReadyLimit));

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{Name} doesn't answer: {result.Text}"));
    }
}
