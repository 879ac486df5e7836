using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>Reads rules of firewalls, and refuses what Hetzner does.</summary>
internal static class FirewallRules
{
    private const int MostRules = 50;
    private const int MostRanges = 100;
    private const int LongestText = 255;

    /// <summary>A request's rules; none if it has none.</summary>
    public static IReadOnlyList<RuleOfFirewall> Of(ApiRequest request)
    {
        RuleOfFirewall[] rules = [.. request.Items("rules").Select((rule, index) => Read(rule.AsObject(), $"rules.{index}"))];
        return rules.Length <= MostRules ? rules : throw ApiError.Invalid("rules", "are too many");
    }

    private static RuleOfFirewall Read(JsonObject rule, string field)
    {
        string? Text(string name) => ApiRequest.TextOf(rule[name], $"{field}.{name}");
        var (direction, protocol, port, text) = (Text("direction"), Text("protocol"), Text("port"), Text("description"));
        if (direction is not ("in" or "out"))
            throw ApiError.Invalid($"{field}.direction", "must be in or out");
        if (protocol is not ("tcp" or "udp" or "icmp" or "esp" or "gre"))
            throw ApiError.Invalid($"{field}.protocol", "is unknown");
        if (protocol is "tcp" or "udp" ? port is null || !IsPort(port) : port is not null)
            throw ApiError.Invalid($"{field}.port", $"'{port}' is not valid for {protocol}");
        if (text?.Length > LongestText)
            throw ApiError.Invalid($"{field}.description", "is too long");
        var (sources, destinations) = (ReadRanges(rule, "source_ips", field), ReadRanges(rule, "destination_ips", field));
        if ((direction == "in" ? sources : destinations).Length == 0)
            throw ApiError.Invalid(direction == "in" ? $"{field}.source_ips" : $"{field}.destination_ips", "is missing");
        return new RuleOfFirewall(direction, protocol, port, sources, destinations, text);
    }

    private static string[] ReadRanges(JsonObject rule, string name, string field)
    {
        string[] ranges = [.. ApiRequest.Items(rule, name)
            .Select(range => Ranges.Read(ApiRequest.TextOf(range, name), $"{field}.{name}").ToString())];
        return ranges.Length <= MostRanges ? ranges : throw ApiError.Invalid($"{field}.{name}", "are too many");
    }

    private static bool IsPort(string text) => text == "any" || text.Split('-') switch
    {
        [var port] => Number(port) is not null,
        [var first, var last] => Number(first) <= Number(last),
        _ => false,
    };

    private static int? Number(string text) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
