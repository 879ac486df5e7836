using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Stacks.Settings.Reading;

namespace Infra.Stacks.Settings.Rules;

/// <summary>Extra labels, which must not be able to pass for labels that decide something.</summary>
internal static partial class LabelRules
{
    private const int LongestPrefix = 253;

    private static readonly ImmutableArray<string> ReservedPrefixes =
        ["kubernetes.io", "k8s.io", "metallb.io", "cert-manager.io", "infra"];

    public static Complaint? Key(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var (prefix, name) = slash < 0 ? ("", key) : (key[..slash], key[(slash + 1)..]);
        if (!Name().IsMatch(name) || (slash >= 0 && (prefix.Length > LongestPrefix || !Prefix().IsMatch(prefix))))
            return new Complaint("must be a Kubernetes label key", "write it like team or example.com/team");
        if (ReservedPrefixes.FirstOrDefault(reserved => IsWithin(prefix, reserved)) is { } owner)
            return new Complaint($"must not have a prefix of '{owner}', as the cluster relies on such labels", "use a domain of your own, such as example.com/team");
        return key == "node-pool"
            ? new Complaint("must not be given, as every tenant's node has it with the tenant's name", "choose another key")
            : null;
    }

    public static Complaint? Value(string value) => value.Length == 0 || Name().IsMatch(value)
        ? null
        : new Complaint("must be a Kubernetes label value", "use at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends");

    private static bool IsWithin(string prefix, string reserved) =>
        prefix == reserved || prefix.EndsWith($".{reserved}", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*\z")]
    private static partial Regex Prefix();
}
