using System.CommandLine;
using System.Globalization;
using Infra.Configuration;
using Infra.Rendering;
using Infra.Stacks.Providers;
using Infra.Stacks.Providers.Pricing;
using Spectre.Console;

namespace Infra.Commands;

/// <summary><c>prices</c>: what the plan's costs are computed with, how old that is, and how it is renewed.</summary>
internal static class PricesCommand
{
    private static readonly Option<string?> From = new("--from")
    {
        HelpName = "file",
        Description = "Write the list anew from what the provider's API answered.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("prices", "Show the price list that plans are computed with, its age, and how it is renewed. "
            + "Needs no account, token or network.") { From };
        command.SetAction(parsed => Run(parsed.GetValue(From)));
        return command;
    }

    private static int Run(string? answer)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        foreach (var provider in NodeProviders.All)
        {
            if (provider.Prices is not { } prices)
                continue;
            if (answer is null)
                Show(provider.Word, prices, today);
            else
                Renew(prices, answer, today);
        }

        return CommandLine.Fine;
    }

    private static void Renew(ProviderPrices prices, string answer, DateOnly today)
    {
        var target = Path.Combine(Project.Find().Root, prices.File);
        if (!File.Exists(target))
            throw new ConfigurationException($"There is no {prices.File} here to write anew: run it in a checkout of this program.");
        try
        {
            var list = prices.Read(File.ReadAllText(answer), today);
            File.WriteAllText(target, PriceListFile.Write(list));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{prices.File} has {list.Prices.Length} prices of {today:yyyy-MM-dd} now; review and commit it."));
        }
        catch (FormatException exception)
        {
            throw new ConfigurationException($"{answer} {exception.Message} Nothing was written.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"The price list can't be renewed: {exception.Message}");
        }
    }

    private static void Show(string provider, ProviderPrices prices, DateOnly today)
    {
        var list = prices.List;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{provider}: {list.Prices.Length} prices in {list.Currency} per month, net of VAT, from {prices.File}. "
            + $"The oldest was read on {list.Date:yyyy-MM-dd}, {today.DayNumber - list.Date.DayNumber} days ago."));
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in new[] { "What", "Type", "Where" })
            table.AddColumn(column);
        table.AddColumn(new TableColumn("Net").RightAligned());
        table.AddColumn(new TableColumn("Traffic TB").RightAligned());
        table.AddColumn("Source");
        foreach (var price in list.Prices)
        {
            table.AddRow(
                price.Kind.ToString(),
                Markup.Escape(price.Type),
                Markup.Escape(price.Locations.IsEmpty ? "everywhere" : string.Join(", ", price.Locations)),
                price.Net.ToString("0.00##", CultureInfo.InvariantCulture),
                price.TrafficTb?.ToString("0.##", CultureInfo.InvariantCulture) ?? "",
                Markup.Escape(price.Source.Name));
        }

        Summary.Console().Write(table);
        foreach (var source in list.Sources)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{source.Name}, {source.Date:yyyy-MM-dd}: {source.Text}"));
        Console.WriteLine(prices.Renewal);
    }
}
