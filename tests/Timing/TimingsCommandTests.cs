using System.Text.Json.Nodes;
using Infra.Tests.Planning;
using Xunit;

namespace Infra.Tests.Timing;

public sealed class TimingsCommandTests
{
    [Fact]
    public async Task Measured_times_take_the_place_of_those_in_the_table()
    {
        using var workplace = new Workplace();
        workplace.Write("times.json", """{ "server": 100.5, "object": 0 }""");
        var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--out", "out", "--timings", "times.json"]);
        Assert.Equal((0, ""), (status, error));
        Assert.Contains("100.5 s", output, StringComparison.Ordinal);
        var time = JsonNode.Parse(workplace.Files("out")["plan.json"])!["time"]!;
        var server = Assert.Single(time["chain"]!.AsArray(), step => step!["step"]!.GetValue<string>() == "server")!;
        Assert.Equal(100.5m, server["seconds"]!.GetValue<decimal>());
        Assert.Equal(100.5m, time["steps"]!["server"]!.GetValue<decimal>());
        Assert.Equal(40, time["steps"]!["preparation"]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData("""{ "servers": 20 }""", "'servers'", "preparation")]
    [InlineData("""{ "server": -1 }""", "'server' is -1", "0 to 86400")]
    [InlineData("""{ "server": 86401 }""", "'server' is 86401", "0 to 86400")]
    [InlineData("""{ "server": "20" }""", "'server' is \"20\"", "number of seconds")]
    [InlineData("""{ "server": null }""", "'server' is null", "number of seconds")]
    [InlineData("""{ "server": 1e99 }""", "'server' is 1e99", "number of seconds")]
    [InlineData("""{ "server": 1, "server": 2 }""", "is no JSON", "server")]
    [InlineData("""["server"]""", "must be a map", "server")]
    [InlineData("server: 20", "is no JSON", "times.json")]
    [InlineData("", "is no JSON", "times.json")]
    [InlineData(null, "can't be read", "times.json")]
    public async Task Bad_times_are_told_in_a_line_and_nothing_is_written(string? times, params string[] expected)
    {
        using var workplace = new Workplace();
        if (times is not null) workplace.Write("times.json", times);
        var (status, output, error) = await workplace.RunAsync(["plan", "dev", "--out", "out", "--timings", "times.json"]);
        Assert.Equal((2, ""), (status, output));
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.All(expected, text => Assert.Contains(text, error, StringComparison.Ordinal));
        Assert.DoesNotContain("out", workplace.Entries());
    }
}
