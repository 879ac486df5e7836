using System.Globalization;

namespace Pulumi;

/// <summary>What a generated argument class takes from the environment: the first variable that is set counts.</summary>
internal static class EnvironmentDefault
{
    public static string? Text(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => value is not null);

    public static bool? Boolean(params string[] names) => Text(names) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };

    public static int? Int32(params string[] names) =>
        int.TryParse(Text(names), CultureInfo.InvariantCulture, out var value) ? value : null;

    public static double? Double(params string[] names) =>
        double.TryParse(Text(names), CultureInfo.InvariantCulture, out var value) ? value : null;
}
