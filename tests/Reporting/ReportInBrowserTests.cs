using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Infra.Tests.Reporting;

public sealed partial class ReportInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly int[] Widths = [360, 768, 1280];
    private static readonly (string Report, string Place)[] Places =
    [
        ("dev", ""), ("dev", "#tenant-tenant-a"), ("dev", "#checks"), ("dev", "#reach"), ("dev", "#shared"), ("dev", "#texts"),
        ("change", ""), ("change", "#change"), ("change", "#cost"), ("change", "#tenant-tenant-a"), ("ssh", ""), ("many", "#cost"),
    ];

    [BrowserFact]
    public async Task A_table_sorts_by_the_header_that_is_pressed_and_back()
    {
        var page = await browser.OpenAsync("many");
        var header = page.Locator("#overview table:has-text('Tenants') th:has-text('Tenant')").First;
        await header.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("ascending", await header.GetAttributeAsync("aria-sort"));
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"tenant-{number}"), await TenantsAsync(page));
        await header.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("descending", await header.GetAttributeAsync("aria-sort"));
        Assert.Equal(Enumerable.Range(0, 200).Reverse().Select(number => $"tenant-{number}"), await TenantsAsync(page));
        browser.HasNothingToComplainOf();
    }

    [BrowserFact]
    public async Task A_filter_leaves_the_rows_that_hold_its_text_and_says_how_many()
    {
        var page = await browser.OpenAsync("many");
        await page.GetByLabel("Filter: Tenants").FillAsync("T17.Example");
        Assert.Equal(["tenant-17"], await TenantsAsync(page));
        Assert.Equal("1 of 200", await page.Locator("#overview [role=status]").TextContentAsync());
        await page.GetByLabel("Filter: Tenants").FillAsync("");
        Assert.Equal(200, (await TenantsAsync(page)).Count);
        browser.HasNothingToComplainOf();
    }

    [BrowserFact]
    public async Task The_keyboard_leads_everywhere_and_shows_where_it_is()
    {
        var page = await browser.OpenAsync();
        var seen = new List<string>();
        for (var press = 0; press < 40; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            var (text, outline) = await FocusAsync(page);
            if (text == "BODY") break;
            Assert.NotEqual("none 0px", outline);
            seen.Add(text);
        }

        Assert.Equal(["Overview", "Checks", "Who may reach whom", "Shared parts", "Long texts"], seen.Take(5));
        Assert.Superset(new HashSet<string> { "Tenant", "Left", "tenant-a", "tenant-b" }, seen.ToHashSet());
        await page.Locator("#overview a:text-is('tenant-b')").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForFunctionAsync("document.activeElement.textContent === 'Tenant tenant-b'");
        Assert.False(await page.Locator("#overview").IsVisibleAsync());
        // On from the title, not from the top of the page.
        await page.Keyboard.PressAsync("Tab");
        Assert.True(await page.EvaluateAsync<bool>("document.activeElement.closest('#tenant-tenant-b') !== null"));
        browser.HasNothingToComplainOf();
    }

    [BrowserFact]
    public async Task Nothing_is_scrolled_sideways_on_a_phone_a_tablet_or_a_desk()
    {
        foreach (var width in Widths)
        {
            foreach (var (report, place) in Places)
            {
                var page = await browser.OpenAsync(report, width, place: place);
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
                Assert.True(await OverflowAsync(page) <= 0, $"{report} '{place}' is wider than {width} pixels.");
                await page.Context.CloseAsync();
            }
        }

        browser.HasNothingToComplainOf();
    }

    [BrowserFact]
    public async Task Axe_finds_nothing()
    {
        foreach (var (width, colors) in new[] { (360, ColorScheme.Dark), (1280, ColorScheme.Light), (1280, ColorScheme.Dark) })
        {
            foreach (var (report, place) in Places)
            {
                var page = await browser.OpenAsync(report, width, colors, place);
                await page.EvaluateAsync("document.querySelectorAll('.page:target details').forEach(details => details.open = true)");
                var result = await page.RunAxe();
                Assert.NotEmpty(result.Passes);
                Assert.True(result.Violations.Length == 0, $"{report} '{place}' at {width} pixels, {colors}: {Told(result)}");
                await page.Context.CloseAsync();
            }
        }
    }

    [BrowserFact]
    public async Task It_is_light_or_dark_as_the_reader_wants()
    {
        var light = await (await browser.OpenAsync(colors: ColorScheme.Light)).EvaluateAsync<string>(Background);
        var dark = await (await browser.OpenAsync(colors: ColorScheme.Dark)).EvaluateAsync<string>(Background);
        Assert.Equal("rgb(255, 255, 255)", light);
        Assert.Equal("rgb(16, 22, 29)", dark);
    }

    [BrowserFact]
    public async Task It_prints_on_A4_in_dark_letters_and_nothing_is_cut_off()
    {
        foreach (var (report, place) in Places)
        {
            // 180 mm are left between the margins: 680 pixels.
            var page = await browser.OpenAsync(report, 680, ColorScheme.Dark, place);
            var pdf = Encoding.Latin1.GetString(await page.PdfAsync(new() { PreferCSSPageSize = true }));
            var boxes = MediaBox().Matches(pdf).Select(match => (Width: Number(match.Groups[1]), Height: Number(match.Groups[2]))).ToList();
            Assert.NotEmpty(boxes);
            // 210 by 297 mm, in points.
            Assert.All(boxes, box => Assert.True(Math.Abs(box.Width - 595.3) < 1 && Math.Abs(box.Height - 841.9) < 1, $"{box}"));
            await page.EmulateMediaAsync(new() { Media = Media.Print });
            Assert.True(await OverflowAsync(page) <= 0, $"{report} '{place}' is wider than the paper.");
            Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>(Background));
            await page.Context.CloseAsync();
        }
    }

    [BrowserFact]
    public async Task Without_scripts_every_page_is_reached_and_one_is_seen_at_a_time()
    {
        var page = await browser.OpenAsync(scripts: false);
        string[] ids = ["checks", "reach", "shared", "texts"];
        foreach (var id in ids)
        {
            await page.Locator($"nav a[href='#{id}']").ClickAsync();
            Assert.Equal(1, await page.Locator(".page:visible").CountAsync());
            Assert.True(await page.Locator($"#{id}").IsVisibleAsync());
        }

        await page.Locator("nav a[href='#overview']").ClickAsync();
        await page.Locator("#overview a[href='#tenant-tenant-b']").ClickAsync();
        Assert.True(await page.Locator("#tenant-tenant-b").IsVisibleAsync());
        browser.HasNothingToComplainOf();
    }

    private const string Background = "getComputedStyle(document.body).backgroundColor";

    private static async Task<IReadOnlyList<string>> TenantsAsync(IPage page) =>
        await page.EvaluateAsync<string[]>(
            "Array.from(document.querySelectorAll('#overview tbody tr:not([hidden]) a'), link => link.textContent)");

    private static Task<int> OverflowAsync(IPage page) =>
        page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    private static async Task<(string Text, string Outline)> FocusAsync(IPage page)
    {
        var facts = await page.EvaluateAsync<string[]>("""
            (() => {
              const element = document.activeElement;
              const style = getComputedStyle(element);
              return [element === document.body ? "BODY" : element.textContent, style.outlineStyle + " " + style.outlineWidth];
            })()
            """);
        return (facts[0], facts[1]);
    }

    private static double Number(Group digits) => double.Parse(digits.Value, CultureInfo.InvariantCulture);

    private static string Told(AxeResult result) => string.Join(
        "; ", result.Violations.Select(violation => $"{violation.Id} ({violation.Help}): {violation.Nodes[0].Html}"));

    [GeneratedRegex(@"/MediaBox ?\[ ?0 0 ([0-9.]+) ([0-9.]+) ?\]")]
    private static partial Regex MediaBox();
}
