using System.Text.Json.Nodes;
using Infra.Components.Guards;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Guards;

public sealed class SelectedLabelTests
{
    private static readonly string[] Selecting = ["nodeSelector", "nodeSelectors", "nodeAffinity"];

    [EveryStack, Theory]
    public void No_node_gives_itself_a_label_that_an_object_selects_nodes_by(PlannedStack stack)
    {
        var keys = stack.Plan.Resources.SelectMany(resource => Selected(resource.Inputs)).ToHashSet();
        Assert.True(stack.Settings.Tenants.IsEmpty || keys.Contains("node-restriction.kubernetes.io/tenant"));
        Assert.Contains("node-role.kubernetes.io/control-plane", keys);
        Assert.All(keys, key => Assert.True(NodeLabels.Decides(key), key));
    }

    [Theory]
    [InlineData("kubernetes.io/hostname")]
    [InlineData("topology.kubernetes.io/zone")]
    [InlineData("csi.hetzner.cloud/location")]
    public void Others_decide_nothing(string key) => Assert.False(NodeLabels.Decides(key));

    private static IEnumerable<string> Selected(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => Selecting.Contains(entry.Key) ? Keys(entry.Value) : Selected(entry.Value)),
        JsonArray list => list.SelectMany(Selected),
        _ => [],
    };

    // A map of labels; or selectors with matchLabels and matchExpressions, at any depth.
    private static IEnumerable<string> Keys(JsonNode? selector) => selector switch
    {
        JsonArray list => list.SelectMany(Keys),
        JsonObject map when map["key"] is JsonValue key && map["operator"] is not null => [key.GetValue<string>()],
        JsonObject map => map.SelectMany(entry => entry.Value is JsonValue && entry.Key is not "weight" ? [entry.Key] : Keys(entry.Value)),
        _ => [],
    };
}
