using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Planning;
using Infra.Stacks.Providers;

namespace Infra.Comparing;

/// <summary>
/// The stand-ins in plans for what a deployment brings: addresses and ids. People read whose they are, and not the made-up values.
/// </summary>
public sealed partial class StandIns
{
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);

    /// <summary>Takes note of the stand-ins of some plans.</summary>
    public StandIns(params Plan[] plans)
    {
        foreach (var resource in plans.SelectMany(plan => plan.Resources).Where(resource => !resource.IsComponent))
        {
            var id = StandIn.Id(resource.Type, resource.Name);
            _told[id] = $"[id of {resource.Name}]";
            if (NodeProviders.All.Any(provider => provider.AddressTypes.Contains(resource.Type)))
                _told[StandIn.Address(id)] = $"[address of {resource.Name}]";
        }
    }

    /// <summary>A text in which each stand-in says whose it is.</summary>
    public string In(string text) => Candidate().Replace(text, match => _told.GetValueOrDefault(match.Value, match.Value));

    /// <summary>A value in whose texts and numbers each stand-in says whose it is.</summary>
    internal JsonNode? In(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, In(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(In)]),
        JsonValue value when value.TryGetValue<string>(out var text) => In(text),
        JsonValue value when _told.TryGetValue(value.ToJsonString(), out var told) => told,
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"(?<![0-9.])([0-9]{1,3}(\.[0-9]{1,3}){3}|[0-9]{5,9})(?![0-9]|\.[0-9])")]
    private static partial Regex Candidate();
}
