using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>One of a few words.</summary>
/// <param name="words">The words, and what each stands for.</param>
public class Choice(IEnumerable<KeyValuePair<string, object>> words) : Grammar
{
    private const string UseOne = "use one of these";

    private readonly ImmutableSortedDictionary<string, object> _words = words.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <inheritdoc />
    public override string Word => "word";

    /// <inheritdoc />
    public override ImmutableArray<string> Words => [.. _words.Keys];

    /// <inheritdoc />
    public override string Pattern => string.Join('|', _words.Keys);

    /// <summary>The members of an enumeration: each one's name in kebab case, or the word that it says.</summary>
    public static Choice Of(Type enumeration) =>
        new(Enum.GetValues(enumeration).Cast<Enum>().Select(member => KeyValuePair.Create(WordOf(member), (object)member)));

    /// <summary>The word for a member of an enumeration.</summary>
    public static string WordOf(Enum member) =>
        member.GetType().GetField(member.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString());

    /// <inheritdoc />
    public override Complaint? Check(string text)
    {
        if (_words.ContainsKey(text)) return null;
        var nearest = NearestWord.Among(text, _words.Keys);
        var rule = $"must be {Wording.Or(Words)}";
        return nearest is null
            ? new Complaint(rule, UseOne)
            : Complaint.Proposing(rule, "did you mean '{0}'?", nearest, UseOne);
    }

    /// <inheritdoc />
    public override object Meaning(string text) => _words[text];
}

/// <summary>Yes or no.</summary>
internal sealed class Flag() : Choice([new("true", true), new("false", false)])
{
    public override string Word => "bool";

    public override Notation Notation => Notation.Flag;
}
