using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Comparing;

/// <summary>Changes that are the same but for the names of whom they happen to.</summary>
/// <param name="All">The changes, of which one stands for all.</param>
/// <param name="Name">The resources' name: a star stands for what differs.</param>
public sealed partial record FoldedChange(ImmutableArray<ResourceChange> All, string Name)
{
    /// <summary>The change that stands for all.</summary>
    public ResourceChange Example => All[0];

    /// <summary>What changes must have in common to be told as one.</summary>
    /// <param name="change">The change.</param>
    /// <param name="tenant">The tenant that it happens to; null: a shared part.</param>
    internal static string Signature(ResourceChange change, string? tenant)
    {
        var signature = new StringBuilder(
            $"{change.Kind} {change.GoesFirst} {change.IsMoved} {change.Resource.Type} {change.Resource.Name}\n");
        foreach (var property in change.Properties)
        {
            signature.Append($"{property.Path} {property.Forces} {property.Follows?.Type} {property.Follows?.Name}\n");
            if (property is { TextBefore: { } before, TextAfter: { } after })
            {
                foreach (var (old, current) in TextDifference.Words(before.Replace('\n', ' '), after.Replace('\n', ' ')))
                    signature.Append($"{old} → {current}\n");
            }
            else
            {
                signature.Append($"{ValueDifference.Serialized(property.Before)} → {ValueDifference.Serialized(property.After)}\n");
            }
        }

        return Generic(signature.ToString(), tenant);
    }

    /// <summary>A text with a star in place of a tenant's name, or of the number of a server of the control plane.</summary>
    internal static string Generic(string text, string? tenant) => tenant is null
        ? Server().Replace(text, "control-plane-*")
        : Regex.Replace(text, $"(?<![a-z0-9]){Regex.Escape(tenant)}(?![a-z0-9])", "*", RegexOptions.CultureInvariant);

    [GeneratedRegex("control-plane-[0-9]+")]
    private static partial Regex Server();
}
