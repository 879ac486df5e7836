using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Clusters;

/// <summary>What a cluster's API answered.</summary>
/// <param name="Status">HTTP's status code.</param>
/// <param name="Body">The object, or the Status that says what is wrong; null: no JSON.</param>
/// <param name="Warnings">Texts of the headers <c>Warning</c>.</param>
internal sealed record ApiAnswer(int Status, JsonObject? Body, ImmutableArray<string> Warnings)
{
    /// <summary>Whether what was asked for was done.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>What the API said of a failure.</summary>
    public string Message => Body?["message"]?.GetValue<string>() is { Length: > 0 } message ? message : $"HTTP status {Status}";
}
