using System.Collections.Concurrent;
using Infra.Checks;
using Infra.Rendering;
using Infra.Reporting;
using Infra.Tests.Comparing;
using Infra.Tests.Planning;
using Infra.Tests.Settings;
using Microsoft.Playwright;
using Xunit;

namespace Infra.Tests.Reporting;

/// <summary>The machine's own Chromium, and reports on its disk for it to open. Nothing is fetched for it.</summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;
    private readonly ConcurrentBag<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        // Where none starts, the tests are skipped.
        if (Chromium.Problem is not null) return;
        Write("dev", PlannedStack.Dev);
        Write("many", ReportTests.Many(200));
        Write("ssh", PlannedStack.Get("ssh"));
        var change = Change.Report(Change.Of(SettingsText.Hcloud(), settings =>
        {
            settings.With("tenants[0].location", "\"hel1\"");
            settings["tenants"]!.AsArray().RemoveAt(1);
        }));
        File.WriteAllText(
            Path.Combine(_folder, "change.html"),
            PlanFiles.Render(change.Comparison.After, change.Results, change.Times, change)[PlanFiles.ReportHtml]);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = LocalProgram.Find(Chromium.Program),
            Headless = true,
            Args = Chromium.Arguments,
            Timeout = 120_000,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens a report: of <c>dev</c>, <c>many</c> tenants, machines that exist (<c>ssh</c>), or a <c>change</c>.</summary>
    public async Task<IPage> OpenAsync(
        string report = "dev", int width = 1280, ColorScheme colors = ColorScheme.Light, string place = "", bool scripts = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 800 },
            ColorScheme = colors,
            JavaScriptEnabled = scripts,
            Offline = true,
        });
        var address = new Uri(Path.Combine(_folder, $"{report}.html")).AbsoluteUri;
        context.Request += (_, request) =>
        {
            if (request.Url.Split('#')[0] != address && request.Url != "about:blank") _complaints.Add($"asked for {request.Url}");
        };
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Add(message.Text);
        };
        await page.GotoAsync($"{address}{place}");
        return page;
    }

    /// <summary>Holds that no page asked for anything else than itself, and that the browser complained of nothing.</summary>
    public void HasNothingToComplainOf() => Assert.Empty(_complaints);

    private void Write(string name, PlannedStack stack) =>
        File.WriteAllText(Path.Combine(_folder, $"{name}.html"), Report.Render(stack.Plan, CheckList.Run(stack.Plan), []));
}
