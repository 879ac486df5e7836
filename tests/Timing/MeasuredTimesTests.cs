using Infra.Deploying;
using Infra.Timing;
using Xunit;

namespace Infra.Tests.Timing;

public sealed class MeasuredTimesTests
{
    private const string Server = "hcloud:index/server:Server";
    private const string Command = "command:remote:Command";

    [Fact]
    public void A_step_took_from_its_begin_to_its_end_on_average() => Assert.Equal(
        [KeyValuePair.Create("preparation", 41m), KeyValuePair.Create("server", 21.3m)],
        MeasuredTimes.Of(
        [
            Begin(100, Server, "a-node"), Begin(100, Server, "b-node"), Begin(101, Server, "c-node"),
            End(120, Server, "a-node"), Begin(120, Command, "a-prepare"), End(121, Server, "b-node"), End(124, Server, "c-node"),
            End(161, Command, "a-prepare"),
        ]));

    [Fact]
    public void The_preview_before_it_components_and_what_is_only_changed_are_not_counted() => Assert.Empty(MeasuredTimes.Of(
    [
        Begin(1, Server, "a-node", planning: true), End(2, Server, "a-node", planning: true),
        Begin(10, "infra:components:Agent", "a", custom: false), End(60, "infra:components:Agent", "a", custom: false),
        Begin(10, Server, "a-node", op: "update"), End(60, Server, "a-node", op: "update"),
        Begin(10, Server, "b-node"),
    ]));

    private static EngineEvent Begin(
        long at, string type, string name, string op = "create", bool custom = true, bool planning = false) =>
        new(at, null, Event(type, name, op, custom, planning), null);

    private static EngineEvent End(
        long at, string type, string name, string op = "create", bool custom = true, bool planning = false) =>
        new(at, null, null, Event(type, name, op, custom, planning));

    private static ResourceEvent Event(string type, string name, string op, bool custom, bool planning)
    {
        var urn = $"urn:pulumi:dev::infra::infra:components:Tenant${type}::{name}";
        return new ResourceEvent(new ResourceStep(op, urn, type, new ResourceState(custom, null)), planning);
    }
}
