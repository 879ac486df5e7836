using System.Globalization;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What Hetzner offers: locations, types of servers, images. Numbers are made up, as clients look them up by name.</summary>
internal static class Catalog
{
    private const long FirstImage = 67794396;

    private static readonly string[] Everywhere = ["fsn1", "nbg1", "hel1", "ash", "hil", "sin"];
    private static readonly string[] Europe = ["fsn1", "nbg1", "hel1"];
    private static readonly string[] EuropeAndAsia = [.. Europe, "sin"];

    /// <summary>All locations.</summary>
    public static IReadOnlyList<Location> Locations { get; } =
    [
        new(1, "fsn1", "Falkenstein DC Park 1", "DE", "Falkenstein", 50.47612, 12.370071, "eu-central"),
        new(2, "nbg1", "Nuremberg DC Park 1", "DE", "Nuremberg", 49.452102, 11.076665, "eu-central"),
        new(3, "hel1", "Helsinki DC Park 1", "FI", "Helsinki", 60.169855, 24.938379, "eu-central"),
        new(4, "ash", "Ashburn, VA", "US", "Ashburn, VA", 39.045821, -77.487073, "us-east"),
        new(5, "hil", "Hillsboro, OR", "US", "Hillsboro, OR", 45.54222, -122.951924, "us-west"),
        new(6, "sin", "Singapore", "SG", "Singapore", 1.283333, 103.833333, "ap-southeast"),
    ];

    /// <summary>All types of servers.</summary>
    public static IReadOnlyList<ServerType> ServerTypes { get; } =
    [
        Type(104, "cx22", 2, 4, 40, 3.79m, Europe),
        Type(105, "cx32", 4, 8, 80, 6.80m, Europe),
        Type(106, "cx42", 8, 16, 160, 16.40m, Europe),
        Type(107, "cx52", 16, 32, 320, 32.40m, Europe),
        Type(114, "cx23", 2, 4, 40, 3.49m, Europe),
        Type(115, "cx33", 4, 8, 80, 5.49m, Europe),
        Type(116, "cx43", 8, 16, 160, 9.49m, Europe),
        Type(117, "cx53", 16, 32, 320, 17.49m, Europe),
        Type(122, "cpx11", 2, 2, 40, 4.35m, Everywhere),
        Type(123, "cpx21", 3, 4, 80, 7.55m, Everywhere),
        Type(124, "cpx31", 4, 8, 160, 13.60m, Everywhere),
        Type(125, "cpx41", 8, 16, 240, 25.20m, Everywhere),
        Type(126, "cpx51", 16, 32, 360, 54.90m, Everywhere),
        Type(132, "cpx12", 1, 2, 40, 5.99m, EuropeAndAsia),
        Type(133, "cpx22", 2, 4, 80, 6.49m, EuropeAndAsia),
        Type(134, "cpx32", 4, 8, 160, 10.99m, EuropeAndAsia),
        Type(135, "cpx42", 8, 16, 320, 19.99m, EuropeAndAsia),
        Type(136, "cpx52", 12, 24, 480, 28.49m, EuropeAndAsia),
        Type(137, "cpx62", 16, 32, 640, 38.99m, EuropeAndAsia),
        Type(145, "cax11", 2, 4, 40, 3.79m, Europe),
        Type(146, "cax21", 4, 8, 80, 6.49m, Europe),
        Type(147, "cax31", 8, 16, 160, 12.49m, Europe),
        Type(148, "cax41", 16, 32, 320, 24.49m, Europe),
        Type(196, "ccx13", 2, 8, 80, 12.49m, Everywhere),
        Type(197, "ccx23", 4, 16, 160, 24.49m, Everywhere),
        Type(198, "ccx33", 8, 32, 240, 48.49m, Everywhere),
        Type(199, "ccx43", 16, 64, 360, 96.49m, Everywhere),
        Type(200, "ccx53", 32, 128, 600, 192.49m, Everywhere),
        Type(201, "ccx63", 48, 192, 960, 288.49m, Everywhere),
    ];

    /// <summary>All images, each for both architectures.</summary>
    public static IReadOnlyList<Image> Images { get; } =
    [
        .. new[] { ("ubuntu", "22.04"), ("ubuntu", "24.04"), ("debian", "12"), ("debian", "13"), ("rocky", "9"), ("alma", "9") }
            .SelectMany(system => new[] { "x86", "arm" }.Select(architecture => (System: system, Architecture: architecture)))
            .Select((image, index) => new Image(FirstImage + index, image.System.Item1, image.System.Item2, image.Architecture)),
    ];

    /// <summary>The location that a field of a request names, by name or number.</summary>
    public static Location Location(string text, string field) =>
        Locations.FirstOrDefault(location => Is(text, location.Id, location.Name)) ?? throw ApiError.Invalid(field, $"'{text}' not found");

    /// <summary>The type that a request names, by name or number.</summary>
    public static ServerType ServerType(string text) =>
        ServerTypes.FirstOrDefault(type => Is(text, type.Id, type.Name)) ?? throw ApiError.Invalid("server_type", $"'{text}' not found");

    /// <summary>The image that a request names, by name or number, for servers of a type.</summary>
    public static Image Image(string text, ServerType type) =>
        Images.FirstOrDefault(image => Is(text, image.Id, image.Name) && image.Architecture == type.Architecture)
        ?? throw ApiError.Invalid("image", $"'{text}' not found for {type.Architecture}");

    private static bool Is(string text, long id, string name) => text == name || text == id.ToString(CultureInfo.InvariantCulture);

    private static ServerType Type(long id, string name, int cores, int memoryGb, int diskGb, decimal price, string[] locations) =>
        new(id, name, cores, memoryGb, diskGb, price, [.. Locations.Where(location => locations.Contains(location.Name))]);
}
