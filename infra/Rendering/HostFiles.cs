using Infra.Planning;

namespace Infra.Rendering;

/// <summary>
/// <c>hosts/</c>: for each machine its cloud-init data, the commands that run on it or for it, and what they read: the configuration of
/// K3s, and the firewall.
/// <c>scripts/</c>: what the commands run, without the hashes, so that a change is seen once and as a change.
/// </summary>
internal static class HostFiles
{
    private const string UserData = "userData";
    private const string CommandType = "command:remote:Command";
    private const string InstallSuffix = "k3s";
    private const string PrepareSuffix = "prepare";

    /// <summary>The files.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Render(Plan plan)
    {
        var servers = plan.Resources.Where(resource => resource.Readable.ContainsKey(UserData)).ToList();
        var commands = plan.Resources.Where(resource => resource.Type == CommandType).ToList();
        var hosts = new Hosts(servers, commands);
        return servers.Select(server => File(Text(server, "name")!, "cloud-init.yaml", Text(server, UserData)!))
            .Concat(commands.SelectMany(command => Files(hosts.Of(command), command)))
            .Concat(plan.Scripts.Select(script => KeyValuePair.Create($"{PlanFiles.Scripts}/{script.Key}.sh", script.Value)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Files((string Host, string Step) place, PlannedResource command)
    {
        foreach (var (input, name) in new[] { ("create", place.Step), ("delete", $"{place.Step}.delete") })
        {
            if (Text(command, input) is { } line)
                yield return File(place.Host, $"{name}.command", $"{line}\n");
        }

        // One file, or two with a line between them.
        string[] names = place.Step == PrepareSuffix ? ["firewall.nft"] : ["config.yaml", "authentication.yaml"];
        var data = Text(command, "stdin")?.Split("\n---\n") ?? [];
        foreach (var (text, name) in data.Zip(names))
            yield return File(place.Host, name, text.EndsWith('\n') ? text : $"{text}\n");
    }

    private static KeyValuePair<string, string> File(string host, string name, string text) =>
        KeyValuePair.Create($"hosts/{host}/{name}", text);

    private static string? Text(PlannedResource resource, string input) => resource.Readable[input]?.GetValue<string>();

    /// <summary>Says which machine a command belongs to: the one whose name it begins with, or else the one that it runs on.</summary>
    private sealed class Hosts
    {
        private readonly HashSet<string> _names;
        private readonly Dictionary<string, string> _byAddress = new(StringComparer.Ordinal);

        public Hosts(List<PlannedResource> servers, List<PlannedResource> commands)
        {
            _names = [.. servers.Select(server => Text(server, "name")!)];
            foreach (var install in commands.Where(command => command.Name.EndsWith($"-{InstallSuffix}", StringComparison.Ordinal)))
            {
                var name = install.Name[..^(InstallSuffix.Length + 1)];
                _names.Add(name);
                _byAddress[Address(install)] = name;
            }
        }

        public (string Host, string Step) Of(PlannedResource command)
        {
            for (var end = command.Name.LastIndexOf('-'); end > 0; end = command.Name.LastIndexOf('-', end - 1))
            {
                if (_names.Contains(command.Name[..end]))
                    return (command.Name[..end], command.Name[(end + 1)..]);
            }

            return (_byAddress[Address(command)], command.Name);
        }

        private static string Address(PlannedResource command) => command.Readable["connection"]!["host"]!.GetValue<string>();
    }
}
