using YamlDotNet.RepresentationModel;

namespace Infra.Tests.Integration.Hosts;

/// <summary>
/// cloud-init at a machine's first boot, as far as a program sees it: it is at work for a while, and SSH answers already. Names and users
/// are set up when the host is made; nothing else is known here.
/// </summary>
internal static class FirstBoot
{
    private static readonly string[] MadeWithTheHost = ["hostname", "preserve_hostname", "ssh_pwauth", "disable_root", "users"];

    // The one question that programs ask cloud-init on a node.
    private const string Status = """
        #!/bin/sh
        [ "$*" = 'status --wait' ] || exit 64
        until [ -e /run/cloud-init/result ]; do sleep 0.2; done
        exit "$(cat /run/cloud-init/result)"
        """;

    /// <summary>From now on cloud-init is at work with these user data.</summary>
    /// <exception cref="InvalidOperationException">It isn't a cloud-config document, or uses a module that isn't imitated.</exception>
    public static async Task BeginAsync(Host host, string userData)
    {
        if (!userData.StartsWith("#cloud-config\n", StringComparison.Ordinal))
            throw new InvalidOperationException("cloud-init takes a document for a cloud-config only when its first line says so.");
        var stream = new YamlStream();
        stream.Load(new StringReader(userData));
        var document = (YamlMappingNode)stream.Documents[0].RootNode;
        var unknown = document.Children.Keys.Select(key => ((YamlScalarNode)key).Value!).Except(MadeWithTheHost).ToArray();
        if (unknown.Length > 0)
            throw new InvalidOperationException($"The user data uses what isn't imitated: {string.Join(", ", unknown)}.");
        await host.MustAsync("cat > /usr/bin/cloud-init && chmod 0755 /usr/bin/cloud-init", Status);
    }

    /// <summary>cloud-init is done.</summary>
    public static Task EndAsync(Host host) => host.MustAsync("mkdir -p /run/cloud-init && echo 0 > /run/cloud-init/result");
}
