using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>One of a few words. Each stands for a member of an enumeration: its name in kebab case, or the word that it says.</summary>
/// <param name="type">The enumeration.</param>
public sealed class Choice(Type type) : Grammar
{
    private readonly ImmutableSortedDictionary<string, object> _values = Enum.GetValues(type).Cast<object>()
        .ToImmutableSortedDictionary(value => WordOf(type.GetField(value.ToString()!)!), value => value, StringComparer.Ordinal);

    /// <inheritdoc />
    public override string Word => "word";

    /// <inheritdoc />
    public override ImmutableArray<string> Words => [.. _values.Keys];

    /// <inheritdoc />
    public override string Pattern => string.Join('|', _values.Keys);

    /// <inheritdoc />
    public override Complaint? Check(string text)
    {
        if (_values.ContainsKey(text)) return null;
        var nearest = NearestWord.Among(text, _values.Keys);
        return new Complaint(
            $"must be {Wording.Or(Words)}", nearest is null ? "use one of these" : $"did you mean '{nearest}'?");
    }

    /// <inheritdoc />
    public override object Meaning(string text) => _values[text];

    /// <summary>The word for a member of the enumeration.</summary>
    public static string WordOf(Enum value) => WordOf(value.GetType().GetField(value.ToString())!);

    private static string WordOf(FieldInfo member) =>
        member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(member.Name);
}

/// <summary>Yes or no.</summary>
internal sealed class Flag : Grammar
{
    public override string Word => "bool";

    public override ImmutableArray<string> Words => ["true", "false"];

    public override string Pattern => "true|false";

    public override Notation Notation => Notation.Flag;

    public override Complaint? Check(string text) => null;

    public override object Meaning(string text) => text == "true";
}
