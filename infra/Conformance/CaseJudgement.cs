using System.Text.RegularExpressions;
using Infra.Clusters;

namespace Infra.Conformance;

/// <summary>Compares what a cluster answered with what a case expects.</summary>
/// <param name="names">The run's names: copies of guards are known by them.</param>
/// <param name="guards">The guards.</param>
/// <param name="renaming">The names on the case's stage.</param>
internal sealed partial class CaseJudgement(RunNames names, PlannedGuards guards, Renaming renaming)
{
    /// <summary>What became of the case.</summary>
    public CaseResult Of(Case one, ApiAnswer answer)
    {
        if (PolicyRefusal.In(answer) is { } refusal) return OfRefusal(one, refusal);
        if (!answer.Succeeded) return Elsewhere(one, answer);
        return one.ExpectsRefusal ? Otherwise(one, "was allowed") : OfAllowed(one, answer);
    }

    private CaseResult OfRefusal(Case one, PolicyRefusal refusal)
    {
        var isCopy = refusal.Policy.StartsWith(names.Of(""), StringComparison.Ordinal);
        var guard = isCopy ? refusal.Policy[names.Of("").Length..] : refusal.Policy;
        var isExpected = one.ExpectsRefusal && (one.Message is { } part
            ? refusal.Message.Contains(renaming.Text(part), StringComparison.Ordinal)
            // Otherwise a misspelt rule would pass for a strict one.
            : !refusal.IsUndecided);
        if (!isCopy)
        {
            // On a cluster of the program's the guard itself may come before its copy: its refusal counts, if it is for the same reason.
            return isExpected && guards.Policies.Any(policy => PlannedGuards.Name(policy) == guard)
                ? new CaseResult(one, CaseOutcome.AsExpected) { Guard = guard }
                : new CaseResult(one, CaseOutcome.Skipped, $"the cluster's own policy {guard} refuses it: {refusal.Message}");
        }

        var result = isExpected ? new CaseResult(one, CaseOutcome.AsExpected) : Otherwise(one, (one.ExpectsRefusal, one.Message) switch
        {
            (false, _) => $"was refused: {Said(refusal)}",
            (true, { } message) => $"was refused, but not with '{message}': {Said(refusal)}",
            (true, null) => $"was refused without a decision: {Said(refusal)}",
        });
        return result with { Guard = guard };
    }

    private CaseResult OfAllowed(Case one, ApiAnswer answer)
    {
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
        _ when Webhook().Match(answer.Message) is { Success: true } webhook => new CaseResult(
            one, CaseOutcome.Skipped, $"the cluster's webhook {webhook.Groups["name"].Value} refuses it: {answer.Message}"),
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

    // k8s.io/apiserver, pkg/admission/plugin/webhook/errors: whatever status the webhook gives, its refusal begins so. One that changes
    // objects comes before guards.
    [GeneratedRegex("^admission webhook \"(?<name>[^\"]+)\" denied the request")]
    private static partial Regex Webhook();

    private static CaseResult Otherwise(Case one, string detail) => new(one, CaseOutcome.Otherwise, detail);
}
