using System.Collections.Immutable;

namespace Infra.Components.Guards;

/// <summary>Addresses of a node of one kind, internal or external: where they stand, and which of them aren't the node's.</summary>
/// <param name="Name">What its variables begin with.</param>
/// <param name="Key">What follows the node's name in the key of the parameter.</param>
/// <param name="Type">Their type in the node's status.</param>
/// <param name="Annotations">The annotations that name them.</param>
internal sealed record NodeAddressKind(string Name, string Key, string Type, params ImmutableArray<string> Annotations)
{
    private string Before => $"{Name}Before";

    private string Own => $"{Name}Own";

    /// <summary>The variable with those that are new and not the node's: a list.</summary>
    public string Foreign => $"{Name}Foreign";

    /// <summary>
    /// That there are some if there were. Else a node that is held to what it first reported would report nothing, and then what it likes.
    /// </summary>
    public string Kept =>
        $"(variables.{Own}.size() > 0 || variables.{Before}.size() == 0 || variables.{Name}.size() > 0)";

    /// <summary>The variables.</summary>
    public IEnumerable<NamedExpression> Variables =>
    [
        new(Name, Reported("object")),
        new(Before, $"oldObject == null ? [] : {Reported("oldObject")}"),
        new(Own, $"""variables.declared[?(object.metadata.name + "{Key}")].orValue("").split(",").filter(own, own != "")"""),
        // Compared as addresses, which can be written in several ways.
        new(Foreign, $"""
            variables.{Name}.filter(address, !(address in variables.{Before}) && (
              variables.{Own}.size() > 0 ? !variables.{Own}.exists(own, {Same("own")}) :
                variables.{Before}.size() > 0 || !isIP(address) || variables.declared.exists(key, key.contains("_") &&
                  !key.startsWith(object.metadata.name + "_") && variables.declared[key].split(",").exists(other, {Same("other")}))))
            """),
    ];

    /// <summary>What stands in annotations of a node, each with commas between.</summary>
    public static string InAnnotations(string node, params IEnumerable<string> keys)
    {
        var texts = string.Join(""" + "," + """, keys.Select(key => $"""{node}.metadata.?annotations[?"{key}"].orValue("")"""));
        return $"""({texts}).split(",").filter(text, text != "")""";
    }

    private string Reported(string node) => $"""
        ({node}.?status.?addresses.orValue([]).filter(address, address.type == "{Type}").map(address, address.address) +
          {InAnnotations(node, Annotations)})
        """;

    private static string Same(string other) => $"isIP({other}) && isIP(address) && ip({other}) == ip(address)";
}
