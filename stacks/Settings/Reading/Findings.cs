using System.Collections.Immutable;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>A complaint about what stands at one place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Rule">What is expected.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record Finding(Place Place, string Rule, string Fix)
{
    /// <summary>Whether the place should be empty, so that nothing else needs to be said about it and all below it.</summary>
    public bool IsAboutAllOfIt { get; init; }

    /// <summary>The name of the rule about several values that is broken; null: the value is wrong by itself.</summary>
    public string? BrokenRule { get; init; }
}

/// <summary>All that was found to be wrong.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _findings = [];

    public bool Any => _findings.Count > 0;

    public void Add(Place place, string rule, string fix) => _findings.Add(new Finding(place, rule, fix));

    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    public ImmutableArray<SettingsProblem> InDocumentOrder()
    {
        var unwanted = _findings.Where(finding => finding.IsAboutAllOfIt).Select(finding => finding.Place.Path).ToHashSet();
        return
        [
            .. _findings.Where(finding => finding.IsAboutAllOfIt || !WithAllAround(finding.Place.Path).Any(unwanted.Contains))
                .OrderBy(finding => finding.Place.Position).Select(Problem),
        ];
    }

    private static IEnumerable<string> WithAllAround(string path) =>
        Enumerable.Range(0, path.Length).Where(index => path[index] is '.' or '[').Select(index => path[..index]).Append(path);

    private static SettingsProblem Problem(Finding finding)
    {
        var (place, rule, fix) = finding;
        var value = place.Shown is { } shown && !PublicKey.IsPrivate(shown) ? shown : null;
        return new SettingsProblem(place.Path, value, rule, fix) { BrokenRule = finding.BrokenRule };
    }
}
