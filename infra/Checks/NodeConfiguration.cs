using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Components.K3s;
using Infra.Configuration;
using Infra.Planning;
using YamlDotNet.RepresentationModel;

namespace Infra.Checks;

/// <summary>The configuration with which K3s starts on a node.</summary>
/// <param name="Command">The command that writes it.</param>
/// <param name="Values">What it says (K3s's <c>config.yaml</c>).</param>
public sealed partial record NodeConfiguration(PlannedResource Command, JsonObject Values)
{
    private const string InstallationSuffix = "-k3s";

    /// <summary>The node's addresses, inside and outside.</summary>
    public IEnumerable<string> Addresses =>
        new[] { "node-ip", "node-external-ip" }.SelectMany(key => Values[key]?.GetValue<string>().Split(',') ?? []);

    /// <summary>The version that is installed on the node.</summary>
    public K3sVersion Version => K3sVersion.Parse(InstalledVersion().Match(Command.Readable["create"]!.GetValue<string>()).Groups[1].Value);

    /// <summary>The configurations in a plan, by their nodes' names.</summary>
    public static ImmutableDictionary<string, NodeConfiguration> Of(Plan plan) => plan.OfType(PlanQueries.Command)
        .Where(command => command.Name.EndsWith(InstallationSuffix, StringComparison.Ordinal))
        .ToImmutableDictionary(
            command => command.Name[..^InstallationSuffix.Length], command => new NodeConfiguration(command, Read(command)));

    private static JsonObject Read(PlannedResource command)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(command.Readable["stdin"]!.GetValue<string>()));
        return YamlJson.Convert(command.Name, stream.Documents[0].RootNode)!.AsObject();
    }

    [GeneratedRegex(" VERSION='([^']+)'")]
    private static partial Regex InstalledVersion();
}
