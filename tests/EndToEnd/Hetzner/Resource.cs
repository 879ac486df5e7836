using System.Globalization;
using System.Text.Json.Nodes;

namespace Infra.Tests.EndToEnd.Hetzner;

/// <summary>What all of a project's resources have.</summary>
internal abstract class Resource(long id)
{
    /// <summary>Its number: no other one of its kind ever has it.</summary>
    public long Id => id;

    /// <summary>Its name: no other one of its kind has it at the same time.</summary>
    public required string Name { get; set; }

    /// <summary>Its labels.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; set; }

    /// <summary>Whether its deletion is refused.</summary>
    public bool IsProtected { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; } = DateTimeOffset.UtcNow;

    /// <summary>A moment as the API shows it.</summary>
    public static string Show(DateTimeOffset moment) => moment.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>What the API shows of all resources.</summary>
    public JsonObject Show() => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["labels"] = Hetzner.Labels.Show(Labels),
        ["created"] = Show(Created),
    };
}
