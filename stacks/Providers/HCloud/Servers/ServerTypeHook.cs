using System.Collections.Immutable;
using Pulumi;

namespace Infra.Stacks.Providers.HCloud.Servers;

/// <summary>
/// Refuses a server type that a server can't have, before anything happens to it. Hetzner's provider powers the server off, asks for the
/// type, and leaves it off when it is refused (v1.66.1, <c>internal/server/resource.go</c>); from then on it sees no difference any more.
/// The engine calls hooks before it updates a resource, in previews, too.
/// </summary>
internal sealed class ServerTypeHook
{
    private const string Type = "serverType";
    private const string Disk = "primaryDiskSize";

    private readonly ResourceHook _hook = new(
        "server-type",
        (change, _) => Problem(change) is { } problem ? throw new InvalidOperationException(problem) : Task.CompletedTask,
        new ResourceHookOptions { OnDryRun = true });

    /// <summary>The transformation that binds the hook to servers.</summary>
    public ResourceTransformationResult? Bind(ResourceTransformationArgs args)
    {
        if (args.Resource.GetResourceType() == HCloudTypes.Server) args.Options.Hooks.BeforeUpdate.Add(_hook);
        return null;
    }

    /// <summary>Why a server can't be updated so, and what to do; null: nothing speaks against it.</summary>
    public static string? Problem(ResourceHookArgs change)
    {
        if (Value(change.OldInputs, Type) is not string before || Value(change.NewInputs, Type) is not string after || before == after)
            return null;
        // Its own disk, which is the first type's: disks are kept.
        var disk = Value(change.OldOutputs, Disk) is double gigabytes ? (int?)gigabytes : null;
        return ServerTypes.ChangeProblem(before, after, disk) is not { } problem ? null
            : $"{Value(change.NewInputs, "name") ?? change.Name} stays a {before}: {after} {problem}. Take another type, or have a new "
            + "server come in its place by a new text at the tenant's 'rebuild': what is on the old one's disk goes. For the control "
            + "plane see 'Changing server types' in docs/operations.md.";
    }

    private static object? Value(ImmutableDictionary<string, object?>? values, string name) => values?.GetValueOrDefault(name);
}
