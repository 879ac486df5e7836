using System.Collections.Immutable;

namespace Infra.Stacks.Settings.Reading;

/// <summary>A broken rule and its mend, wherever it was broken.</summary>
/// <param name="Rule">What is expected.</param>
/// <param name="Fix">What to do about it.</param>
internal sealed record Complaint(string Rule, string Fix);

/// <summary>A complaint about what stands at one place.</summary>
internal sealed record Finding(Place Place, Complaint Complaint)
{
    public Finding(Place place, string rule, string fix)
        : this(place, new Complaint(rule, fix))
    {
    }
}

/// <summary>All that was found to be wrong.</summary>
internal sealed class Findings
{
    // A private key's first line, and the first characters of OpenSSH's private key format in base64.
    private static readonly ImmutableArray<string> SecretMarks = ["PRIVATE KEY", "b3BlbnNzaC1rZXktdjE"];

    private readonly List<Finding> _findings = [];

    public bool Any => _findings.Count > 0;

    public static bool HoldsPrivateKey(string text) => SecretMarks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase));

    public void Add(Place place, string rule, string fix) => _findings.Add(new Finding(place, rule, fix));

    public void AddRange(IEnumerable<Finding> findings) => _findings.AddRange(findings);

    public ImmutableArray<SettingsProblem> InDocumentOrder() =>
        [.. _findings.OrderBy(finding => finding.Place.Position).Select(Problem)];

    private static SettingsProblem Problem(Finding finding)
    {
        var (place, (rule, fix)) = finding;
        var value = place.Shown is { } shown && !HoldsPrivateKey(shown) ? shown : null;
        return new SettingsProblem(place.Path, value, rule, fix);
    }
}
