using Xunit;

namespace Infra.Tests.Entry;

/// <summary>What build.sh keeps of a deployment that went well.</summary>
public sealed class MeasuringTests : BuildScript
{
    private const string Urn = "urn:pulumi:dev::infra::infra:components:Tenant$hcloud:index/server:Server::a-node";

    [UnixFact]
    public void How_long_its_steps_took_is_written_where_plan_can_read_it()
    {
        var run = Checkout.Build("up dev --yes", Token, Passphrase, Events(Event(100, "resourcePreEvent"), Event(133, "resOutputsEvent")));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("{\n  \"server\": 33\n}\n", Checkout.Read(".build/times-dev.json"));
        Assert.Contains(".build/times-dev.json", run.Errors);
        Assert.False(Checkout.Has(".build/events-dev.json"));
    }

    [UnixFact]
    public void After_a_run_that_created_nothing_or_failed_there_is_nothing_new()
    {
        Assert.Equal(0, Checkout.Build("up dev --yes", Token, Passphrase, Events("{}")).ExitCode);
        var failed = Events(Event(100, "resourcePreEvent"), Event(133, "resOutputsEvent"));
        Assert.Equal(255, Checkout.Build("up dev --yes", Token, Passphrase, failed, ("PULUMI_EXIT_CODE", "255")).ExitCode);
        Assert.False(Checkout.Has(".build/times-dev.json"));
    }

    private static string Event(int at, string kind) =>
        $$$"""{"sequence":1,"timestamp":{{{at}}},"{{{kind}}}":{"metadata":{"op":"create","urn":"{{{Urn}}}","type":"""
        + """ "hcloud:index/server:Server","new":{"custom":true,"inputs":{}}}}}""";

    private static (string, string) Events(params string[] lines) => ("EVENTS", string.Concat(lines.Select(line => $"{line}\n")));
}
