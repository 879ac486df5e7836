namespace Infra.Tests.EndToEnd.Worlds;

/// <summary>Keeps what machines wrote of themselves, for who looks at a failure.</summary>
internal static class Journals
{
    private static readonly string[] Files =
    [
        "var/lib/rancher/k3s/agent/containerd/containerd.log", "var/lib/rancher/k3s/server/logs/audit.log", "var/log/infra-packages.log",
    ];

    /// <summary>Copies each machine's journal, and the logs that lie beside it.</summary>
    public static void Keep(World world)
    {
        foreach (var machine in world.Machines.Where(machine => machine.IsRunning))
        {
            var folder = Directory.CreateDirectory(Path.Combine(world.Folder, "machines", machine.Name)).FullName;
            var journal = machine.SshAsync("journalctl --no-pager --output=short-iso-precise").GetAwaiter().GetResult();
            File.WriteAllText(Path.Combine(folder, "journal.log"), journal.Text);
            foreach (var file in Files)
            {
                var text = machine.SshAsync($"cat /{file}").GetAwaiter().GetResult();
                if (text.ExitCode == 0)
                    File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), text.Output);
            }
        }
    }
}
