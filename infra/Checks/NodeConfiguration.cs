using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infra.Configuration;
using Infra.Planning;
using YamlDotNet.RepresentationModel;

namespace Infra.Checks;

/// <summary>The configuration with which K3s starts on a node.</summary>
/// <param name="Command">The command that writes it.</param>
/// <param name="Values">What it says (K3s's <c>config.yaml</c>).</param>
public sealed record NodeConfiguration(PlannedResource Command, JsonObject Values)
{
    private const string InstallationSuffix = "-k3s";

    /// <summary>The node's addresses, inside and outside.</summary>
    public IEnumerable<string> Addresses =>
        new[] { "node-ip", "node-external-ip" }.SelectMany(key => Values[key]?.GetValue<string>().Split(',') ?? []);

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
}
