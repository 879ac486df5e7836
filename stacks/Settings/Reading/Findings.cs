using System.Collections.Immutable;
using Infra.Components.Grammars;

namespace Infra.Stacks.Settings.Reading;

/// <summary>A complaint about what stands at one place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Rule">What is expected.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record Finding(Place Place, string Rule, string Fix)
{
    public Finding(Place place, string rule, Proposal proposal)
        : this(place, rule, proposal.Fix) => Proposal = proposal;

    /// <summary>Whether the place should be empty, so that nothing else needs to be said about it and all below it.</summary>
    public bool IsAboutAllOfIt { get; init; }

    /// <summary>The name of the rule about several values that is broken; null: the value is wrong by itself.</summary>
    public string? BrokenRule { get; init; }

    /// <summary>What the fix proposes to write there; null: it proposes no text.</summary>
    public Proposal? Proposal { get; init; }
}

/// <summary>All that was found to be wrong.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _findings = [];

    public bool Any => _findings.Count > 0;

    /// <summary>What is proposed to be written, as far as a message shows it.</summary>
    public IEnumerable<Finding> Proposing => InOrder().Take(SettingsException.MostShown)
        .Where(finding => finding.Proposal is not null).DistinctBy(finding => finding.Place.Position);

    public void Add(Place place, string rule, string fix) => _findings.Add(new Finding(place, rule, fix));

    public void Add(Place place, Complaint complaint) =>
        _findings.Add(new Finding(place, complaint.Rule, complaint.Fix!) { Proposal = complaint.Proposal });

    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    /// <summary>Whether something is wrong at a place.</summary>
    public bool Concern(Place place) => _findings.Any(finding => finding.Place.Path == place.Path);

    /// <summary>The problems.</summary>
    /// <param name="fixes">What to do about some of them instead, by position.</param>
    public ImmutableArray<SettingsProblem> InDocumentOrder(IReadOnlyDictionary<int, string> fixes) =>
    [
        .. InOrder().Select(finding => Problem(
            finding.Proposal is not null && fixes.TryGetValue(finding.Place.Position, out var fix) ? finding with { Fix = fix } : finding)),
    ];

    private IEnumerable<Finding> InOrder()
    {
        var unwanted = _findings.Where(finding => finding.IsAboutAllOfIt).Select(finding => finding.Place.Path).ToHashSet();
        return _findings.Where(finding => finding.IsAboutAllOfIt || !SettingsPath.WithAllAround(finding.Place.Path).Any(unwanted.Contains))
            .OrderBy(finding => finding.Place.Position);
    }

    private static SettingsProblem Problem(Finding finding)
    {
        var (place, rule, fix) = finding;
        var value = place.Shown is { } shown && !PublicKey.IsPrivate(shown) ? shown : null;
        return new SettingsProblem(place.Path, value, rule, fix) { BrokenRule = finding.BrokenRule };
    }
}
