using Infra.Clusters;

namespace Infra.Verifying.Isolation;

/// <summary>Who refuses a request. Only a refusal by the one who is meant to shows that a guard is in place.</summary>
/// <param name="By">How messages name it.</param>
/// <param name="Words">What its refusals say, all of it.</param>
internal sealed record Refusal(string By, params string[] Words)
{
    /// <summary>Kubernetes' role-based authorization: the right to ask is missing.</summary>
    public static Refusal Rights { get; } = new("missing rights", "User \"", "\" cannot ", " resource \"");

    /// <summary>A role that would give more than its author has.</summary>
    public static Refusal Escalation { get; } = new("Kubernetes' guard of roles",
        "is attempting to grant RBAC permissions not currently held");

    /// <summary>Pod Security.</summary>
    public static Refusal PodSecurity { get; } = new("Pod Security", "violates PodSecurity \"restricted");

    /// <summary>The admission plugin NodeRestriction, which holds kubelets to what is theirs.</summary>
    public static Refusal NodeRestriction { get; } = new("NodeRestriction", "is not allowed to ");

    /// <summary>The admission plugin that refuses external addresses.</summary>
    public static Refusal ExternalIPs { get; } = new("DenyServiceExternalIPs", "Use of external IPs is denied by admission control");

    /// <summary>An admission policy of the program's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="words">What the message of the rule that is meant says. Default any rule.</param>
    public static Refusal Guard(string name, string words = "") =>
        new($"guard {name}", $"ValidatingAdmissionPolicy '{name}' with binding '{name}' denied request: ", words);

    /// <summary>Whether an answer is this refusal.</summary>
    public bool Is(ApiAnswer answer) => IsOne(answer) && Words.All(words => answer.Message.Contains(words, StringComparison.Ordinal))
        // A guard that couldn't decide refuses everything, honest work, too: that shows nothing.
        && PolicyRefusal.In(answer) is not { IsUndecided: true }
        // An administrator who may not impersonate is refused in the same words.
        && !answer.Message.Contains("cannot impersonate", StringComparison.Ordinal);

    /// <summary>Whether an answer refuses for whatever reason of Kubernetes' guards: forbidden, or against a policy.</summary>
    public static bool IsOne(ApiAnswer answer) => answer.Status == 403
        || answer.Status == 422 && answer.Message.Contains("ValidatingAdmissionPolicy", StringComparison.Ordinal);
}
