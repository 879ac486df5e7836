using System.Collections.Immutable;

namespace Infra.Planning;

/// <summary>
/// What a resource brings that a successor of it would bring otherwise. Outputs that only repeat inputs, such as an address that the
/// settings chose, stay the same when it is replaced.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Outputs">Texts in its outputs that a deployment generates; none for most resources.</param>
internal sealed record Brought(string Id, ImmutableArray<string> Outputs)
{
    /// <summary>Finds out what a resource brings.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="outputs">What is made up of its outputs.</param>
    /// <param name="ofAnother">The same for a resource with another id and the same inputs.</param>
    public static Brought Of(
        string id, IEnumerable<KeyValuePair<string, object>> outputs, IEnumerable<KeyValuePair<string, object>> ofAnother)
    {
        var repeated = ofAnother.ToHashSet();
        return new Brought(id, [.. outputs.Where(output => !repeated.Contains(output)).SelectMany(output => Generated(output.Value))]);
    }

    /// <summary>
    /// Which of the resources that an input was made from bring something that stands in it. When none does, it may have been worked into
    /// something else, such as a hash, by each that brings more than an id.
    /// </summary>
    /// <param name="input">The input's value, as a mock sees it.</param>
    /// <param name="sources">What each of the resources brings.</param>
    public static ImmutableArray<T> In<T>(object? input, ImmutableArray<(T Resource, Brought Brought)> sources)
    {
        var texts = Texts(input).ToImmutableArray();
        var seen = sources
            .Where(source => source.Brought.Outputs.Add(source.Brought.Id)
                .Any(brought => texts.Any(text => text.Contains(brought, StringComparison.Ordinal))))
            .ToImmutableArray();
        return
        [
            .. (seen.IsEmpty ? sources.Where(source => !source.Brought.Outputs.IsEmpty) : seen).Select(source => source.Resource),
        ];
    }

    private static IEnumerable<string> Generated(object? output) => Texts(output).Select(text => text.Trim())
        .Where(text => text.Length > 0)
        // Whatever is made of a text with a secret in it has the secret.
        .SelectMany(text => text.Contains(StandIn.Secret, StringComparison.Ordinal) ? [text, StandIn.Secret] : new[] { text });

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        double number => [FormattableString.Invariant($"{number}")],
        ImmutableDictionary<string, object> map => map.Values.SelectMany(Texts),
        ImmutableArray<object> list => list.SelectMany(Texts),
        _ => [],
    };
}
