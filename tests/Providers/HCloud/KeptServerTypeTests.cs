using Infra.Stacks.Providers.HCloud.Servers;
using Xunit;

namespace Infra.Tests.Providers.HCloud;

public sealed class KeptServerTypeTests
{
    [Fact]
    public void A_server_that_keeps_its_type_is_named_with_the_way_to_get_the_other() => Assert.Equal(
        "prod-control-plane-2 stays a cpx22 although controlPlane.serverType is cpx32: servers of a control plane are replaced one at a "
        + "time. Name one in controlPlane.rebuild (why: cpx32) and deploy, then the next; the entry server last, once "
        + "controlPlane.entry names another.",
        KeptServerType.Notice("prod-control-plane-2", actual: "cpx22", wanted: "cpx32"));

    [Fact]
    public void Nothing_is_said_of_a_server_that_has_the_type_that_is_asked_for() =>
        Assert.Null(KeptServerType.Notice("prod-control-plane-2", actual: "cpx32", wanted: "cpx32"));
}
