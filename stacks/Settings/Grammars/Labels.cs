using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Components.Grammars;
using Infra.Components.Kubernetes;

namespace Infra.Stacks.Settings.Grammars;

/// <summary>The key of an extra label, which must not be able to pass for one that decides something.</summary>
internal sealed class LabelKey : Grammar
{
    private const int LongestPrefix = 253;

    private static readonly ImmutableArray<string> ReservedPrefixes =
        ["kubernetes.io", "k8s.io", "metallb.io", "cert-manager.io", "infra"];

    private static readonly Regex Name = PatternGrammar.Whole(LabelValue.Name);
    private static readonly Regex Prefix = PatternGrammar.Whole(@"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    public override string Word => "label key";

    public override string? Rules =>
        $"no prefix in {string.Join(", ", ReservedPrefixes.Select(prefix => $"`{prefix}`"))}; not `{TenantLabels.PoolKey}`";

    public override string Pattern => $"([a-z0-9.-]{{1,{LongestPrefix}}}/)?{LabelValue.Name}";

    public override Complaint? Check(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var (prefix, name) = slash < 0 ? ("", text) : (text[..slash], text[(slash + 1)..]);
        if (!Name.IsMatch(name) || (slash >= 0 && (prefix.Length > LongestPrefix || !Prefix.IsMatch(prefix))))
            return new Complaint("must be a Kubernetes label key", "write it like team or example.com/team");
        if (ReservedPrefixes.FirstOrDefault(reserved => $".{prefix}".EndsWith($".{reserved}", StringComparison.Ordinal)) is { } owner)
            return new Complaint(
                $"must not have a prefix of '{owner}', as the cluster relies on such labels",
                "use a domain of your own, such as example.com/team");
        return text == TenantLabels.PoolKey
            ? new Complaint("must not be given, as every tenant's node has it with the tenant's name", "choose another key")
            : null;
    }
}

/// <summary>The value of a label; may be empty.</summary>
internal sealed class LabelValue() : PatternGrammar(
    "text", $"({Name})?", "must be a Kubernetes label value",
    "use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends")
{
    /// <summary>What a value, and a key without its prefix, look like.</summary>
    public const string Name = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
}
