using Pulumi;
using Pulumi.Utilities;

namespace Infra.Planning;

/// <summary>An alias of a resource, with its outputs resolved.</summary>
/// <param name="Urn">The whole former URN; null: the other parts say it.</param>
/// <param name="Stack">The former stack; null: the present one. So it is with the others.</param>
/// <param name="Project">The former project.</param>
/// <param name="Type">The former type token.</param>
/// <param name="Name">The former name.</param>
/// <param name="Parent">The former parent.</param>
/// <param name="ParentUrn">The former parent's URN.</param>
/// <param name="NoParent">Whether the stack itself was the parent.</param>
internal sealed record FormerName(
    string? Urn, string? Stack, string? Project, string? Type, string? Name, Resource? Parent, string? ParentUrn, bool NoParent)
{
    /// <summary>Whether it says who the parent was.</summary>
    public bool NamesParent => NoParent || Parent is not null || ParentUrn is not null;

    /// <summary>Waits for an alias.</summary>
    public static async Task<FormerName> ReadAsync(Input<Alias> input)
    {
        var alias = await OutputUtilities.GetValueAsync(input.ToOutput()).ConfigureAwait(false);
        return new FormerName(
            alias.Urn,
            await TextAsync(alias.Stack).ConfigureAwait(false),
            await TextAsync(alias.Project).ConfigureAwait(false),
            await TextAsync(alias.Type).ConfigureAwait(false),
            await TextAsync(alias.Name).ConfigureAwait(false),
            alias.Parent,
            await TextAsync(alias.ParentUrn).ConfigureAwait(false),
            alias.NoParent);
    }

    private static async Task<string?> TextAsync(Input<string>? input) =>
        input is null ? null : await OutputUtilities.GetValueAsync(input.ToOutput()).ConfigureAwait(false);
}
