using Infra.Deploying;
using Xunit;

namespace Infra.Tests.Deploying;

public sealed class EngineEventTests
{
    [Fact]
    public void A_log_that_broke_off_within_a_line_is_read_up_to_there()
    {
        var log = Path.GetTempFileName();
        File.WriteAllText(log, """
            {"sequence":0,"preludeEvent":{"config":{}}}
            {"sequence":1,"diagnosticEvent":{"urn":"urn:a","message":"no such host","severity":"error"}}
            {"sequence":2,"resourcePreEvent":{"meta
            """);

        var events = EngineEvent.Read(log).ToArray();

        Assert.Equal(2, events.Length);
        Assert.Equal(new DiagnosticEvent("urn:a", "no such host"), events[1].DiagnosticEvent);
        File.Delete(log);
    }
}
