using System.Collections.Immutable;
using Infra.Components.Machines;
using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// Does on a host what cloud-init does with user data at a machine's first boot: files first, the commands last, in a service of the
/// system, while SSH answers already. Names and users are set up when the host is made; other modules aren't known here.
/// </summary>
internal sealed class FirstBoot
{
    private const string Commands = "/var/lib/cloud/instance/scripts/runcmd";
    private static readonly string[] MadeWithTheHost = ["hostname", "preserve_hostname", "ssh_pwauth", "disable_root", "users"];

    // The one question that programs ask cloud-init on a node.
    private const string Status = """
        #!/bin/sh
        [ "$*" = 'status --wait' ] || exit 64
        until [ -e /run/cloud-init/result ]; do sleep 0.2; done
        exit "$(cat /run/cloud-init/result)"
        """;

    private readonly ImmutableArray<YamlMappingNode> _files;
    private readonly string _script;

    /// <summary>Reads user data.</summary>
    /// <exception cref="InvalidOperationException">It isn't a cloud-config document, or uses a module that isn't imitated.</exception>
    public FirstBoot(string userData)
    {
        if (!userData.StartsWith("#cloud-config\n", StringComparison.Ordinal))
            throw new InvalidOperationException("cloud-init takes a document for a cloud-config only when its first line says so.");
        var stream = new YamlStream();
        stream.Load(new StringReader(userData));
        var document = (YamlMappingNode)stream.Documents[0].RootNode;
        var unknown = document.Children.Keys.Select(Text).Except([.. MadeWithTheHost, "write_files", "runcmd"]).ToArray();
        if (unknown.Length > 0)
            throw new InvalidOperationException($"The user data uses what isn't imitated: {string.Join(", ", unknown)}.");
        _files = [.. ((YamlSequenceNode)document["write_files"]).Cast<YamlMappingNode>()];
        _script = "#!/bin/sh\n" + string.Concat(((YamlSequenceNode)document["runcmd"]).Select(command => Line(command) + "\n"));
    }

    /// <summary>The stage in which files are written. From now on cloud-init is at work.</summary>
    public async Task WriteFilesAsync(Host host)
    {
        await WriteAsync(host, "/usr/bin/cloud-init", "root:root", "0755", Status);
        foreach (var file in _files)
            await WriteAsync(host, Text(file["path"]), Text(file["owner"]), Text(file["permissions"]), Text(file["content"]));
        await WriteAsync(host, Commands, "root:root", "0700", _script);
    }

    /// <summary>Begins the last stage and doesn't wait for its end.</summary>
    public static Task StartCommandsAsync(Host host) => host.MustAsync($"""
        mkdir -p /run/cloud-init
        systemd-run --quiet --no-block --unit=cloud-final --service-type=oneshot \
          sh -c '{Commands} > /var/log/cloud-init-output.log 2>&1; echo $? > /run/cloud-init/result.new; mv /run/cloud-init/result.new /run/cloud-init/result'
        """);

    private static Task WriteAsync(Host host, string path, string owner, string mode, string content) =>
        host.MustAsync($"mkdir -p \"$(dirname {path})\" && cat > {path} && chown {owner} {path} && chmod {mode} {path}", content);

    // A list is a program and its arguments, a text is a line for the shell.
    private static string Line(YamlNode command) => command is YamlSequenceNode words
        ? string.Join(' ', words.Select(word => RemoteScript.Quote(Text(word))))
        : Text(command);

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;
}
