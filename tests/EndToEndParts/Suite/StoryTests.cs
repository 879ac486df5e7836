using System.Xml.Linq;
using Infra.Tests.EndToEnd.Suite;
using Xunit;

namespace Infra.Tests.EndToEndParts.Suite;

public sealed class StoryTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("infra-story-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_step_is_a_line_with_its_time()
    {
        var story = new Story("ssh", _folder, _output);

        await story.StepAsync("Machines boot", () => Task.CompletedTask);

        Assert.Matches(@"^ssh +0\.\d s Machines boot\n$", _output.ToString());
    }

    [Fact]
    public async Task A_step_that_fails_ends_the_story_and_says_why_and_where_the_logs_are()
    {
        var story = new Story("ssh", _folder, _output);

        await Assert.ThrowsAsync<StoryFailedException>(
            () => story.StepAsync("up", () => throw new StoryFailedException("It ended with 1.\nLast line.")));

        var lines = _output.ToString().Split('\n');
        Assert.Contains("FAILED up", lines[0]);
        Assert.EndsWith("  It ended with 1.", lines[1]);
        Assert.EndsWith("  Last line.", lines[2]);
        Assert.Contains(_folder, lines[3]);
    }

    [Fact]
    public async Task A_failure_that_nobody_foresaw_shows_its_place()
    {
        var story = new Story("ssh", _folder, _output);

        await Assert.ThrowsAsync<InvalidOperationException>(() => story.StepAsync("up", () => throw new InvalidOperationException("odd")));

        Assert.Contains("   at ", _output.ToString());
    }

    [Fact]
    public async Task JUnit_has_a_suite_for_each_scenario_and_a_case_for_each_step()
    {
        var story = new Story("ssh", _folder, _output);
        await story.StepAsync("first", () => Task.CompletedTask);
        story.Skip("second", "no clock");
        await Assert.ThrowsAsync<StoryFailedException>(
            () => story.StepAsync("third", () => throw new StoryFailedException("red \u001b[31m")));
        var file = Path.Combine(_folder, "junit.xml");

        JUnitFile.Write(file, story.Steps.Add(new StepResult("hcloud", "only", 3)));

        var suites = XDocument.Load(file).Root!.Elements().ToArray();
        Assert.Equal(["ssh 3 1 1", "hcloud 1 0 0"], suites.Select(suite => string.Join(
            ' ', new[] { "name", "tests", "failures", "skipped" }.Select(attribute => suite.Attribute(attribute)!.Value))));
        Assert.Equal("no clock", suites[0].Elements().ElementAt(1).Element("skipped")!.Attribute("message")!.Value);
        Assert.Equal("red [31m", suites[0].Elements().ElementAt(2).Element("failure")!.Value);
    }
}
