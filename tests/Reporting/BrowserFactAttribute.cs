namespace Infra.Tests.Reporting;

/// <summary>A fact that needs Chromium; it is skipped, saying so, where none starts.</summary>
internal sealed class BrowserFactAttribute : Xunit.FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Problem;
}
