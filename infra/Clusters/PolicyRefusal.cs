using System.Text.RegularExpressions;

namespace Infra.Clusters;

/// <summary>What a policy said against a request.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Message">Its message.</param>
/// <param name="IsUndecided">
/// Whether the policy couldn't decide, and no rule was broken: an expression failed, or a parameter was missing. A policy that changes
/// objects has no rules.
/// </param>
internal sealed partial record PolicyRefusal(string Policy, string Message, bool IsUndecided)
{
    /// <summary>The refusal in an answer; null: the answer is no policy's.</summary>
    public static PolicyRefusal? In(ApiAnswer answer)
    {
        var said = Said().Match(answer.Message);
        if (answer.Status is < 400 or >= 500 || !said.Success) return null;
        var message = said.Groups["message"].Value;
        return new PolicyRefusal(said.Groups["policy"].Value, message, said.Groups["mutating"].Success || Undecided().IsMatch(message));
    }

    // k8s.io/apiserver 0.36: pkg/admission/plugin/policy, validating/dispatcher.go and generic/policy_dispatcher.go.
    [GeneratedRegex(
        "(?:ValidatingAdmissionPolicy|(?<mutating>policy)) '(?<policy>[^']+)' with binding '[^']*' denied request: (?<message>.*)",
        RegexOptions.Singleline)]
    private static partial Regex Said();

    [GeneratedRegex("resulted in error|failed to configure (policy|binding)")]
    private static partial Regex Undecided();
}
