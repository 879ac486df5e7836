using System.Diagnostics;

namespace Infra.Tests.Hosts;

/// <summary>
/// A Debian host made of namespaces: its own root file system, network, processes and name, with systemd, its journal and OpenSSH's
/// server as they are. What it writes lasts over a restart and ends with it.
/// </summary>
internal abstract class DebianHost : IDisposable
{
    // K3s's folder is one of the machine's disk, bound to its place in the host.
    private const string Rancher = "var/lib/rancher/";

    private readonly string _folder;
    private readonly string _root;
    private readonly string _shared;
    private Process? _init;

    /// <summary>Makes a host's disk; it doesn't run yet.</summary>
    /// <param name="space">Its network namespace, and what its folder is called: unique on the machine.</param>
    /// <param name="name">Its host name, which needn't be unique.</param>
    /// <param name="image">Folder of the root file system that it starts from.</param>
    /// <param name="shared">Folder that it sees as <c>/srv/cluster</c>.</param>
    protected DebianHost(string space, string name, string image, string shared)
    {
        (Space, Name, _shared) = (space, name, shared);
        _folder = Path.Combine(Names.WorkFolder, space);
        _root = Path.Combine(_folder, "root");
        foreach (var part in new[] { "root", "upper", "work", "rancher" })
            Directory.CreateDirectory(Path.Combine(_folder, part));
        LocalProgram.Must("mount", "-t", "overlay", space,
            "-o", $"lowerdir={image},upperdir={_folder}/upper,workdir={_folder}/work", _root);
        Write("etc/hostname", name + "\n");
        Write("etc/hosts", $"127.0.0.1 localhost\n127.0.1.1 {name}\n");
    }

    /// <summary>The host's name.</summary>
    public string Name { get; }

    /// <summary>The host's network namespace.</summary>
    public string Space { get; }

    /// <summary>Whether its first program runs.</summary>
    public bool IsRunning => _init is { HasExited: false };

    /// <summary>What its first program said before systemd took over.</summary>
    public string Console => File.ReadAllText(Path.Combine(_folder, "console.log"));

    /// <summary>A path of the host as this process sees it.</summary>
    public string PathOf(string path) => path.TrimStart('/') is var relative && relative.StartsWith(Rancher, StringComparison.Ordinal)
        ? Path.Combine(_folder, "rancher", relative[Rancher.Length..])
        : Path.Combine(_root, relative);

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

    /// <summary>A file's text.</summary>
    public string Read(string path) => File.ReadAllText(PathOf(path));

    /// <summary>Whether a file exists.</summary>
    public bool Has(string path) => File.Exists(PathOf(path));

    /// <summary>Writes a file from outside.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>Starts the first program; it isn't waited for.</summary>
    /// <param name="connect">Connects the network namespace, which is there by then.</param>
    /// <param name="forKubelet">Whether a kubelet is to run on it, which needs more of the machine's control groups.</param>
    protected void Boot(Action connect, bool forKubelet)
    {
        LocalProgram.Must("ip", "netns", "add", Space);
        connect();

        // The process enters its control groups before it makes the namespace that has them as its roots.
        var groups = ControlGroups.Create(Space, forKubelet);
        var script = Path.Combine(_folder, "boot-host.sh");
        File.WriteAllText(script, EmbeddedFile.Read(typeof(DebianHost), "boot-host.sh"));
        _init = Process.Start(new ProcessStartInfo("sh",
        [
            "-c", "for group in $1; do echo $$ > \"$group/cgroup.procs\"; done; shift; exec \"$@\" > /dev/null 2> \"$0\" < /dev/null",
            Path.Combine(_folder, "console.log"), string.Join(' ', groups),
            "ip", "netns", "exec", Space, "unshare", "--mount", "--pid", "--fork", "--kill-child=KILL", "--uts", "--ipc", "--cgroup",
            "sh", script, _root, _shared, Path.Combine(_folder, "rancher"), .. forKubelet ? ControlGroups.Old : [],
        ]))!;
    }

    /// <summary>Takes away what the host was connected with, once its processes are gone.</summary>
    protected abstract void Disconnect();

    /// <summary>Ends the host at once, as a power cut does.</summary>
    public void Stop()
    {
        if (_init is null)
            return;
        Leftovers.Stop(Space);
        _init.WaitForExit();
        _init.Dispose();
        _init = null;
        Disconnect();
        LocalProgram.Must("ip", "netns", "del", Space);
        ControlGroups.Remove(Space);
    }

    /// <summary>Ends the host, with its disk.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(_folder))
            return;
        Stop();
        LocalProgram.Run("umount", "--lazy", _root);
        LocalProgram.Run("umount", "--lazy", PathOf(Rancher));
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
