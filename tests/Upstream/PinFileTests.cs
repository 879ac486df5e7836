using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Infra.Upstream;
using Xunit;

namespace Infra.Tests.Upstream;

public sealed partial class PinFileTests
{
    private static readonly ImmutableArray<Pin> Pins = PinFile.Read(Path.Combine(SharedFolder.Checkout, "upstream", "files.json"));

    [Fact]
    public void Every_pin_has_a_version_in_its_URL_and_a_place_of_its_own()
    {
        Assert.Equal(Pins.Length, Pins.Select(pin => pin.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Pins, pin =>
        {
            Assert.Equal("https", pin.Url.Scheme);
            Assert.Matches(@"[0-9]+\.[0-9]+\.[0-9]+", pin.Url.AbsolutePath);
            Assert.DoesNotContain("{", pin.Url.OriginalString, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_schemas_of_providers_are_pinned_at_the_versions_of_their_packages()
    {
        var packages = Package().Matches(File.ReadAllText(Path.Combine(SharedFolder.Checkout, "Directory.Packages.props")))
            .Select(package => $"pulumi/pulumi-{package.Groups[1].Value.ToLowerInvariant()}-{package.Groups[2].Value}.");

        Assert.Equal(5, packages.Count());
        Assert.All(packages, package => Assert.Single(Pins, pin => pin.Name.StartsWith(package, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "sources": [] }""")]
    [InlineData("""{ "checked": "2026-11-24", "sources": [], "more": 1 }""")]
    [InlineData("""{ "checked": "2026-11-24", "sources": [{ "folder": "a/", "version": "v1.0.0", "files": {} }] }""")]
    [InlineData("""
        { "checked": "2026-11-24", "sources": [
          { "folder": "a/", "version": "v1.0.0", "url": "https://a.test/v1.0.0/", "files": { "b": "12ab" } }] }
        """)]
    public void A_file_of_another_form_is_refused(string text)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);

        Assert.Throws<JsonException>(() => PinFile.Read(file));

        File.Delete(file);
    }

    [GeneratedRegex("Include=\"Pulumi\\.([A-Za-z]+)\" Version=\"([0-9.]+)\"")]
    private static partial Regex Package();
}
