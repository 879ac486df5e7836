using System.Globalization;
using Infra.Components.Grammars;

namespace Infra.Stacks.Providers.HCloud;

/// <summary>The name of a location of Hetzner Cloud.</summary>
internal sealed class LocationName() : PatternGrammar(
    "name", "[a-z]{2,10}[0-9]{0,3}", "must be the name of a Hetzner Cloud location", "use one such as fsn1, nbg1, hel1, ash, hil or sin");

/// <summary>The name of a server type of Hetzner Cloud.</summary>
internal sealed class ServerTypeName() : PatternGrammar(
    "name", "[a-z][a-z0-9-]{1,19}", "must be the name of a Hetzner Cloud server type",
    "use one such as cpx22 or cax11 ('hcloud server-type list')");

/// <summary>The name or the number of an image of Hetzner Cloud.</summary>
internal sealed class ImageName() : PatternGrammar(
    "name or number", "[a-z0-9][a-z0-9._-]{0,62}", "must be the name or the number of a Hetzner Cloud image",
    "use one such as debian-13 or ubuntu-24.04");

/// <summary>The number of a placement group of Hetzner Cloud, or <c>none</c>, which means 0.</summary>
internal sealed class PlacementGroupNumber() : PatternGrammar(
    $"1 to {PlacementGroups.Count}, `none`", "none|[1-9]|[123][0-9]|40", $"must be a number of 1 to {PlacementGroups.Count}, or none",
    "leave it out to have one chosen")
{
    public override (long Least, long Most)? Range => (1, PlacementGroups.Count);

    public override object Meaning(string text) => text == "none" ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
}
