using System.Text.RegularExpressions;
using Infra.Clusters;

namespace Infra.Conformance;

/// <summary>Compares what a cluster answered with what a case expects.</summary>
/// <param name="names">The run's names: guards are known by them.</param>
/// <param name="renaming">The names on the case's stage.</param>
internal sealed partial class CaseJudgement(RunNames names, Renaming renaming)
{
    /// <summary>What became of the case.</summary>
    public CaseResult Of(Case one, ApiAnswer answer)
    {
        var refusal = PolicyRefusal.In(answer);
        var guard = refusal is not null && refusal.Policy.StartsWith(names.Of(""), StringComparison.Ordinal)
            ? refusal.Policy[names.Of("").Length..] : null;
        if (refusal is null && !answer.Succeeded) return Elsewhere(one, answer);
        var result = one.ExpectsRefusal ? OfRefused(one, refusal) : OfAllowed(one, answer, refusal, guard);
        return result with { Guard = guard };
    }

    private CaseResult OfRefused(Case one, PolicyRefusal? refusal) => refusal switch
    {
        null => Otherwise(one, "was allowed"),
        _ when one.Message is { } part && !refusal.Message.Contains(renaming.Text(part), StringComparison.Ordinal) =>
            Otherwise(one, $"was refused, but not with '{part}': {Said(refusal)}"),
        // Otherwise a misspelt rule would pass for a strict one.
        { IsUndecided: true } when one.Message is null => Otherwise(one, $"was refused without a decision: {Said(refusal)}"),
        _ => new CaseResult(one, CaseOutcome.AsExpected),
    };

    private CaseResult OfAllowed(Case one, ApiAnswer answer, PolicyRefusal? refusal, string? guard)
    {
        if (refusal is not null)
        {
            return guard is null
                ? new CaseResult(one, CaseOutcome.Skipped, $"the cluster's own policy {refusal.Policy} refuses it: {refusal.Message}")
                : Otherwise(one, $"was refused: {Said(refusal)}");
        }

        if (one.Mutated is { } wanted && !Containment.Of(renaming.Object(wanted), answer.Body))
        {
            var (metadata, spec) = (answer.Body?["metadata"]?.ToJsonString(), answer.Body?["spec"]?.ToJsonString());
            return Otherwise(one, $"wasn't changed as expected: expected {wanted.ToJsonString()} in {metadata}, {spec}");
        }

        if (one.Warning is { } warning && !answer.Warnings.Any(text => text.Contains(renaming.Text(warning), StringComparison.Ordinal)))
            return Otherwise(one, $"came without the warning '{warning}'");
        return new CaseResult(one, CaseOutcome.AsExpected);
    }

    // Answered by another part of the API server: no guard has decided. What exists already is noticed after guards, at the very end.
    private static CaseResult Elsewhere(Case one, ApiAnswer answer) => answer switch
    {
        { Status: 409 } when one is { ExpectsRefusal: false, Operation: "CREATE", Mutated: null, Warning: null }
            && answer.Body?["reason"]?.GetValue<string>() == "AlreadyExists" => new CaseResult(one, CaseOutcome.AsExpected),
        { Status: 403 } when Plugins().IsMatch(answer.Message) => ByItself(one, answer),
        { Status: 422 } when one.ExpectsRefusal => ByItself(one, answer),
        _ => Otherwise(one, $"was answered before a guard was asked, with {answer.Status}: {answer.Message}"),
    };

    private static CaseResult ByItself(Case one, ApiAnswer answer) =>
        new(one, CaseOutcome.Skipped, $"the API server refuses it by itself, before guards are asked: {answer.Message}");

    private static string Said(PolicyRefusal refusal) => $"{refusal.Policy}: {refusal.Message}";

    // NodeRestriction and DenyServiceExternalIPs, which the program turns on, and Priority: k8s.io/kubernetes, plugin/pkg/admission.
    [GeneratedRegex("is forbidden: (node \"[^\"]*\" )?(is not allowed to|can only) |node requested token |"
        + "Use of external IPs is denied by admission control|no PriorityClass with name")]
    private static partial Regex Plugins();

    private static CaseResult Otherwise(Case one, string detail) => new(one, CaseOutcome.Otherwise, detail);
}
