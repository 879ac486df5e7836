using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Components.Access;
using Infra.Components.Grammars;
using Infra.Components.Tenants;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>
/// A DNS label that begins with a letter, so short that all names made of it are valid: node names are <c>cluster-tenant</c>, and at most
/// 63 long.
/// </summary>
internal abstract partial class DnsLabel(int longest, string example) : PatternGrammar(
    "DNS label", $"[a-z]([a-z0-9-]{{0,{longest - 2}}}[a-z0-9])?",
    $"must be a DNS label (a-z, 0-9 and '-', {Length(longest)}, starting with a letter)", "")
{
    public override string? Rules => Length(longest);

    public override Complaint? Check(string text)
    {
        if (base.Check(text) is not { } complaint) return null;
        var slug = Slug(text);
        return Complaint.Proposing(complaint.Rule, Proposed(slug.Length > 0 ? slug : example));
    }

    /// <summary>The proposal of a label, or of the same one with a number.</summary>
    public Proposal Proposed(string label) =>
        new("try '{0}'", label, "choose another one") { Numbered = number => Numbered(label, number) };

    /// <summary>A label with a number.</summary>
    public string Numbered(string label, int number)
    {
        var suffix = $"-{number}";
        return Slug(label, spared: suffix.Length) + suffix;
    }

    /// <summary>The label that was probably meant; empty when there is none.</summary>
    public string Slug(string text, int spared = 0)
    {
        var plain = NotInLabels().Replace(text.ToLowerInvariant(), "-").TrimStart('-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return plain[..Math.Min(plain.Length, longest - spared)].TrimEnd('-');
    }

    private static string Length(int longest) => $"1 to {longest} characters";

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInLabels();
}

/// <summary>A cluster's name.</summary>
internal sealed class ClusterName() : DnsLabel(TenantNames.MaxClusterLength, "main");

/// <summary>The last word of a further namespace's name.</summary>
internal sealed class NamespaceWord() : DnsLabel(TenantNames.MaxWordLength, "staging");

/// <summary>A tenant's name, which is neither a control plane node's nor that of one of the cluster's own namespaces.</summary>
internal sealed class TenantName() : DnsLabel(TenantNames.MaxTenantLength, "tenant-a")
{
    private const string ControlPlane = "control-plane";
    private const string Kubernetes = "kube-";

    private static readonly ImmutableArray<string> Namespaces = ["default", "metallb-system", "cert-manager"];

    // Its namespace would be that of all tenants' accounts.
    private static readonly string Accounts = AccessComponent.AccountNamespace["tenant-".Length..];

    public override string Pattern =>
        $"(?!{ControlPlane}|{Kubernetes}|{Accounts}$|{string.Concat(Namespaces.Select(name => $"{name}$|")).TrimEnd('|')}){base.Pattern}";

    public override string? Rules =>
        $"{base.Rules}; not `{ControlPlane}…`, `{Kubernetes}…`, {Wording.Or([.. Namespaces.Append(Accounts).Select(name => $"`{name}`")])}";

    public override Complaint? Check(string text)
    {
        // What a wrong name leads to may be reserved.
        if (base.Check(text) is { Proposal: { } proposal } complaint)
            return Complaint.Proposing(complaint.Rule, Check(proposal.Text)?.Proposal ?? proposal);
        var better = Proposed(Slug($"t-{text}"));
        if (text.StartsWith(ControlPlane, StringComparison.Ordinal))
            return Complaint.Proposing($"must not start with '{ControlPlane}', as the control plane's nodes do", better);
        return text.StartsWith(Kubernetes, StringComparison.Ordinal) || Namespaces.Contains(text) || text == Accounts
            ? Complaint.Proposing("must not be the name of one of the cluster's own namespaces", better)
            : null;
    }
}
