using System.Text.Json.Nodes;
using CsCheck;
using Infra.Planning;
using Infra.Rendering;
using Infra.Stacks.Settings;
using Infra.Tests.Settings;
using Xunit;

namespace Infra.Tests.Planning;

public sealed class AcceptedSettingsTests
{
    [Fact]
    public void Whatever_the_loader_accepts_can_be_planned() => OddSettings.Of(Stacks.Random).Sample(
        json =>
        {
            if (Accepted(json) is { } settings)
                PlanFiles.Render(Planner.PlanAsync("infra", "odd", settings).GetAwaiter().GetResult());
        },
        iter: 800,
        print: json => json.ToJsonString());

    private static PlatformSettings? Accepted(JsonObject json)
    {
        try
        {
            return json.Load();
        }
        catch (SettingsException)
        {
            return null;
        }
    }
}
